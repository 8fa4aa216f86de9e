using System.Numerics;
using System.Runtime.CompilerServices;

namespace Experiments.Numerics.Exact;

/// <summary>
/// exp, log and log1p as brackets about 2^−120 wide, in 128-bit integer arithmetic: the quick path before Ziv's loop.
/// </summary>
/// <remarks>
/// No bound rests on a measurement: each is the sum of what the steps can lose, counted in units of the last place
/// beside them. The tables come from <see cref="Elementary"/>. Integers only: the same bits on every machine.
/// </remarks>
public static class QuickElementary
{
    /// <summary><see cref="Exp"/> takes arguments below 2 to this power.</summary>
    public const int ExpMagnitudeLimit = 15;

    /// <summary>Below 2 to this power an argument goes to the series for log(1 + t) as it is.</summary>
    private const int NearOneMagnitude = -7;

    private const int ExpTerms = 14;
    private const int LogTerms = 22;

    // ln 2 at 2^−190, rounded down, and its three limbs.
    private static readonly BigInteger Ln2 = Elementary.Ln2(190);
    private static readonly ulong Ln2Low = (ulong)(Ln2 & ulong.MaxValue);
    private static readonly ulong Ln2Middle = (ulong)((Ln2 >> 64) & ulong.MaxValue);
    private static readonly ulong Ln2High = (ulong)(Ln2 >> 128);

    // ln 2 at 2^−126 and log₂ e at 2^−63, rounded down.
    private static readonly Int128 Ln2At126 = (Int128)(Ln2 >> 64);
    private static readonly ulong Log2E = (ulong)((BigInteger.One << 253) / (Ln2 + 2));

    // 2^127/n!, 2^127/(n + 1), e^(i/64) at 2^−127, the 9-bit reciprocals of Log and minus their logarithms at 2^−126:
    // each rounded down.
    private static readonly UInt128[] InverseFactorials = MakeInverseFactorials();
    private static readonly UInt128[] InverseIntegers = [.. Enumerable.Range(1, LogTerms).Select(n => (UInt128.One << 127) / (UInt128)n)];
    private static readonly UInt128[] ExpTable =
    [
        .. Enumerable.Range(0, 45).Select(i => (UInt128)Elementary.Exp(new(i, -6), 140).Lower.AtExponent(-127)),
    ];
    private static readonly ulong[] Reciprocals = [.. Enumerable.Range(0, 64).Select(Reciprocal)];
    private static readonly Int128[] MinusLogReciprocals = [.. Enumerable.Range(0, 64).Select(MinusLogReciprocal)];

    /// <summary>Bounds of e^x or, when <paramref name="negative"/>, of e^−x, for 0 &lt; x &lt; 2^15.</summary>
    /// <remarks>
    /// x = k·ln 2 + r, r = i/64 + f, e^x = 2^k · e^(i/64) · e^f, the last from Taylor's series.
    /// A larger x throws <see cref="ArgumentOutOfRangeException"/>.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Bracket Exp(in Bracket x, bool negative)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(x.Magnitude, ExpMagnitudeLimit, nameof(x));
        unchecked
        {
            // x at 2^−126, modulo 4: it lies at most `error` units above what is formed.
            var shift = x.Exponent + 126;
            var r = (Int128)(shift >= 0 ? x.Significand << shift : shift > -128 ? x.Significand >> -shift : UInt128.Zero);
            var error = shift >= 0 ? x.Width << shift : (shift > -64 ? x.Width >> -shift : 0) + 2;
            var k = 0;
            if (x.Magnitude >= -1)
            {
                // ⌊x·log₂ e⌋ or one less. k·ln 2 at 2^−126 lies at most 2 units above the sum of the products of the
                // limbs.
                k = (int)((ulong)(Math.BigMul((ulong)(x.Significand >> 64), Log2E) >> 64) >> (-x.Exponent - 65));
                var factor = (UInt128)(uint)k;
                r -= (Int128)(((factor * Ln2High) << 64) + (factor * Ln2Middle) + ((factor * Ln2Low) >> 64)) + 2;
                error += 2;
            }

            if (r < 0)
            {
                (k, r, error) = (k - 1, r + Ln2At126, error + 1);
            }
            else if (r > Ln2At126)
            {
                (k, r, error) = (k + 1, r - Ln2At126 - 1, error + 1);
            }

            if (negative)
            {
                // −x = −(k + 1)·ln 2 + (ln 2 − r).
                (k, r, error) = (-k - 1, Ln2At126 - r - (Int128)error, error + 1);
                if (r < 0)
                {
                    (k, r, error) = (k - 1, r + Ln2At126, error + 1);
                }
            }

            // 0 ≤ f < 2^−6, here at 2^−128. Horner's rule loses less than 2 units of 2^−127 a step, each step's loss
            // shrinking by 2^−6 in the next, and the series is cut below 2^−3 units: 3 in all. e^f grows by less than 3
            // units of 2^−127 for each unit of 2^−126 that f may lie above.
            var i = (int)(r >> 120);
            var f = (UInt128)r << 8 >> 6;
            var sum = InverseFactorials[ExpTerms];
            for (var n = ExpTerms - 1; n >= 0; n--)
            {
                sum = InverseFactorials[n] + Bracket.MultiplyHigh(sum, f);
            }

            var power = Bracket.Normalize(sum, (3 * error) + 3, -127);
            return Bracket.Multiply(power, Bracket.Normalize(ExpTable[i], 2, k - 127));
        }
    }

    /// <summary>Bounds of log x: whether it is negative, and of its size.</summary>
    /// <remarks>
    /// x = 2^k·m, c ≈ 1/m of 9 bits, t = m·c − 1 with |t| &lt; 2^−6: log x = k·ln 2 − log c + log(1 + t). c is 1 for m
    /// next to 1, where t is formed exactly, so that nothing cancels. All of x must lie on one side of 1. A width that
    /// is too large next to x − 1 throws <see cref="OverflowException"/>.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (bool Negative, Bracket Size) Log(in Bracket x)
    {
        unchecked
        {
            var index = (int)(x.Significand >> 121) & 63;
            var k = x.Magnitude + (Halved(index) ? 1 : 0);
            if (k == 0 && index == 0)
            {
                return (false, Log1PNearOne(Bracket.Normalize(x.Significand - (UInt128.One << 127), x.Width, x.Exponent), negative: false));
            }

            if (k == 0 && index == 63)
            {
                return (true, Log1PNearOne(Bracket.Normalize(UInt128.Zero - x.Significand - x.Width, x.Width, x.Exponent), negative: true));
            }

            // m·c at 2^−135 has 136 bits at most; without the two lowest, and modulo 2^128, it is t at 2^−133.
            var c = (UInt128)Reciprocals[index];
            var top = (((x.Significand >> 64) * c) + (((UInt128)(ulong)x.Significand * c) >> 64)) >> 64;
            var t = (Int128)((top << 126) | ((x.Significand * c) >> 2));
            var size = (UInt128)Int128.Abs(t);
            var logT = (Int128)Bracket.MultiplyHigh(size, Log1PQuotient(size >> 5, t < 0));

            // The sum, at 2^−f: each term is cut off to within 2 units, and x's width is worth at most 1 unit more than
            // itself.
            var bits = 32 - int.LeadingZeroCount(int.Abs(k));
            var f = 126 - bits;
            logT >>= 132 - f;
            var sum = KLn2(k, bits) + (MinusLogReciprocals[index] >> bits) + (t < 0 ? -logT : logT);
            var width = (x.Width >> (127 - f)) + 1;
            const ulong Cut = 8;
            return sum < 0
                ? (true, Bracket.Normalize((UInt128)(-sum) - Cut - width, (2 * Cut) + width, -f))
                : (false, Bracket.Normalize((UInt128)sum - Cut, (2 * Cut) + width, -f));
        }
    }

    /// <summary>Bounds of log(1 + x) for x > 0.</summary>
    public static Bracket Log1P(in Bracket x) =>
        x.Magnitude < NearOneMagnitude ? Log1PNearOne(x, negative: false) : Log(Bracket.Add(Bracket.One, x)).Size;

    /// <summary>Bounds of −log(1 − x) for 0 &lt; x &lt; 2^−6.</summary>
    public static Bracket MinusLog1PMinus(in Bracket x) => Log1PNearOne(x, negative: true);

    /// <summary>Bounds of |log(1 ± t)| = t · q(t) for 0 &lt; t &lt; 2^−6.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Bracket Log1PNearOne(in Bracket t, bool negative)
    {
        unchecked
        {
            // q is within 3 units of 2^−127; its slope is below 1, so that t's width adds itself, taken at 2^−127.
            var shift = -128 - t.Exponent;
            var q = Log1PQuotient(shift < 128 ? t.Significand >> shift : UInt128.Zero, negative);
            var error = 4 + (shift < 65 ? t.Width >> (shift - 1) : 0);
            return Bracket.Multiply(t, Bracket.Normalize(q - error, 2 * error, -127));
        }
    }

    /// <summary>log(1 + t)/t at 2^−127, within 3 units, for |t| &lt; 2^−6 given at 2^−128, rounded down.</summary>
    /// <remarks>
    /// The series is 1 ∓ |t|/2 + t²/3 ∓ …. A step of Horner's rule adds less than 2.5 units, and passes on 2^−6 of what
    /// the step before added.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static UInt128 Log1PQuotient(UInt128 t, bool negative)
    {
        unchecked
        {
            var sum = InverseIntegers[LogTerms - 1];
            for (var n = LogTerms - 2; n >= 0; n--)
            {
                var product = Bracket.MultiplyHigh(sum, t);
                sum = negative ? InverseIntegers[n] + product : InverseIntegers[n] - product;
            }

            return sum;
        }
    }

    /// <summary>k·ln 2 at 2^−(126 − bits), within 2 units, |k| below 2^bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Int128 KLn2(int k, int bits)
    {
        unchecked
        {
            var size = (UInt128)(uint)int.Abs(k);
            var middle = (size * Ln2Middle) + ((size * Ln2Low) >> 64);
            var high = (size * Ln2High) + (middle >> 64);
            var product = (Int128)((high << (64 - bits)) | ((UInt128)(ulong)middle >> bits));
            return k < 0 ? -product : product;
        }
    }

    /// <summary>Whether m = 1 + index/64 is taken as half of it and one power of two more.</summary>
    private static bool Halved(int index) => index >= 27;

    private static ulong Reciprocal(int index) => index switch
    {
        0 => 256,
        63 => 128,
        _ => (ulong)(((4 * 256 * 64) + (128 + (2 * index) + 1)) / (2 * (128 + (2 * index) + 1))),
    };

    private static Int128 MinusLogReciprocal(int index)
    {
        var log = Elementary.Log(new(Reciprocals[index], Halved(index) ? -7 : -8), 140);
        return (Int128)(-log).Lower.AtExponent(-126);
    }

    private static UInt128[] MakeInverseFactorials()
    {
        var values = new UInt128[ExpTerms + 1];
        values[0] = UInt128.One << 127;
        for (var n = 1; n <= ExpTerms; n++)
        {
            values[n] = values[n - 1] / (UInt128)n;
        }

        return values;
    }
}

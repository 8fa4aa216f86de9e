using System.Runtime.CompilerServices;
using Experiments.Numerics.Exact;

namespace Experiments.Numerics.Vector;

/// <summary>exp, log and log1p in float64, correctly rounded where sums of two float64 decide it.</summary>
/// <remarks>
/// A value is rounded if both of its bounds round alike; else the rounding is left open, as NaN, and the definition is
/// asked. The bounds are sums of what the steps can lose, counted beside them in u = 2^−72: half a last place is 1 u
/// below 2^−18 and 2 u below 2^−17. The polynomials are Taylor's. The tables are formed in 128-bit integers.
/// </remarks>
internal static class Elementary64
{
    private const int PowerBits = 7;
    private const int LogBits = 8;
    private const int TableBits = 120;

    // The nearest float64 to ln 2 and what is left, the first also in parts of 2^−42.
    internal const double Ln2 = 0.6931471805599453;
    internal const double Ln2Rest = 2.3190468138462996e-17;
    internal const double Ln2High = (long)(Ln2 * (1L << 42)) / (double)(1L << 42);
    internal const double Ln2Low = Ln2 - Ln2High + Ln2Rest;

    private const double U = 1.0 / (1L << 36) / (1L << 36);

    // Below, e^x is normal, and so are the powers of two next to it.
    private const double ExpLimit = 708;
    private const double NearOne = 1.0 / 64;
    private const double LeastNormal = 2.2250738585072014e-308;

    private static readonly UInt128[] Logs = FormLogs();

    /// <summary>The parts of a binade, for log.</summary>
    internal static readonly LogPart[] LogParts = FormLogParts();

    /// <summary>2^(j/128).</summary>
    internal static readonly (double High, double Low)[] Powers = FormPowers();

    /// <summary>e^x for |x| &lt; 708, where it is normal; NaN where the rounding is left open.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exp(double x)
    {
        if (!(Math.Abs(x) < ExpLimit))
        {
            return double.NaN;
        }

        var (power, k) = ExpSum(x);
        return power.Rounded() * BitConverter.Int64BitsToDouble((long)(k + 1023) << 52);
    }

    /// <summary>log x for normal x > 0; NaN where the rounding is left open.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log(double x) =>
        Math.Abs(x - 1) < NearOne ? LogNearOne(x - 1).Rounded()
        : x is >= LeastNormal and <= double.MaxValue ? LogSum(x, 0).Rounded()
        : double.NaN;

    /// <summary>log(1 + x) for x > −1; NaN where the rounding is left open.</summary>
    /// <remarks>Below 2^−54 it is x: it differs from x by less than 2^−54.9 of it, and half a gap is 2^−54.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log1P(double x)
    {
        if (Math.Abs(x) < NearOne)
        {
            return Math.Abs(x) < 1.0 / (1L << 54) ? x : LogNearOne(x).Rounded();
        }

        if (!(x is > -1 and <= double.MaxValue))
        {
            return double.NaN;
        }

        // What the sum loses is exact (Knuth), and adds its quotient by the sum to the logarithm but for 2^−106.
        var sum = x + 1;
        var one = sum - x;
        return LogSum(sum, ((x - (sum - one)) + (1 - one)) / sum).Rounded();
    }

    /// <summary>The parts of e^x = 2^k · 2^(j/128) · e^r.</summary>
    /// <remarks>
    /// r = a − b, |r| &lt; 0.0027077, e^r = 1 + a + (r²·h − b), h = 1/2 + r·q. Relative to the power, r²·h &lt; 2^−18 loses
    /// 2.8 u by the rounding of r to 2^−62, 1 u by that of r², 2 u by that of h, 1 u by that of their product, and 1 u in
    /// the terms after the sixth. The difference loses 1 u, and the product of r²·h with the low part of the power, which
    /// is left out, 4 u. The last three sums, that with the bound among them, lose 2 u each: 18.8 u.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static (Sum Power, int K) ExpSum(double x)
    {
        unchecked
        {
            var shifted = Math.FusedMultiplyAdd(x, (1 << PowerBits) / Ln2, Elementary32.Shifter);
            var k = (int)BitConverter.DoubleToInt64Bits(shifted);
            var parts = shifted - Elementary32.Shifter;
            ref readonly var power = ref Powers[k & ((1 << PowerBits) - 1)];

            // Exact: a is a multiple of 2^−61, as x is where parts is not 0, and below 2^−8.
            var a = Math.FusedMultiplyAdd(-parts, Ln2 / (1 << PowerBits), x);
            var r = Math.FusedMultiplyAdd(-parts, Ln2Rest / (1 << PowerBits), a);
            var square = r * r;
            var q = Math.FusedMultiplyAdd(
                square,
                Math.FusedMultiplyAdd(r, 1.0 / 720, 1.0 / 120),
                Math.FusedMultiplyAdd(r, 1.0 / 24, 1.0 / 6));
            var rest = Math.FusedMultiplyAdd(-parts, Ln2Rest / (1 << PowerBits), square * Math.FusedMultiplyAdd(r, q, 0.5));
            var high = Math.FusedMultiplyAdd(power.High, a, power.High);
            var lost = Math.FusedMultiplyAdd(power.High, a, power.High - high);
            var low = Math.FusedMultiplyAdd(power.High, rest, Math.FusedMultiplyAdd(power.Low, r, power.Low));
            return (new(high, lost + low, 19 * U * power.High), k >> PowerBits);
        }
    }

    /// <summary>log x + lost for normal x > 0, |x − 1| ≥ 1/64, |lost| ≤ 2^−53.</summary>
    /// <remarks>
    /// x = 2^k·m, t = m·c − 1 exactly, |t| &lt; 0.00286: k·ln 2 − log c + t + t²·h, h = −1/2 + t·q. The high parts of the
    /// first two are multiples of 2^−42; their sum is exact, and larger than t. t²·h &lt; 2^−17 loses 2.2 u by the rounding
    /// of t², as much by that of h, and as much by that of their product. The last two sums, that with the bound among
    /// them, lose 2 u each, and all that is smaller 0.1 u: 10.7 u.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Sum LogSum(double x, double lost)
    {
        unchecked
        {
            var parts = BitConverter.DoubleToInt64Bits(x) - Elementary32.FirstPart;
            ref readonly var part = ref LogParts[(int)(parts >> (52 - LogBits)) & ((1 << LogBits) - 1)];
            var m = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) - (parts & (-1L << 52)));
            double k = (int)(parts >> 52);
            var t = Math.FusedMultiplyAdd(m, part.Reciprocal, -1);
            var whole = Math.FusedMultiplyAdd(k, Ln2High, part.High);
            var high = whole + t;
            var low = Math.FusedMultiplyAdd(k, Ln2Low, part.Low) + lost + (whole - high + t);
            var square = t * t;
            var q = Math.FusedMultiplyAdd(
                square,
                Math.FusedMultiplyAdd(square, Math.FusedMultiplyAdd(t, -1.0 / 8, 1.0 / 7), Math.FusedMultiplyAdd(t, -1.0 / 6, 1.0 / 5)),
                Math.FusedMultiplyAdd(t, -1.0 / 4, 1.0 / 3));
            return new(high, (square * Math.FusedMultiplyAdd(t, q, -0.5)) + low, 11 * U);
        }
    }

    /// <summary>log(1 + t) for |t| &lt; 1/64.</summary>
    /// <remarks>
    /// t − t²/2 + t³·q, the first two exactly. In units of 2^−53·|t|³, the roundings of t², t³, q and the product lose 1.6,
    /// the terms after the eleventh 0.1, and the last two sums 0.7: 2.4. Where t is small, sums lose 3.1·2^−106·|t|.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static Sum LogNearOne(double t)
    {
        var square = t * t;
        var squareLost = Math.FusedMultiplyAdd(t, t, -square);
        var high = Math.FusedMultiplyAdd(square, -0.5, t);
        var lost = Math.FusedMultiplyAdd(squareLost, -0.5, Math.FusedMultiplyAdd(square, -0.5, t - high));
        var q = Math.FusedMultiplyAdd(square, 1.0 / 11, Math.FusedMultiplyAdd(t, -1.0 / 10, 1.0 / 9));
        q = Math.FusedMultiplyAdd(square, q, Math.FusedMultiplyAdd(t, -1.0 / 8, 1.0 / 7));
        q = Math.FusedMultiplyAdd(square, q, Math.FusedMultiplyAdd(t, -1.0 / 6, 1.0 / 5));
        q = Math.FusedMultiplyAdd(square, q, Math.FusedMultiplyAdd(t, -1.0 / 4, 1.0 / 3));
        var bound = Math.Abs(t) * Math.FusedMultiplyAdd(square, 2.5 / (1L << 53), U / (1L << 32));
        return new(high, Math.FusedMultiplyAdd(t * square, q, lost), bound);
    }

    /// <summary>log(n/256) at 2^−120, for n from 256 to 512.</summary>
    /// <remarks>
    /// Each is the one before and log(n/(n − 1)) = 2·artanh(1/(2n − 1)), which loses less than 2^6 units of 2^−128.
    /// </remarks>
    private static UInt128[] FormLogs()
    {
        var logs = new UInt128[257];
        var log = UInt128.Zero;
        for (var n = 257; n <= 512; n++)
        {
            log += TwiceArtanh(UInt128.MaxValue / (ulong)((2 * n) - 1));
            logs[n - 256] = log >> (128 - TableBits);
        }

        return logs;
    }

    private static UInt128 TwiceArtanh(UInt128 z)
    {
        var square = Bracket.MultiplyHigh(z, z);
        var sum = z;
        for (var i = 3ul; z != UInt128.Zero; i += 2)
        {
            z = Bracket.MultiplyHigh(z, square);
            sum += z / i;
        }

        return sum << 1;
    }

    private static LogPart[] FormLogParts()
    {
        var parts = new LogPart[1 << LogBits];
        for (var j = 0; j < parts.Length; j++)
        {
            // The reciprocal of the part's middle, of so few bits that t is exact: a multiple of 2^−61 below 2^−8.
            var (start, end) = (PartStart(j), PartStart(j + 1));
            var unit = start < 1 ? 256 : 512;
            var n = (int)((2 * unit / (start + end)) + 0.5);
            var (high, low) = Split(start < 1 ? Logs[n - 256] : Logs[256] - Logs[n - 256], -42);
            parts[j] = start < 1 ? new((double)n / unit, -high, -low) : new((double)n / unit, high, low);
        }

        return parts;
    }

    private static (double High, double Low)[] FormPowers()
    {
        // 2^(1/128) at 2^−127 from Taylor's series; each power is the one before times it, and loses 4 units.
        var (root, term) = (UInt128.One << 127, UInt128.One << 127);
        for (var n = 1ul; term != UInt128.Zero; n++)
        {
            term = Bracket.MultiplyHigh(term, Logs[256] << (128 - TableBits - PowerBits)) / n;
            root += term;
        }

        var powers = new (double High, double Low)[1 << PowerBits];
        var power = UInt128.One << 127;
        for (var j = 0; j < powers.Length; j++)
        {
            powers[j] = Split(power >> (127 - TableBits), -52);
            power = Bracket.MultiplyHigh(power, root) << 1;
        }

        return powers;
    }

    private static double PartStart(int j) => BitConverter.Int64BitsToDouble(Elementary32.FirstPart + ((long)j << (52 - LogBits)));

    /// <summary>x, at 2^−120, as a multiple of 2^exponent and what is left, cut to 53 bits below that.</summary>
    private static (double High, double Low) Split(UInt128 x, int exponent)
    {
        var cut = x >> (TableBits + exponent - 53);
        var (high, low) = ((long)(cut >> 53), unchecked((long)(ulong)cut) & ((1L << 53) - 1));
        return (high * PowerOfTwo(exponent), low * PowerOfTwo(exponent - 53));
    }

    private static double PowerOfTwo(int exponent) => BitConverter.Int64BitsToDouble((long)(exponent + 1023) << 52);

    /// <summary>A number within Bound of High + Low, with room for the roundings of Low ± Bound.</summary>
    internal readonly record struct Sum(double High, double Low, double Bound)
    {
        /// <summary>The nearest float64, or NaN if it is left open.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public double Rounded()
        {
            var lower = High + (Low - Bound);
            return lower == High + (Low + Bound) ? lower : double.NaN;
        }
    }

    /// <summary>c near the reciprocal of a part's middle, and −log c.</summary>
    internal readonly record struct LogPart(double Reciprocal, double High, double Low);
}

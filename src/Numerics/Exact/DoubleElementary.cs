using System.Numerics;
using System.Runtime.CompilerServices;

namespace Experiments.Numerics.Exact;

/// <summary>
/// exp, log and log1p of a float32 in float64 arithmetic, rounded to float32 where a proven bound allows it.
/// </summary>
/// <remarks>
/// The float64 value is within 2^−45 of the true one, relative to it. Where both ends of that interval round to the
/// same float32, that is the correctly rounded result. About one argument in 2^20 is left to the definition. Only + − ×
/// and fused multiply-add occur, in the written order: every machine gets the same bits.
/// </remarks>
public static class DoubleElementary
{
    private const double Bound = 1.0 / (1L << 45);
    private const int ExpParts = 32;
    private const int LogParts = 64;

    // (ln 2)/32 in two parts; the first has 40 bits, so that its product with an integer below 2^13 is exact.
    private static readonly double Ln2PartHigh = (double)(long)Elementary.Ln2(40) / (1L << 40) / ExpParts;
    private static readonly double Ln2PartLow = ToDouble(Elementary.Log(2, 120).Lower - new Dyadic(Elementary.Ln2(40), -40)) / ExpParts;
    private static readonly double PartsByLn2 = 1 / (Ln2PartHigh + Ln2PartLow);
    private static readonly double Ln2 = ToDouble(Elementary.Log(2, 120).Lower);

    // 2^(j/32) = e^(j·ln 2/32); reciprocals of 1 + (j + ½)/64 to 9 bits, and minus their logarithms.
    private static readonly double[] ExpTable =
    [
        .. Enumerable.Range(0, ExpParts).Select(j => ToDouble(Elementary.Exp((j * Elementary.Log(2, 120).Lower).Scale(-5), 120).Lower)),
    ];

    private static readonly double[] Reciprocals = [.. Enumerable.Range(0, LogParts).Select(Reciprocal)];
    private static readonly double[] MinusLogReciprocals =
    [
        .. Reciprocals.Select((c, j) => ToDouble((-Elementary.Log(new((BigInteger)(c * 512), IsHalved(j) ? -8 : -9), 120)).Lower)),
    ];

    // 1/n, which the series for log(1 + t) goes down from n = 10.
    private static readonly double[] InverseIntegers = [0, .. Enumerable.Range(1, 10).Select(n => 1.0 / n)];

    /// <summary>e^x correctly rounded, or null where the bound leaves it open.</summary>
    /// <remarks>
    /// x = k·(ln 2)/32 + r, |r| ≤ 0.011, exactly but for 2^−60; the series to r^6/6! leaves out 2^−58. What adds up is
    /// the rounding of the table and of two operations: below 2^−51.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float? Exp(float x)
    {
        // Beyond ±150 the result is ∞ or 0: e^150 > 2^216, e^−150 < 2^−216.
        if (!(x > -150 && x < 150))
        {
            return x >= 150 ? float.PositiveInfinity : x <= -150 ? 0 : null;
        }

        double z = x;
        var k = Math.Round(z * PartsByLn2);
        var r = z - (k * Ln2PartHigh) - (k * Ln2PartLow);
        var p = r * (1 + (r * ((1.0 / 2) + (r * ((1.0 / 6) + (r * ((1.0 / 24) + (r * ((1.0 / 120) + (r * (1.0 / 720)))))))))));
        var n = (int)k;
        var table = ExpTable[n & (ExpParts - 1)];
        return Round((table + (table * p)) * PowerOfTwo(n >> 5));
    }

    /// <summary>log x correctly rounded, or null where the bound leaves it open and for x ≤ 0, ∞ and NaN.</summary>
    /// <remarks>See <see cref="Log(double)"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float? Log(float x) => x is > 0 and < float.PositiveInfinity ? Round(Log((double)x)) : null;

    /// <summary>
    /// log(1 + x) correctly rounded, or null where the bound leaves it open and for x ≤ −1, ∞ and NaN.
    /// </summary>
    /// <remarks>
    /// Below 2^−7 the series takes x itself; from there on 1 + x is exact, or off by 2^−53 where log(1 + x) exceeds
    /// 2^4.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float? Log1P(float x) => x is not (> -1 and < float.PositiveInfinity) ? null
        : Round(Math.Abs(x) < 1.0 / 128 ? Log1PSeries(x) : Log(1 + (double)x));

    /// <summary>
    /// log x for a float64 of at most 31 significant bits, or beyond 2^29 of any, within 2^−46 relative to it.
    /// </summary>
    /// <remarks>
    /// x = 2^k·m, t = m·c − 1, |t| &lt; 2^−6: k·ln 2 − log c + log(1 + t). c = 1 for m next to 1, where t is exact and
    /// all that is left; elsewhere |log x| > 2^−7, and what the terms and their roundings are off by is at most 2^−46
    /// of it.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var j = (int)(bits >> 46) & (LogParts - 1);
        var k = (int)(bits >> 52) - 1023 + (IsHalved(j) ? 1 : 0);
        var m = BitConverter.Int64BitsToDouble((bits & 0xFFFFFFFFFFFFF) | 0x3FF0000000000000);
        var t = Math.FusedMultiplyAdd(m, Reciprocals[j], -1);
        return (k * Ln2) + MinusLogReciprocals[j] + Log1PSeries(t);
    }

    /// <summary>
    /// log(1 + t) for |t| &lt; 2^−6, within 2^−51 relative to it: the series to t^10/10 leaves out 2^−63.
    /// </summary>
    private static double Log1PSeries(double t)
    {
        var sum = InverseIntegers[10];
        for (var n = 9; n >= 1; n--)
        {
            sum = InverseIntegers[n] - (t * sum);
        }

        return t * sum;
    }

    private static float? Round(double y)
    {
        var error = Math.Abs(y) * Bound;
        var lower = (float)(y - error);
        return lower == (float)(y + error) ? lower : null;
    }

    private static double PowerOfTwo(int n) => BitConverter.Int64BitsToDouble((long)(n + 1023) << 52);

    /// <summary>Whether m = 1 + j/64 is taken as half of it and one power of two more.</summary>
    private static bool IsHalved(int j) => j >= 27;

    /// <summary>The reciprocal of the middle of part j, to 9 bits; exactly 1 and ½ at the ends.</summary>
    private static double Reciprocal(int j) => j switch
    {
        0 => 1,
        LogParts - 1 => 0.5,
        _ => Math.Round(512 * 128.0 / (129 + (2 * j))) / 512,
    };

    /// <summary>The float64 below x, at most one unit of its last place away.</summary>
    private static double ToDouble(Dyadic x) =>
        x.Sign == 0 ? 0 : (double)(long)x.AtExponent(x.Magnitude - 52) * PowerOfTwo(x.Magnitude - 52);
}

using System.Numerics;
using System.Runtime.CompilerServices;
using Experiments.Numerics.Exact;

namespace Experiments.Numerics.Vector;

/// <summary>exp and log in float64 lanes, within 2^−42 relative to the true value.</summary>
/// <remarks>
/// The tables are formed from exact bounds. The polynomials run through the function at Chebyshev's points, rounded to
/// 1/4096 of the half range; a test forms them anew and bounds what they leave.
/// </remarks>
internal static class Elementary32
{
    /// <summary>(e^r − 1)/r = 1 + E1·r + … for |r| ≤ (ln 2)/32; of e^r it leaves 2^−46.6.</summary>
    internal const double E1 = 0.49999999990439403;
    internal const double E2 = 0.1666666666530087;
    internal const double E3 = 0.0416674814673562;
    internal const double E4 = 0.00833344973321506;

    /// <summary>(log(1 + t) − t)/t² = L0 + L1·t + … for |t| ≤ 1/32; of log(1 + t) it leaves 2^−42.9.</summary>
    internal const double L0 = -0.5000000000036399;
    internal const double L1 = 0.33333333333656884;
    internal const double L2 = -0.2499999328982431;
    internal const double L3 = 0.19999994035246385;
    internal const double L4 = -0.1668498933173539;
    internal const double L5 = 0.1430200142453981;

    // A sum with it is an integer in its lowest bits.
    internal const double Shifter = 3L << 51;

    // The first part of log is that from 0.69921875 on; the tenth, 1/32 and 1/64 of the binade beside 1, is around 1.
    internal const long FirstPart = 0x3FE6600000000000;

    private const int AroundOne = 9;
    private const int Parts = 16;
    private const double PartsByLn2 = Parts / Elementary64.Ln2;
    private const double MinusPartOfLn2 = -Elementary64.Ln2 / Parts;
    private const long ExponentBits = unchecked((long)0xFFF0000000000000);

    // 2^(j/16), less the bits of j in the place where they are added again.
    private static readonly double[] ExpTable =
    [
        .. Enumerable.Range(0, Parts).Select(j => BitConverter.Int64BitsToDouble(
            BitConverter.DoubleToInt64Bits(Nearest(Elementary.Exp((j * Elementary.Log(2, 120).Lower).Scale(-4), 120).Lower))
            - ((long)j << 48))),
    ];

    // The reciprocals of the parts' middles, 1 around 1, and minus their logarithms.
    private static readonly double[] Reciprocals =
    [
        .. Enumerable.Range(0, Parts).Select(j => j == AroundOne ? 1 : 2 / (PartStart(j) + PartStart(j + 1))),
    ];

    private static readonly double[] MinusLogs =
        [.. Reciprocals.Select(c => c == 1 ? 0 : Nearest(-Elementary.Log(Exact(c), 120).Lower))];

    /// <summary>Forms the tables before what reads them is compiled, which need not ask for them then.</summary>
    public static void Prepare() => ArgumentOutOfRangeException.ThrowIfNotEqual(MinusLogs.Length, Parts);

    /// <summary>e^x; a number beyond float32's range for |x| ≥ 150, NaN for NaN.</summary>
    /// <remarks>
    /// x = k·(ln 2)/16 + r. k · (ln 2)/16, with k below 2^12, is off by 2^−46.2 at most, which is all that adds to the
    /// polynomial's error but for the roundings of the table and of two operations, below 2^−51.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Exp<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        x = TLanes.AtMost(TLanes.Of(150), TLanes.AtLeast(TLanes.Of(-150), x));
        var shifted = TLanes.MultiplyAdd(x, TLanes.Of(PartsByLn2), TLanes.Of(Shifter));
        var r = TLanes.MultiplyAdd(shifted - TLanes.Of(Shifter), TLanes.Of(MinusPartOfLn2), x);
        var power = TLanes.AddBits(TLanes.Lookup(ExpTable, shifted), shifted << 48);
        var q = TLanes.MultiplyAdd(r, TLanes.Of(E4), TLanes.Of(E3));
        q = TLanes.MultiplyAdd(r, q, TLanes.Of(E2));
        q = TLanes.MultiplyAdd(r, q, TLanes.Of(E1));
        q = TLanes.MultiplyAdd(r, q, TLanes.Of(1));
        return TLanes.MultiplyAdd(q, power * r, power);
    }

    /// <summary>log x for normal finite x > 0; something else elsewhere.</summary>
    /// <remarks>
    /// x = 2^k·m, t = m·c − 1, |t| &lt; 1/32: k·ln 2 − log c + log(1 + t). Around 1 it is log(1 + t) alone, t exact;
    /// elsewhere |log x| > 1/64, and the roundings of the table and of three operations are below 2^−47 of it.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        // The exponent, as an integer in a float64's lowest bits, without its sign: 2^10 more.
        var parts = TLanes.SubtractBits(x, TLanes.OfBits(FirstPart));
        var place = parts >>> 48;
        var exponent = parts & TLanes.OfBits(ExponentBits);
        var m = TLanes.SubtractBits(x, exponent);
        var k = TLanes.AddBits(TLanes.AddBits(exponent, TLanes.OfBits(1L << 62)) >>> 52, TLanes.Of(Shifter)) - TLanes.Of(Shifter + 1024);
        var t = TLanes.MultiplyAdd(m, TLanes.Lookup(Reciprocals, place), TLanes.Of(-1));
        var whole = TLanes.MultiplyAdd(k, TLanes.Of(Elementary64.Ln2), TLanes.Lookup(MinusLogs, place));
        var q = TLanes.MultiplyAdd(t, TLanes.Of(L5), TLanes.Of(L4));
        q = TLanes.MultiplyAdd(t, q, TLanes.Of(L3));
        q = TLanes.MultiplyAdd(t, q, TLanes.Of(L2));
        q = TLanes.MultiplyAdd(t, q, TLanes.Of(L1));
        q = TLanes.MultiplyAdd(t, q, TLanes.Of(L0));
        return whole + TLanes.MultiplyAdd(t * t, q, t);
    }

    /// <summary>log(1 + x) for x in [0, 1].</summary>
    /// <remarks>What the rounding of 1 + x loses is exact, and adds to the logarithm but for its product with x.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Log1P<TLanes>(TLanes x)
        where TLanes : struct, ILanes<TLanes>
    {
        var sum = x + TLanes.Of(1);
        return Log(sum) + (x - (sum - TLanes.Of(1)));
    }

    /// <summary>log x where x is a positive finite number, else −∞ at 0, ∞ at ∞, NaN below 0 and at NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes WithSpecials<TLanes>(TLanes x, TLanes log)
        where TLanes : struct, ILanes<TLanes>
    {
        // As integers, all that is no positive finite number lies outside of 1 … the bits of ∞ less 1.
        var zero = TLanes.OfBits(0);
        var ordinary = TLanes.BitsBelow(zero, x) & TLanes.BitsBelow(x, TLanes.Of(double.PositiveInfinity));
        if (TLanes.All(ordinary))
        {
            return log;
        }

        var isZero = TLanes.BitsBelow(x & TLanes.OfBits(long.MaxValue), TLanes.OfBits(1));
        var isInfinite = TLanes.BitsBelow(x, TLanes.OfBits(BitConverter.DoubleToInt64Bits(double.PositiveInfinity) + 1))
            & TLanes.BitsBelow(zero, x);
        var special = TLanes.Select(isInfinite, TLanes.Of(double.PositiveInfinity), TLanes.Of(double.NaN));
        special = TLanes.Select(isZero, TLanes.Of(double.NegativeInfinity), special);
        return TLanes.Select(ordinary, log, special);
    }

    private static double PartStart(int j) => BitConverter.Int64BitsToDouble(FirstPart + ((long)j << 48));

    private static Dyadic Exact(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        return new((BigInteger)((bits & 0xFFFFFFFFFFFFF) | (1L << 52)), (int)(bits >> 52) - 1075);
    }

    /// <summary>A float64 within one unit of the last place of x.</summary>
    private static double Nearest(Dyadic x) => x.Sign == 0 ? 0
        : (double)(long)x.AtExponent(x.Magnitude - 52) * BitConverter.Int64BitsToDouble((long)(x.Magnitude - 52 + 1023) << 52);
}

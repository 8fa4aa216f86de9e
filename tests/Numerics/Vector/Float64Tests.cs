using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Numerics.Vector;

namespace Experiments.Tests.Numerics.Vector;

/// <summary>exp, log and log1p of float64: tables and bounds by exact arithmetic, results by the definition.</summary>
/// <remarks>
/// Float64Sample compares 10^8 more arguments with the definition; MpfrTests has published worst cases.
/// </remarks>
public class Float64Tests
{
    private const int Seed = 64;

    // Where a path or the kind of a result begins, and where exp leaves the range of normal numbers and of all.
    private static readonly double[] Edges =
    [
        0, double.Epsilon, double.BitDecrement(2.2250738585072014e-308), 1.0 / (1L << 55), 1.0 / (1L << 54), 1.0 / (1L << 53),
        1.0 / (1L << 52), 0.0027076061740622863, 1.0 / 64, 0.5, 0.69921875, 0.984375, 1, 1.015625, 2, 708, 708.3964185322641, 708.5, 709,
        709.782712893384, 730, 744.4400719213812, 745.1332191019411, 1L << 53, double.MaxValue, double.PositiveInfinity, double.NaN,
    ];

    private static readonly Dyadic PartOfLn2 = new(Elementary.Ln2(200), -207);

    /// <summary>The numbers around each edge, of both signs.</summary>
    private static IEnumerable<double> NearEdges => Edges.SelectMany(edge => Enumerable.Range(-20, 41).SelectMany(i =>
    {
        var near = BitConverter.Int64BitsToDouble(Math.Max(0, BitConverter.DoubleToInt64Bits(edge) + i));
        return new[] { near, -near };
    }));

    [Fact]
    public void Results_around_edges_are_the_definitions()
    {
        foreach (var x in NearEdges.Select(x => new Float64(x)))
        {
            AssertSame(IBinaryFloat<Float64>.ExpAsDefined(x), Ops.Apply("exp", x), x);
            AssertSame(IBinaryFloat<Float64>.LogAsDefined(x), Ops.Apply("log", x), x);
            AssertSame(IBinaryFloat<Float64>.Log1PAsDefined(x), Ops.Apply("log1p", x), x);
        }

        // NaN is one value here, −0 and +0 are two.
        static void AssertSame(Float64 expected, Float64 actual, Float64 x) => Assert.True(
            expected.Bits == actual.Bits || (double.IsNaN(expected.Value) && double.IsNaN(actual.Value)),
            $"{x.Value:R}: {actual.Value:R}, not {expected.Value:R}");
    }

    [Fact]
    public void A_sum_is_rounded_only_where_all_within_its_bound_rounds_alike()
    {
        // Half a last place above 1 is 2^−53: the midpoint lies just inside of the bound, or just outside.
        const double Half = 1.0 / (1L << 53);
        const double Bound = Half / (1 << 20);
        Assert.True(double.IsNaN(new Elementary64.Sum(1, Half - (0.99 * Bound), Bound).Rounded()));
        Assert.True(double.IsNaN(new Elementary64.Sum(1, Half + (0.99 * Bound), Bound).Rounded()));
        Assert.Equal(1, new Elementary64.Sum(1, Half - (1.01 * Bound), Bound).Rounded());
        Assert.Equal(double.BitIncrement(1), new Elementary64.Sum(1, Half + (1.01 * Bound), Bound).Rounded());
    }

    /// <summary>The bounds rest on it; without such hardware the platform computes it.</summary>
    [Fact]
    public void Multiply_add_is_rounded_once()
    {
        var random = new SplitMix(5);
        for (var i = 0; i < 20_000; i++)
        {
            var (x, y) = (Number(), Number());

            // The sum cancels all of the rounded product, or lies about half a last place beside it.
            var z = i % 2 == 0 ? -(x * y) : x * y * (i % 3 - 1) * double.ScaleB(1, 52 - (i % 5));
            var exact = (new Float64(x).Exact * new Float64(y).Exact) + new Float64(z).Exact;
            Assert.Equal(Float64.Round(exact).Value, Math.FusedMultiplyAdd(x, y, z));
        }

        double Number() => double.ScaleB(
            1 + random.Below(int.MaxValue) + ((double)random.Below(1 << 20) / (1 << 20)), random.Below(40) - 20);
    }

    [Fact]
    public void Ln_2_is_its_two_parts()
    {
        var ln2 = new Dyadic(Elementary.Ln2(200), -200);
        AssertWithin(-110, Exact(Elementary64.Ln2) + Exact(Elementary64.Ln2Rest), ln2);
        AssertWithin(-95, Exact(Elementary64.Ln2High) + Exact(Elementary64.Ln2Low), ln2);
        Assert.True(Exact(Elementary64.Ln2High).Exponent >= -42);
    }

    [Fact]
    public void Powers_are_within_2_to_the_minus_104()
    {
        for (var j = 0; j < 128; j++)
        {
            var (high, low) = Elementary64.Powers[j];
            AssertWithin(-104, Exact(high) + Exact(low), Elementary.Exp(j * PartOfLn2, 120).Lower);
            AssertWithin(-52, Exact(low), 0);
        }
    }

    [Fact]
    public void Reciprocals_leave_exact_arguments_and_their_logarithms_are_within_2_to_the_minus_94()
    {
        for (var j = 0; j < 256; j++)
        {
            var (reciprocal, high, low) = Elementary64.LogParts[j];
            AssertWithin(-94, Exact(high) + Exact(low), -Elementary.Log(Exact(reciprocal), 120).Lower);
            Assert.True(Exact(high).Sign == 0 || Exact(high).Exponent >= -42);

            // All numbers of a part are multiples of its first one's last place.
            var start = BitConverter.Int64BitsToDouble(0x3FE6600000000000 + ((long)j << 44));
            Assert.True(Exact(reciprocal).Exponent + (start < 1 ? -53 : -52) >= -61);
            foreach (var x in new[] { start, BitConverter.Int64BitsToDouble(0x3FE6600000000000 + ((j + 1L) << 44)) })
            {
                Assert.True(Dyadic.Abs((Exact(x) * Exact(reciprocal)) - 1) < Exact(0.00286));
            }
        }
    }

    [Fact]
    public void Sums_are_within_their_bounds()
    {
        var numbers = new SplitMix(Seed);
        for (var i = 0; i < 5000; i++)
        {
            var fraction = Exact(numbers.Signed()).Scale(-55);
            var near = Nearest(fraction.Scale(-6));
            AssertBounds(Elementary64.LogNearOne(near), Elementary.Log1P(Exact(near), 130));

            var x = Nearest(708 * fraction);
            AssertPower(x);

            // Half between two multiples of (ln 2)/128, r is largest.
            AssertPower(Nearest((new Dyadic(numbers.Below(200_001) - 100_000, 0) + Dyadic.PowerOfTwo(-1)) * PartOfLn2));

            // The ends of parts, where t is largest, and any number.
            AssertLog(BitConverter.Int64BitsToDouble(0x3FE6600000000000 + ((numbers.Below(1 << 18) - (1L << 17)) << 44) - (i & 1)));
            AssertLog(BitConverter.UInt64BitsToDouble(0x0010000000000000 + (numbers.Next() % 0x7FE0000000000000)));
        }

        static void AssertPower(double x)
        {
            var (power, k) = Elementary64.ExpSum(x);
            var bounds = Elementary.Exp(Exact(x), 130);
            AssertBounds(power, new(bounds.Lower.Scale(-k), bounds.Upper.Scale(-k)));
        }

        static void AssertLog(double x)
        {
            if (Math.Abs(x - 1) >= 1.0 / 64)
            {
                AssertBounds(Elementary64.LogSum(x, 0), Elementary.Log(Exact(x), 130));
            }
        }
    }

    private static void AssertBounds(Elementary64.Sum sum, Interval exact)
    {
        var difference = Dyadic.Abs(Exact(sum.High) + Exact(sum.Low) - exact.Lower);
        Assert.True(difference <= Exact(sum.Bound), $"{sum}");
    }

    private static void AssertWithin(int magnitude, Dyadic actual, Dyadic expected) =>
        Assert.True(Dyadic.Abs(actual - expected) <= Dyadic.PowerOfTwo(magnitude), $"{actual}, not {expected}");

    private static double Nearest(Dyadic x) => Float64.Round(x).Value;

    private static Dyadic Exact(double x) => new Float64(x).Exact.Numerator;
}

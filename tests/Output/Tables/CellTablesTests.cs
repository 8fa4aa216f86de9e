using System.Numerics;
using CsCheck;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;
using Experiments.Samples;

namespace Experiments.Tests.Output.Tables;

public class CellComparisonTests
{
    [Theory]
    [InlineData("float64", "1e-07", "1E-7")]
    [InlineData("float64", "100", "1.00e2")]
    [InlineData("float64", "0.1", "0.1000000000000000055511151231257827")]
    [InlineData("float32", "0.1", "0.100000001490116")]
    [InlineData("float16", "0.1", "0.09998")]
    [InlineData("float128", "0.1", "0.10000000000000000000000000000000000481")]
    [InlineData("decimal", "-0", "0.000")]
    [InlineData("float64", "nan", "NaN")]
    [InlineData("float64", "nan", "-nan")]
    [InlineData("float64", "inf", "Infinity")]
    [InlineData("float64", "inf", "+Inf")]
    [InlineData("float64", "-inf", "-Infinity")]
    [InlineData("float64", "true", "TRUE")]
    [InlineData("decimal", "overflow", "overflow")]
    [InlineData("float64", "some words", "some words")]
    [InlineData("float64", "1e400", "1E400")]
    [InlineData("float64", "1e400", "+10.0e399")]
    [InlineData("float64", "-1e400", "-1E+400")]
    [InlineData("float16", "65520", "65520.0")]
    [InlineData("decimal", "79228162514264337593543950336", "7.9228162514264337593543950336e28")]
    public void These_are_equal(string format, string one, string other)
    {
        Assert.Null(Compare(format, one, other));
        Assert.Null(Compare(format, other, one));
    }

    [Theory]
    [InlineData("float64", "nan", "0")]
    [InlineData("float64", "inf", "-inf")]
    [InlineData("float64", "inf", "nan")]
    [InlineData("float64", "inf", "1.7976931348623157e308")]
    [InlineData("float64", "1e400", "1e401")]
    [InlineData("float64", "1e400", "-1e400")]
    [InlineData("float64", "1e400", "inf")]
    [InlineData("float16", "65520", "65519")]
    [InlineData("float16", "65520", "65520.0000000000000000000000000000000000000001")]
    [InlineData("decimal", "79228162514264337593543950336", "79228162514264337593543950337")]
    [InlineData("decimal", "overflow", "div0")]
    [InlineData("decimal", "log0", "nan")]
    [InlineData("decimal", "overflow", "79228162514264337593543950335")]
    [InlineData("float64", "", "nan")]
    [InlineData("float64", "", "0")]
    [InlineData("float64", "identical", "Identical")]
    [InlineData("float64", "1", "1 ")]
    public void These_differ_and_have_no_distance(string format, string one, string other)
    {
        Assert.Equal(CellDifference.WithoutDistance, Compare(format, one, other));
        Assert.Equal(CellDifference.WithoutDistance, Compare(format, other, one));
    }

    // Neighbours: nextafter of NumPy and printf %a; of float128 1 + 2^−112.
    [Theory]
    [InlineData("float32", "1", "1.0000001", 1)]
    [InlineData("float32", "1", "0.99999994", 1)]
    [InlineData("float32", "1", "0.9999999", 2)]
    [InlineData("float64", "1", "1.0000000000000002", 1)]
    [InlineData("float64", "0", "5e-324", 1)]
    [InlineData("float64", "-0", "0", 0)]
    [InlineData("float64", "-5e-324", "5e-324", 2)]
    [InlineData("float64", "1e-400", "-1e-400", 0)]
    [InlineData("float64", "2.2250738585072014e-308", "2.225073858507201e-308", 1)]
    [InlineData("float64", "1", "2", 1L << 52)]
    [InlineData("float16", "65504", "65472", 1)]
    [InlineData("bfloat16", "1", "1.0078125", 1)]
    [InlineData("float128", "1", "1.0000000000000000000000000000000001925929944387235853055977942584927", 1)]
    [InlineData("float80", "1", "1.000000000000000000108420217248550443", 1)]
    [InlineData("decimal", "1", "1.0000000000000000000000000001", 1)]
    [InlineData("decimal", "79228162514264337593543950335", "79228162514264337593543950333", 2)]
    [InlineData("decimal", "79228162514264337593543950335", "79228162514264337593543950334.5", 1)]
    [InlineData("decimal", "0", "-0.0000000000000000000000000003", 3)]
    [InlineData("decimal", "7922816251426433759354395034", "7922816251426433759354395033.5", 1)]
    [InlineData("decimal", "-7922816251426433759354395036", "-7922816251426433759354395033.5", 3)]
    public void These_differ_by_so_many_ulps(string format, string one, string other, long ulps)
    {
        Assert.Equal(ulps, Compare(format, one, other)!.Value.Ulps);
        Assert.Equal(ulps, Compare(format, other, one)!.Value.Ulps);
    }

    [Fact]
    public void The_ends_of_float128_are_as_many_ulps_apart_as_it_has_numbers()
    {
        // All patterns of finite numbers, twice: 2 · (32767 · 2^112 − 1).
        var ulps = 2 * ((32767 * BigInteger.Pow(2, 112)) - 1);
        var largest = $"{(BigInteger.Pow(2, 113) - 1) * BigInteger.Pow(2, 16383 - 112)}";
        Assert.Equal(ulps, Compare("float128", "-" + largest, largest)!.Value.Ulps);
    }

    [Fact]
    public void Ulps_of_float64_are_the_difference_of_the_bits()
    {
        var finite = Gen.Double.Where(double.IsFinite);
        Gen.Select(finite, finite).Where((x, y) => x != y).Sample((x, y) =>
            Compare("float64", $"{x:R}", $"{y:R}")!.Value.Ulps == BigInteger.Abs((BigInteger)Order(x) - Order(y)));

        static long Order(double x) => BitConverter.DoubleToInt64Bits(x) is var bits && bits < 0 ? -(bits & long.MaxValue) : bits;
    }

    [Fact]
    public void The_distance_is_exact()
    {
        // 0.1 in float32 is 13421773 · 2^−27.
        var difference = Compare("float32", "0.1", "1")!.Value;
        Assert.Equal(0, difference.Absolute!.Value.CompareTo(new Rational(new Dyadic(134217728 - 13421773, -27), Dyadic.One)));
        Assert.Equal(0, difference.Old!.Value.CompareTo(new Rational(new Dyadic(13421773, -27), Dyadic.One)));
    }

    private static CellDifference? Compare(string format, string one, string other) => CellComparison.Compare(one, other, NumberFormat.Find(format)!);
}

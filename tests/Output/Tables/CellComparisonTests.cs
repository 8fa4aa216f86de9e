using System.Numerics;
using CsCheck;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

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
        Assert.Equal(CellComparison.WithoutDistance, Compare(format, one, other));
        Assert.Equal(CellComparison.WithoutDistance, Compare(format, other, one));
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
        const string largest = "1.18973149535723176508575932662800702e4932";
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
    public void The_distance_is_that_of_the_decimals_as_they_are_written()
    {
        var difference = Compare("float32", "0.1", "1")!.Value;
        Assert.Equal(0, difference.Absolute!.Value.CompareTo(Rational.FromDecimal(9, -1)));
        Assert.Equal(0, difference.Old!.Value.CompareTo(Rational.FromDecimal(1, -1)));
    }

    // 2^53 + 1 and 17 digits above it are no float64; 1e400 is beyond it. Excel, pandas and %.17g write the last four.
    [Theory]
    [InlineData("float64", "01234", "1234", false)]
    [InlineData("float64", "-007", "-7", false)]
    [InlineData("float64", "9007199254740993", "9007199254740992", false)]
    [InlineData("float64", "12345678901234567890", "12345678901234567891", false)]
    [InlineData("float64", "0.12345678901234567891", "0.12345678901234567892", false)]
    [InlineData("float64", "0.1000000000000000055511151231257827", "0.1", false)]
    [InlineData("float16", "2049", "2048", false)]
    [InlineData("float64", "9007199254740994", "9007199254740994.0", true)]
    [InlineData("float64", "12345678901234567000", "1.2345678901234567e+19", true)]
    [InlineData("float64", "0.1000000000000000055511151231257827021181583404541015625", "0.1", true)]
    [InlineData("float64", "0.10000000000000001", "0.1", true)]
    [InlineData("float32", "0.10000000149011612", "0.1", true)]
    [InlineData("float32", "123456790", "123456792.0", true)]
    [InlineData("float64", "0.50", ".5", true)]
    public void What_a_format_does_not_hold_as_written_is_compared_as_written_unless_a_number_is_declared(
        string format,
        string one,
        string other,
        bool isEqual)
    {
        Assert.Equal(isEqual, CellComparison.Numbers(one, other, NumberFormat.Find(format)!, isDeclared: false) is null);
        Assert.Equal(isEqual, CellComparison.Numbers(other, one, NumberFormat.Find(format)!, isDeclared: false) is null);
        Assert.True(isEqual || one.Contains('.', StringComparison.Ordinal)
            || CellComparison.Numbers(one, other, NumberFormat.Find(format)!, isDeclared: false) == CellComparison.WithoutDistance);
    }

    [Fact]
    public void Decimals_of_more_digits_than_the_format_has_are_as_far_apart_as_they_are_written()
    {
        var difference = CellComparison.Numbers(
            "123456.12345678901234", "123456.1234567890123", NumberFormat.Find("float64")!, isDeclared: false)!.Value;
        Assert.Equal(0, difference.Absolute!.Value.CompareTo(Rational.FromDecimal(4, -14)));
        Assert.True(new Tolerance(Absolute: Rational.FromDecimal(4, -14)).Accepts(difference));
        Assert.False(new Tolerance(Absolute: Rational.FromDecimal(39, -15)).Accepts(difference));
    }

    // float16 has 0.5 and 0.50049, 0.062988 and 0.063049; 0.1 in float32 is 0.100000001490116…
    [Theory]
    [InlineData("float16", "0.5", "0.50012", 1080863910569L)]
    [InlineData("float16", "0.5", "0.5005", 1)]
    [InlineData("float16", "0.5000", "0.501", 2)]
    [InlineData("float16", "0.063", "0.06299", 0)]
    [InlineData("float16", "65504", "65519", 2061584302080L)]
    [InlineData("float32", "0.1", "0.10000000149011612", 0)]
    [InlineData("float32", "1", "1.0000001", 1)]
    [InlineData("float32", "16777216", "16777217", 268435456L)]
    public void Ulps_are_those_of_a_row_s_format_where_both_cells_are_its_numbers_and_else_of_float64(
        string format, string one, string other, long ulps) =>
        Assert.Equal(ulps, CellComparison.Numbers(
            one, other, NumberFormat.Find("float64")!, isDeclared: false, steps: NumberFormat.Find(format)!)!.Value.Ulps);

    [Fact]
    public void A_cell_of_more_than_2000_characters_or_an_exponent_beyond_5000_is_text()
    {
        Assert.Null(Compare("float64", "0." + new string('3', 1998), "0." + new string('3', 900)));
        Assert.NotNull(Compare("float64", "0." + new string('3', 1999), "0." + new string('3', 900)));
        Assert.Null(Compare("float64", "1e5000", "10e4999"));
        Assert.NotNull(Compare("float64", "1e5001", "10e5000"));
    }

    [Theory]
    [InlineData("7", "7.0", null)]
    [InlineData("-0", "0", null)]
    [InlineData("12345678901234567890", "12345678901234567891", 1)]
    [InlineData("7", "9", 2)]
    [InlineData("7", "7.5", 1)]
    public void Declared_integers_are_compared_as_integers(string one, string other, int? ulps) =>
        Assert.Equal(ulps, (int?)CellComparison.Integers(one, other)?.Ulps);

    [Fact]
    public void A_declared_text_is_text()
    {
        Assert.NotNull(CellComparison.Text("1.0", "1"));
        Assert.Null(CellComparison.Text("true", "TRUE"));
    }

    private static CellDifference? Compare(string format, string one, string other) =>
        CellComparison.Numbers(one, other, NumberFormat.Find(format)!, isDeclared: true);
}

using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Tests.Output.Tables;

public class ToleranceTests
{
    // Distances are those of the decimals as written: of 1 and its next float64 neighbour, written so, 2e-16.
    [Theory]
    [InlineData("1", "1.0000000000000002", null, null, null, false)]
    [InlineData("1", "1.0000000000000002", 0L, null, null, false)]
    [InlineData("1", "1.0000000000000002", 1L, null, null, true)]
    [InlineData("1", "1.0000000000000002", null, "2e-16", null, true)]
    [InlineData("1", "1.0000000000000002", null, "1.9999999999999999999999e-16", null, false)]
    [InlineData("1", "1.0000000000000002", null, null, "2e-16", true)]
    [InlineData("1.0000000000000002", "1", null, null, "1.9999999999999999e-16", true)]
    [InlineData("1.0000000000000002", "1", null, null, "1.9999999999999995e-16", false)]
    [InlineData("0.063", "0.062", null, "0.001", null, true)]
    [InlineData("0.063", "0.062", null, "0.0009999999999999999999", null, false)]
    [InlineData("16.313", "16.312", null, "0.001", null, true)]
    [InlineData("16.312", "16.313", null, "0.00099999999999999999999", null, false)]
    [InlineData("123.45", "123.46", null, "0.01", null, true)]
    [InlineData("0.05", "0.051", null, null, "0.02", true)]
    [InlineData("0.05", "0.051", null, null, "0.0199999999999999999999", false)]
    [InlineData("-2", "-4", null, null, "1", true)]
    [InlineData("-2", "-4", null, null, "0.9999999999999999999999", false)]
    [InlineData("1", "1.0000000000000002", 0L, "1e-30", "1e-3", true)]
    [InlineData("-0", "0", null, null, null, false)]
    [InlineData("-0", "0", 0L, null, null, true)]
    [InlineData("-0", "0", null, "0", null, true)]
    [InlineData("-0", "0", null, null, "0", true)]
    [InlineData("0", "1e-300", null, null, "1e6", false)]
    [InlineData("inf", "1", 1L << 60, "1e300", "1e300", false)]
    [InlineData("inf", "-inf", 1L << 60, "1e300", "1e300", false)]
    [InlineData("nan", "1", 1L << 60, "1e300", "1e300", false)]
    [InlineData("a", "b", 1L << 60, "1e300", "1e300", false)]
    public void A_difference_is_allowed_that_one_of_the_given_bounds_holds(
        string before,
        string after,
        long? ulps,
        string? absolute,
        string? relative,
        bool isAllowed) =>
        Assert.Equal(
            isAllowed,
            new Tolerance(ulps, Number(absolute), Number(relative))
                .Accepts(CellComparison.Numbers(before, after, NumberFormat.Find("float64")!, isDeclared: true)!.Value));

    private static Rational? Number(string? text) =>
        text is null ? null : DecimalText.TryParse(text, out var value) ? value : throw new FormatException(text);
}

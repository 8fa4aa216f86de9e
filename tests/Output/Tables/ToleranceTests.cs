using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Tests.Output.Tables;

public class ToleranceTests
{
    // 1 and its next float64 neighbour are 2^−52 = 2.220446049250313080847263336181640625e-16 apart.
    [Theory]
    [InlineData("1", "1.0000000000000002", null, null, null, false)]
    [InlineData("1", "1.0000000000000002", 0L, null, null, false)]
    [InlineData("1", "1.0000000000000002", 1L, null, null, true)]
    [InlineData("1", "1.0000000000000002", null, "2.220446049250313080847263336181640625e-16", null, true)]
    [InlineData("1", "1.0000000000000002", null, "2.220446049250313080847263336181640624e-16", null, false)]
    [InlineData("1", "1.0000000000000002", null, null, "2.220446049250313080847263336181640625e-16", true)]
    [InlineData("1.0000000000000002", "1", null, null, "2.220446049250313080847263336181640624e-16", true)]
    [InlineData("1.0000000000000002", "1", null, null, "2.220446049250312e-16", false)]
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
    public void A_difference_is_allowed_that_one_of_the_given_bounds_holds(string before, string after, long? ulps, string? absolute, string? relative, bool isAllowed) =>
        Assert.Equal(isAllowed, new Tolerance(ulps, Number(absolute), Number(relative)).Accepts(CellComparison.Compare(before, after, NumberFormat.Find("float64")!)!.Value));

    private static Rational? Number(string? text) => text is null ? null : DecimalText.TryParse(text, out var value) ? value : throw new FormatException(text);
}

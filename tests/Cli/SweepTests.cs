using Experiments.Cli;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Cli;

public class SweepTests
{
    [Theory]
    [InlineData("0", "1", "0.1", 11, "1")]
    [InlineData("0", "1", "0.3", 4, "0.9")]
    [InlineData("1", "-1", "-0.5", 5, "-1")]
    [InlineData("7", "7", "1", 1, "7")]
    [InlineData("7", "7", "-1", 1, "7")]
    [InlineData("0", "9.999999", "0.000001", 10_000_000, "9.999999")]
    [InlineData("0.1", "0.3", "0.1", 3, "0.3")]
    public void The_end_is_included_when_a_step_meets_it(string from, string to, string step, int count, string last)
    {
        var sweep = Between(from, to, step);
        Assert.Equal(count, sweep.Count);
        Assert.True(DecimalText.TryParse(last, out var expected));
        Assert.Equal(0, sweep.At(count - 1).CompareTo(expected));
    }

    [Fact]
    public void One_point_more_than_10_million_is_refused() =>
        Assert.Contains(
            "10000001 points",
            Assert.Throws<UsageException>(() => Between("0", "10", "0.000001")).Message,
            StringComparison.Ordinal);

    private static Sweep Between(string from, string to, string step) =>
        Sweep.Between(ExactNumber.Parse(from), ExactNumber.Parse(to), ExactNumber.Parse(step));
}

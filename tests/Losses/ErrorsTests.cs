using Experiments.Losses;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Losses;

public class ErrorsTests
{
    [Theory]
    [InlineData("2", "2", 0, 0, "equal")]
    [InlineData("2", "3", 1, 0.5, "exact")]
    [InlineData("-2", "-3", 1, 0.5, "of sizes")]
    [InlineData("3", "4", 1, 1.0 / 3, "a third, rounded once")]
    [InlineData("0", "0", 0, 0, "nothing off nothing")]
    [InlineData("0", "1", 1, double.PositiveInfinity, "something off nothing")]
    [InlineData("20", "inf", double.PositiveInfinity, double.PositiveInfinity, "infinite")]
    [InlineData("-200", "-inf", double.PositiveInfinity, double.PositiveInfinity, "infinite")]
    [InlineData("1", "nan", double.NaN, double.NaN, "not a number")]
    public void Errors_of_the_round_trip(string x, string y, double absolute, double relative, string label)
    {
        var (a, b) = (Float32.Parse(x), Float32.Parse(y));
        Assert.True(absolute.Equals(Errors.Absolute(a, b).Value), label);
        Assert.True(relative.Equals(Errors.Relative(a, b).Value), label);
    }

    [Fact]
    public void Errors_are_formed_of_the_exact_difference()
    {
        // 1 + 2^−63 and 1 differ by 2^−63, which float64 values of the two would not show.
        var (x, y) = (Float80.Parse("1"), Float80.FromBits(Float80.Parse("1").Bits + 1));
        Assert.Equal(1 / 9223372036854775808.0, Errors.Absolute(x, y).Value);
    }

    [Fact]
    public void An_overflow_token_is_an_infinite_error() =>
        Assert.Equal(double.PositiveInfinity, Errors.Relative(ClrDecimal.Parse("-70"), ClrDecimal.Parse("overflow")).Value);
}

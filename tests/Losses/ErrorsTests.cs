using Experiments.Losses;
using Experiments.Numerics.Exact;
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

    [Theory]
    [InlineData("1", "1.0000000000000002")]
    [InlineData("1", "1e-17")]
    [InlineData("3", "1e-30")]
    [InlineData("49", "48")]
    [InlineData("0.1", "0.3")]
    [InlineData("1.5e308", "-1.5e308")]
    [InlineData("1e200", "1.0000000000000002e200")]
    [InlineData("5e-324", "1.5e-323")]
    [InlineData("3e-300", "4e-310")]
    [InlineData("1e300", "1e-20")]
    public void Errors_of_float64_are_the_exact_quotient_rounded_once(string x, string y) =>
        AssertExact(Float64.Parse(x), Float64.Parse(y));

    [Fact]
    public void Errors_of_random_numbers_are_the_exact_quotient_rounded_once()
    {
        var random = new SplitMix(31);
        for (var i = 0; i < 20_000; i++)
        {
            // Of any size, and next to each other.
            var x = new Float64(BitConverter.UInt64BitsToDouble((random.Next() >> 1) % 0x7FF0000000000000));
            AssertExact(x, new(BitConverter.UInt64BitsToDouble((random.Next() >> 1) % 0x7FF0000000000000)));
            AssertExact(x, new(x.Value * (1 + (random.Below(1000) / 1024.0))));
            var narrow = new Float32(BitConverter.UInt32BitsToSingle((uint)(random.Next() >> 33) % 0x7F800000));
            AssertExact(narrow, new(narrow.Value * (1 + (random.Below(1000) / 1024f))));
        }
    }

    private static void AssertExact<T>(T x, T y)
        where T : struct, IFloat<T>
    {
        if (y.IsFinite && !x.IsZero)
        {
            var difference = Rational.Abs(y.Exact - x.Exact);
            Assert.Equal(Float64.Round(difference), Errors.Absolute(x, y));
            Assert.Equal(Float64.Round(difference / Rational.Abs(x.Exact)), Errors.Relative(x, y));
        }
    }
}

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

    /// <summary>
    /// Midpoints of float32, of either sign, and quotients that float64 rounds to one; decimals; integers beyond 2^53.
    /// </summary>
    [Theory]
    [InlineData("1", "1.00001", "0.000000059604644775390625")]
    [InlineData("-1", "-0.99999", "0.0000000149011611938476562500000001")]
    [InlineData("-3", "3", "0.001")]
    [InlineData("-16777220", "16777220", "33333.5")]
    [InlineData("9007199254740000", "9007199254742000", "1")]
    [InlineData("9007199254740000.5", "9007199254741000", "1")]
    [InlineData("1e-30", "1e-28", "1e-31")]
    [InlineData("0.5", "1", "1e300")]
    [InlineData("0", "9", "9.3e18")]
    [InlineData("0.01562808919698", "0.01562808919698", "1")]
    [InlineData("-0.01568912435323", "-0.01568912435323", "1")]
    [InlineData("900719925474099.3", "900719925474199", "0.3")]
    public void A_point_in_a_format_is_the_exact_one_rounded_once(string from, string to, string step)
    {
        var sweep = Between(from, to, step);
        for (var k = 0; k < Math.Min(sweep.Count, 5000); k++)
        {
            Assert.Equal(Float32.Round(sweep.At(k)).Bits, sweep.At<Float32>(k).Bits);
            Assert.Equal(Float64.Round(sweep.At(k)).Bits, sweep.At<Float64>(k).Bits);
            Assert.Equal(BFloat16.Round(sweep.At(k)).Bits, sweep.At<BFloat16>(k).Bits);
        }
    }

    [Fact]
    public void A_quotient_that_float64_rounds_to_a_midpoint_is_rounded_once()
    {
        Assert.Equal(1 + (1f / (1 << 23)), Quotient<Float32>(4503599895805951, 4503599627370495));
        Assert.Equal(1, Quotient<Float32>(4503599895805949, 4503599627370494));

        static double Quotient<T>(long numerator, long denominator)
            where T : struct, IFloat<T> => T.Quotient(numerator, denominator).ToDouble();
    }

    /// <summary>float16 has 2 numbers in this sweep, which rows formed side by side must not write again.</summary>
    [Fact]
    public void An_x_that_equals_the_last_of_the_part_before_has_no_row()
    {
        var work = new Work(new(isTerminal: false, isQuiet: true), folder: null, TestContext.Current.CancellationToken);
        var sweep = Between("1", "1.0009", "0.0000001");
        Assert.Equal(9001, sweep.Count);
        Assert.Equal([1, 1 + (1f / (1 << 10))], work.Rows("x", sweep, (Float16 x) => (float)x.ToDouble()).SelectMany(part => part()));
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

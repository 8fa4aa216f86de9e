using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Tests.Cli;

namespace Experiments.Tests.Formats;

/// <summary>From which ε on a clip protects, and commands that take an ε.</summary>
public class ClipEndsTests
{
    // Between 1 and the number before it lies the tie 1 − 2^−(p + 1), which rounds to 1.
    [Fact]
    public void A_clip_protects_from_the_number_above_the_tie_next_to_1()
    {
        foreach (var format in NumberFormat.All.Where(format => format.Parameters is not null))
        {
            format.Run(new Protects());
        }
    }

    // Of numpy.float16 and numpy.float32: np.nextafter(np.float16(2**-12), np.float16(1)) is 0.0002444.
    [Theory]
    [InlineData("float16", "1e-9", "0", "0", "0.0002444")]
    [InlineData("float32", "1e-3", "0.001", "0.0009999871", "2.9802326e-8")]
    [InlineData("float32", "1e-9", "1e-9", "0", "2.9802326e-8")]
    [InlineData("decimal", "1e-28", "1e-28", "1e-28", "1e-28")]
    public void Both_commands_say_what_becomes_of_an_epsilon(string format, string epsilon, params string[] expected)
    {
        using var command = new Command();
        var result = command.Run($"cross-entropy --format {format} --x 0 --epsilon {epsilon}");
        Assert.Equal(0, result.ExitCode);
        AssertLine(result.Output);
        if (format != "decimal")
        {
            AssertLine(command.Run($"mixed-precision --format {format} --x 0 --epsilon {epsilon}").Output);
        }

        void AssertLine(string output) => Assert.Contains(
            string.Join(' ', [format, .. expected]),
            output.Split('\n').Select(line => string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    // −log(1e-3) is 6.907755278982137.
    [Fact]
    public void A_wrong_answer_costs_the_logarithm_of_the_epsilon_that_is_given()
    {
        using var command = new Command();
        Assert.Equal(0, command.Run("cross-entropy --format float64 --epsilon 1e-3 --x -30").ExitCode);
        var row = command.Read("output/cross-entropy.csv").Split('\n')[1].Split(',');
        Assert.Equal(6.907755278982137, double.Parse(row[4], System.Globalization.CultureInfo.InvariantCulture), 1e-14);
        Assert.Equal("0", row[7]);
    }

    [Fact]
    public void PyTorch_has_no_epsilon()
    {
        using var command = new Command();
        Assert.Equal(0, command.Run("mixed-precision --format float16 --label 1 --x -20 --epsilon 1e-3").ExitCode);
        Assert.StartsWith("float16,1,-20,0,6.9077554,", command.Read("output/mixed-precision.csv").Split('\n')[1]);
        Assert.Contains(",100,", command.Read("output/mixed-precision.csv").Split('\n')[1]);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.5")]
    [InlineData("-1e-7")]
    [InlineData("x")]
    public void An_epsilon_outside_its_range_is_refused(string epsilon)
    {
        using var command = new Command();
        foreach (var name in new[] { "cross-entropy", "mixed-precision" })
        {
            var result = command.Run($"{name} --epsilon {epsilon}");
            Assert.Equal(2, result.ExitCode);
            Assert.Contains("--epsilon", result.Error);
        }
    }

    [Fact]
    public void Figures_of_any_epsilon_can_be_drawn()
    {
        using var command = new Command();
        foreach (var epsilon in new[] { "1e-9", "0.4", "1e-400" })
        {
            Assert.Equal(0, command.Run($"mixed-precision --step 0.5 --epsilon {epsilon}").ExitCode);
            Assert.Equal(0, command.Run($"cross-entropy --format float16 float32 --step 1 --label 0 1 --epsilon {epsilon}").ExitCode);
        }
    }

    private sealed class Protects : IFormatWork<bool>
    {
        public bool Run<T>()
            where T : struct, IFloat<T>
        {
            var tie = T.Round((Rational)Dyadic.PowerOfTwo(-(T.Parameters!.Value.Precision + 1)));
            Assert.Equal(T.One, T.One - tie);
            Assert.Equal(UlpDistance.Step(tie, 1), Limits<T>.ClipProtectsFrom);
            Assert.True(T.One - Limits<T>.ClipProtectsFrom < T.One);
            return true;
        }
    }
}

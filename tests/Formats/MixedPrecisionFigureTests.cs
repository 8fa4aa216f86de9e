using Experiments.Tests.Cli;
using Experiments.Tests.Output.Figures;

namespace Experiments.Tests.Formats;

/// <summary>
/// What the figure of mixed precision draws and says, read from its SVG. Two panels abreast have data areas from 54 to
/// 400 and from 474 to 820 across.
/// </summary>
public class MixedPrecisionFigureTests
{
    private const string Torch = "#56B4E9";
    private const string Keras3 = "#CC79A7";
    private const string Keras224 = "#D55E00";
    private const string Label0 = "mixed-precision --label 0 --format float16 --step 0.125";

    [Theory]
    [InlineData("--from -20 --to 20", -20, 20)]
    [InlineData("--from -10 --to 100", -10, 100)]
    public void Label_0_is_drawn_over_all_that_is_asked_for_and_again_next_to_the_cliff(string range, double from, double to)
    {
        var drawn = Draw($"{Label0} {range}");

        // float16 stores 1 from 8.317522 on; the close look goes from 8 − 2 to 9 + 8.
        const double cliff = 8.317522;
        double[] upright =
        [
            .. drawn.Paths("black").Where(path => path.Length == 2 && path[0].X == path[1].X && Math.Abs(path[0].Y - path[1].Y) > 200)
                .Select(path => path[0].X),
        ];
        Assert.Contains(upright, x => Math.Abs(x - (54 + ((cliff - from) / (to - from) * 346))) < 0.02);
        Assert.Contains(upright, x => Math.Abs(x - (474 + ((cliff - 6) / (17 - 6) * 346))) < 0.02);
        Assert.Contains("(b) next to the cliff", drawn.Words);
    }

    [Theory]
    [InlineData("--from -20 --to 0")]
    [InlineData("--from 6 --to 14")]
    [InlineData("--from 9 --to 20")]
    public void Without_a_cliff_or_where_all_is_next_to_it_there_is_no_closer_look(string range)
    {
        var drawn = Draw($"{Label0} {range}");
        Assert.Single(drawn.Words, words => words.StartsWith('('));
    }

    [Fact]
    public void Without_rows_next_to_the_cliff_there_is_no_closer_look() => Assert.Single(
        Draw("mixed-precision --label 0 --format float16 --from -1e4 --to 1e4 --step 100").Words, words => words.StartsWith('('));

    [Theory]
    [InlineData("mixed-precision --format float16 --label 1 --step 0.125")]
    [InlineData("mixed-precision --format float16 --label 1 --step 0.125 --to 5")]
    public void The_dot_is_in_the_key_where_a_loss_becomes_0(string arguments)
    {
        using var command = new Command();
        var drawn = Draw(arguments, command);
        var cells = command.Read("output/mixed-precision.csv").Split('\n').Skip(1).SelectMany(row => row.Split(',').Skip(4).Take(4));
        Assert.Equal(cells.Any(cell => cell is "0" or "-0"), drawn.Words.Contains("the last before exactly 0"));
    }

    [Fact]
    public void Lines_that_agree_lie_on_one_another_each_thinner_than_the_one_beneath()
    {
        var drawn = Draw("mixed-precision --format float16 --label 1 --step 0.125");
        var (torch, keras3) = (drawn.Widths(Torch).Max(), drawn.Widths(Keras3).Max());
        Assert.True(torch > keras3 + 2, $"{torch} over {keras3}");
        Assert.Equal(4, keras3);

        // Dashes are written as shapes.
        Assert.True(drawn.Paths(Keras224, "fill").Sum(path => path.Length) > 100);
    }

    [Theory]
    [InlineData("mixed-precision --format float32 --label 0 1 --step 0.125")]
    [InlineData("mixed-precision --format float16 bfloat16 --label 0 1 --step 0.125")]
    [InlineData("mixed-precision --format bfloat16 --label 1 --from -100 --to 20 --step 0.5")]
    [InlineData("mixed-precision --format float16 bfloat16 float32 --label 0 1 --from -800 --to 800 --step 1")]
    public void No_label_lies_on_a_curve(string arguments)
    {
        var drawn = Draw(arguments);
        var curves = drawn.Paths(Torch).Concat(drawn.Paths(Keras3)).ToArray();
        Assert.NotEmpty(curves);
        foreach (var words in drawn.Words.Where(words => words.StartsWith("σ is 0", StringComparison.Ordinal)
            || words.StartsWith("σ is 1", StringComparison.Ordinal)
            || words.StartsWith("torch:", StringComparison.Ordinal)))
        {
            Assert.DoesNotContain(curves, curve => Drawn.Crosses(curve, drawn.Box(words)));
        }
    }

    private static Drawn Draw(string arguments)
    {
        using var command = new Command();
        return Draw(arguments, command);
    }

    private static Drawn Draw(string arguments, Command command)
    {
        var result = command.Run(arguments + " --svg --quiet");
        Assert.True(result.ExitCode == 0, result.Error);
        return new(command.Read("output/mixed-precision.svg"));
    }
}

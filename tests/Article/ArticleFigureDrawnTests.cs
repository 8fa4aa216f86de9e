using Experiments.Tests.Cli;
using Experiments.Tests.Output.Figures;

namespace Experiments.Tests.Article;

/// <summary>What Figures 2 and 3 draw and say of other ranges and formats, read from their SVG.</summary>
public class ArticleFigureDrawnTests
{
    [Theory]
    [InlineData("--format float128 --from 600 --to 800 --step 4", "clipped: beyond float64", "clipped: ∞")]
    [InlineData("--format decimal --label 0 --from 20 --to 80 --step 2", "naive: no number", "naive: ∞")]
    public void An_error_is_infinite_only_where_the_loss_is_or_the_exact_one_is_0(string arguments, string said, string not)
    {
        var words = Draw("cross-entropy", arguments).Words;
        Assert.Contains(words, text => text.StartsWith(said, StringComparison.Ordinal));
        Assert.DoesNotContain(words, text => text.StartsWith(not, StringComparison.Ordinal));
    }

    [Fact]
    public void A_text_of_a_strip_is_left_out_where_it_would_cover_something()
    {
        var words = Draw("cross-entropy", "--format float16 --label 1 --from -40 --to 40").Words;
        Assert.DoesNotContain(words, text => text.StartsWith("naive: ∞", StringComparison.Ordinal));
    }

    [Fact]
    public void No_line_stands_without_words_in_the_gradients_of_many_formats()
    {
        var drawn = Draw("cross-entropy", "--format float16 bfloat16 float32 float64 --label 0 1 --step 1");
        Assert.DoesNotContain(drawn.Paths("black"), path => path.Length == 2 && Math.Abs(path[0].Y - path[1].Y) > 100);
    }

    [Fact]
    public void The_round_trip_ends_where_the_hatching_begins()
    {
        const double end = 54 + ((16.635532 - 12) / 6 * 346);
        Assert.Contains(Draw("round-trip", "--from 0 --to 40 --step 0.5").Paths("#CC79A7"), path => Math.Abs(path[^1].X - end) < 0.01);
    }

    private static Drawn Draw(string experiment, string arguments)
    {
        using var command = new Command();
        var result = command.Run($"{experiment} {arguments} --svg --quiet");
        Assert.True(result.ExitCode == 0, result.Error);
        return new(command.Read($"output/{experiment}.svg"));
    }
}

using System.Text;
using Experiments.Output.Figures;
using Experiments.Samples;
using Experiments.Tests.Output.Figures;

namespace Experiments.Tests.Samples;

/// <summary>The words of Figures 4 to 6, read from their SVG, and that any outputs can be drawn.</summary>
public class SamplesFigureTests
{
    private static readonly Caption Caption =
        new("photographs", "cat", "dog", "a net", Seed: 7, IsShown: false, Epoch: 35, IsStop: true, ValidationAccuracy: 0.854);

    public static TheoryData<string> Cases => [.. Sets.Keys];

    [Fact]
    public void Each_figure_says_which_seed_it_is_and_the_shown_one_by_which_rule()
    {
        const string Rule = "of seeds 1 to 20 the lower median by the largest output of class 1";
        var samples = Sets["ten images"];
        var axes = new SampleAxes([samples]);
        foreach (var isShown in new[] { false, true })
        {
            var caption = Caption with { IsShown = isShown };
            Figure?[] figures = [SamplesFigure.Draw(samples, axes, caption), BatchFigure.Draw(samples, 4, 1, axes, caption)];
            var words = isShown ? $"seed 7, {Rule}" : "seed 7 ·";
            Assert.All(figures, figure => Assert.Contains(words, Text(figure), StringComparison.Ordinal));
        }
    }

    private static Dictionary<string, Sample[]> Sets => new()
    {
        ["ten images"] = SampleFixture.Stop[..10],
        ["an image of each class"] = SampleFixture.Of((0, -2), (1, 3)),
        ["a single image"] = SampleFixture.Of((1, 3)),
        ["a single image at 0"] = SampleFixture.Of((0, 0)),
        ["one class"] = [.. SampleFixture.Stop.Where(sample => sample.Label)],
        ["equal outputs"] = SampleFixture.Of(Enumerable.Range(0, 20).Select(i => (i % 2, 0.05f))),
        ["losses of 0"] = SampleFixture.Of((0, -200), (1, 200), (1, 300), (0, 200), (1, -3)),
        ["only losses of 0"] = SampleFixture.Of((0, -200), (1, 200)),
        ["the largest numbers"] = SampleFixture.Of((0, -float.MaxValue), (1, float.MaxValue), (0, float.MaxValue), (1, -float.MaxValue)),
        ["some outputs not finite"] = SampleFixture.Of((0, float.NegativeInfinity), (1, float.NaN), (1, float.PositiveInfinity), (1, 3)),
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Any_outputs_can_be_drawn(string name)
    {
        var samples = Sets[name];
        var axes = new SampleAxes([samples]);
        Assert.Contains("epoch 35 (stop)", Text(SamplesFigure.Draw(samples, axes, Caption)), StringComparison.Ordinal);
        foreach (var size in new[] { 1, 4, 64 })
        {
            Assert.Contains($"batches of {size}", Text(BatchFigure.Draw(samples, size, 1, axes, Caption)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Without_a_finite_output_there_is_no_figure()
    {
        var samples = SampleFixture.Of((0, float.NegativeInfinity), (1, float.NaN));
        var axes = new SampleAxes([samples]);
        Assert.Null(SamplesFigure.Draw(samples, axes, Caption));
        Assert.Null(BatchFigure.Draw(samples, 4, 1, axes, Caption));
    }

    [Fact]
    public void Clipped_images_are_counted_by_side_and_class()
    {
        var (epoch8, stop) = (SampleFixture.Epoch8, SampleFixture.Stop);
        var axes = new SampleAxes(epoch8, stop);
        var trained = Text(SamplesFigure.Draw(stop, axes, Caption));
        Assert.Contains("clipped: 140 of 2000", trained, StringComparison.Ordinal);
        Assert.Contains("right side: 85 class 1, 55 class 0", trained, StringComparison.Ordinal);
        Assert.Contains("wrong side: 0 class 1, 0 class 0", trained, StringComparison.Ordinal);
        Assert.Contains("class 1: −8.32 to 21.8", trained, StringComparison.Ordinal);
        Assert.Contains("exactly 0: 0, exactly 1: 50", trained, StringComparison.Ordinal);

        var early = Text(SamplesFigure.Draw(epoch8, axes, Caption with { Epoch = 8, IsStop = false }));
        Assert.Contains("clipped: 0 of 2000", early, StringComparison.Ordinal);
        Assert.DoesNotContain("right side", early, StringComparison.Ordinal);
        Assert.DoesNotContain("(stop)", early, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_left_out_or_off_the_axis_is_said()
    {
        var infinite = Sets["some outputs not finite"];
        Assert.Contains(
            "4 training images, 3 without a finite raw output left out",
            Text(SamplesFigure.Draw(infinite, new([infinite]), Caption)),
            StringComparison.Ordinal);
        var zeros = Sets["losses of 0"];
        Assert.Contains("loss 0, at the left edge: 3", Text(SamplesFigure.Draw(zeros, new([zeros]), Caption)), StringComparison.Ordinal);
        var one = Sets["a single image"];
        Assert.Contains("class 0: no image", Text(SamplesFigure.Draw(one, new([one]), Caption)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_subtitle_flows_into_lines_and_a_part_longer_than_a_line_is_cut()
    {
        var samples = Sets["a single image"];
        var text = Text(SamplesFigure.Draw(samples, new([samples]), Caption with { Data = new string('x', 500) }));
        Assert.Matches("\"x{80,150}…\"", text);
        const string Words = "\"a net · seed 7 · 1 training image · epoch 35 (stop) · validation accuracy 0.854\"";
        Assert.Contains(Words, text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_change_of_the_mean_loss_is_in_words()
    {
        // At x = −20 with label 1 the losses are 16.118095 and 20; at x = 40 with label 1 they are 1.1920933e-7 and
        // 4.248354e-18.
        Assert.Contains("lower by 3.9 nat, 19 %", Figure6((1, -20)), StringComparison.Ordinal);
        Assert.Contains("higher by 1.2·10⁻⁷ nat", Figure6((1, 40)), StringComparison.Ordinal);
        Assert.Contains("from sigmoid outputs: the same", Figure6((1, 0)), StringComparison.Ordinal);

        static string Figure6((int Label, float Raw) sample)
        {
            var samples = SampleFixture.Of(sample);
            return Text(BatchFigure.Draw(samples, 1, 1, new([samples]), Caption));
        }
    }

    [Fact]
    public void Sigmoid_outputs_are_counted_on_a_logarithmic_axis()
    {
        // One image with σ = ½, ten with σ = 1 rounded; the axis goes from ½ to 25.
        var samples = SampleFixture.Of(Enumerable.Range(0, 11).Select(i => (1, i == 0 ? 0f : 12f)));
        var drawn = new Drawn(Assert.IsType<Figure>(SamplesFigure.Draw(samples, new([samples]), Caption)));
        var bars = drawn.Paths("#E69F00", "fill").Single(
            path => path.Min(point => point.Y) < 250 && path.Min(point => point.X) > 420 && path.Max(point => point.X) > 800);
        double[] tops = [.. bars.Select(point => point.Y).Where(y => y > 0 && y < 1000).Distinct().Order()];
        var heights = tops.Where(y => y < bars[0].Y).ToArray();

        // log₁₀ 50 decades, 214 high.
        Assert.Equal(214 / 1.69897, heights[1] - heights[0], 0.05);
    }

    [Fact]
    public void The_limits_of_both_classes_lie_apart_in_the_close_look()
    {
        var drawn = new Drawn(Assert.IsType<Figure>(SamplesFigure.Draw(SampleFixture.Stop, new([SampleFixture.Stop]), Caption)));
        var class1 = Low(drawn, "class 1: 1.192·10⁻⁷");
        var class0 = Low(drawn, "class 0: 1·10⁻⁷");
        Assert.True(class0 - class1 > 10, $"{class1}, {class0}");

        static double Low(Drawn drawn, string words) => drawn.Box(words).Top;
    }

    [Fact]
    public void Clipped_images_are_rings_and_others_dots_in_the_colour_of_their_class()
    {
        var samples = SampleFixture.Of((1, 20), (1, 3), (0, -20), (0, -3), (0, 18));
        var drawn = new Drawn(Assert.IsType<Figure>(SamplesFigure.Draw(samples, new([samples]), Caption)));
        Assert.Equal((1, 2), (Rings("#E69F00"), Rings("#0072B2")));
        Assert.Contains("right side: 1 class 1, 1 class 0", drawn.Words);
        Assert.Contains("wrong side: 0 class 1, 1 class 0", drawn.Words);

        // Of the panel of all losses, at the left of the lower row.
        int Rings(string colour) => drawn.Paths(colour)
            .Count(path => path.Length > 8 && path.Max(point => point.X) - path.Min(point => point.X) < 6 && path[0].X < 420);
    }

    [Fact]
    public void How_far_each_mean_is_off_is_drawn_for_every_size_and_equal_means_are_counted()
    {
        var samples = SampleFixture.Stop;
        var batches = BatchFigure.OtherSizes.SelectMany(size => Batches.Of(samples, Batches.Order(samples.Length, 1), size)).ToArray();
        var drawn = new Drawn(Assert.IsType<Figure>(BatchFigure.Draw(samples, 4, 1, new([samples]), Caption)));
        Assert.Contains($"equal, at the lower edge: {batches.Count(batch => batch.LossRaw == batch.LossSigmoid)}", drawn.Words);
        Assert.All(BatchFigure.OtherSizes, size => Assert.Contains(size == 1 ? "batches of 1" : $"of {size}", drawn.Words));
        Assert.Equal(3, drawn.Words.Count(words => words.StartsWith('(')));
    }

    [Fact]
    public void Where_no_batch_is_off_the_panel_says_none()
    {
        var samples = SampleFixture.Of(Enumerable.Range(0, 20).Select(i => (i % 2, 0.05f)));
        var drawn = new Drawn(Assert.IsType<Figure>(BatchFigure.Draw(samples, 4, 1, new([samples]), Caption)));
        Assert.Contains("none in any of 20 orders", drawn.Words);
    }

    private static string Text(Figure? figure) => Encoding.UTF8.GetString(Assert.IsType<Figure>(figure).ToSvg());
}

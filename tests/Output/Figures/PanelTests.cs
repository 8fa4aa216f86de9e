using Experiments.Output.Figures;

namespace Experiments.Tests.Output.Figures;

/// <summary>
/// What a panel draws of rows, read from its SVG. Alone in a figure its data area goes from 54 to 820 across.
/// </summary>
public class PanelTests
{
    private const string Green = "#009E73";
    private const string Purple = "#CC79A7";
    private static readonly double[] Eleven = [.. Enumerable.Range(0, 11).Select(i => (double)i)];

    [Fact]
    public void Zeros_on_a_logarithmic_axis_are_short_lines_at_0_and_the_axis_says_0()
    {
        var panel = Logarithmic();
        panel.Curve(Style.Logits, Eleven, [.. Eleven.Select(x => x is 3 or 7 ? 0 : 1 + x)]);
        var drawn = new Drawn(panel);
        var rug = drawn.Paths(Green)[^1].Chunk(2).ToArray();
        Assert.Equal([.. Three(Across(3)), .. Three(Across(7))], rug.Select(tick => tick[0].X));
        Assert.All(rug, tick => Assert.Equal(tick[0].X, tick[1].X));
        Assert.Single(drawn.Words, "0");

        var without = Logarithmic();
        without.Curve(Style.Logits, Eleven, [.. Eleven.Select(x => 1 + x)]);
        Assert.DoesNotContain("0", new Drawn(without).Words);
    }

    [Fact]
    public void Zeros_of_two_lines_stand_in_lanes_of_their_own()
    {
        var panel = Logarithmic();
        panel.Curve(Style.Logits, Eleven, [.. Eleven.Select(x => x > 5 ? 0 : 1 + x)]);
        panel.Curve(Style.RoundTrip, Eleven, [.. Eleven.Select(x => x > 5 ? 0 : 2 + x)]);
        var drawn = new Drawn(panel);
        var (one, other) = (drawn.Paths(Green)[^1], drawn.Paths(Purple)[^1]);
        Assert.True(other.Max(point => point.Y) < one.Min(point => point.Y));
    }

    [Fact]
    public void A_row_alone_in_a_band_is_drawn()
    {
        double[] x = [.. Enumerable.Range(0, 3001).Select(i => i / 300.0)];
        var panel = Logarithmic();
        panel.Envelope(Style.Logits, x, [.. x.Select((_, i) => i == 1500 ? 2 : i < 1000 ? 1 + (i % 2) : double.NaN)]);
        var dots = new Drawn(panel).Paths(Green, "fill");
        Assert.Contains(dots, dot => Math.Abs(dot.Average(point => point.X) - Across(5)) < 1);
    }

    [Theory]
    [InlineData(3000, true)]
    [InlineData(300, false)]
    public void A_band_has_an_entry_in_the_legend_where_one_is_drawn(int rows, bool isBand)
    {
        double[] x = [.. Enumerable.Range(0, rows + 1).Select(i => 10.0 * i / rows)];
        var panel = Logarithmic();
        panel.Envelope(Style.Clipped, x, [.. x.Select((_, i) => 1.0 + (i % 2))]);
        var drawn = new Drawn(panel);
        Assert.Equal(isBand, drawn.Words.Any(words => words.StartsWith("band: least to most", StringComparison.Ordinal)));

        // Edges without dashes: Skia writes dashes as many small filled paths, solid lines as strokes.
        Assert.NotEmpty(drawn.Paths("#D55E00"));
    }

    [Fact]
    public void Where_nan_begins_is_marked_and_said()
    {
        var panel = Logarithmic();
        panel.Curve(Style.Logits, Eleven, [.. Eleven.Select(x => x >= 7 ? double.NaN : 1 + x)], "loss");
        panel.Curve(Style.RoundTrip, Eleven, [.. Eleven.Select(x => 2 + x)]);
        var drawn = new Drawn(panel);
        Assert.Contains("loss is nan", drawn.Words);
        Assert.Contains("from x = 7 on", drawn.Words);
        Assert.Contains(drawn.Paths(Green), path => path.Length == 4 && Math.Abs(path.Average(point => point.X) - Across(7)) < 0.01);
    }

    [Fact]
    public void A_gap_of_another_kind_is_called_by_its_name_and_has_no_arrow()
    {
        var panel = Logarithmic();
        panel.Curve(Style.Logits, Eleven, [.. Eleven.Select(x => x < 4 ? double.NaN : 1 + x)], "loss", "overflow");
        var words = new Drawn(panel).Words;
        Assert.Contains("loss is overflow", words);
        Assert.Contains("up to x = 3", words);
        Assert.Contains("overflow", words); // In the hatched zone.
    }

    [Theory]
    [InlineData(double.PositiveInfinity, "∞")]
    [InlineData(double.NegativeInfinity, "−∞")]
    [InlineData(double.NaN, "nan")]
    public void A_range_without_a_finite_value_is_hatched(double value, string sign)
    {
        var panel = Logarithmic();
        panel.Curve(Style.Logits, Eleven, [.. Eleven.Select(_ => value)]);
        panel.Curve(Style.RoundTrip, Eleven, [.. Eleven.Select(_ => value)]);
        var drawn = new Drawn(panel);
        Assert.NotEmpty(drawn.Paths("#C8C8C8"));
        Assert.Contains(sign, drawn.Words);
        Assert.Contains("no finite value", drawn.Words);
        panel.Curve(Style.Clipped, Eleven, Eleven);
        Assert.DoesNotContain(new Drawn(panel).Paths("#C8C8C8"), path => path.Min(point => point.X) > Across(1));
    }

    [Fact]
    public void A_triangle_shows_where_a_line_leaves_the_panel()
    {
        var panel = new Panel("", Axis.Linear("x", new(0, 10)), Axis.Linear("y", new(0, 5)));
        panel.Curve(Style.Logits, Eleven, Eleven);
        var drawn = new Drawn(panel);
        var triangle = Assert.Single(drawn.Paths(Green, "fill"), path => path.Length is 3 or 4);
        Assert.Equal(Across(6), triangle[0].X, 0.01);
        Assert.Contains("the line goes on beyond the panel", drawn.Words);

        var whole = new Panel("", Axis.Linear("x", new(0, 10)), Axis.Linear("y", new(0, 10)));
        whole.Curve(Style.Logits, Eleven, Eleven);
        Assert.DoesNotContain(new Drawn(whole).Paths(Green, "fill"), path => path.Length is 3 or 4);
        Assert.DoesNotContain("the line goes on beyond the panel", new Drawn(whole).Words);
    }

    [Fact]
    public void A_line_leaves_where_its_values_are_too_small_for_float64()
    {
        double[] y = [1, 1e-50, 1e-100, 1e-150, 1e-200, 1e-250, 1e-300, .. Enumerable.Repeat(double.Epsilon, 4)];
        var panel = new Panel("", Axis.Linear("x", new(0, 10)), Axis.Logarithmic("y", Extent.Of(y)));
        panel.Curve(Style.Logits, Eleven, y);
        var triangle = Assert.Single(new Drawn(panel).Paths(Green, "fill"), path => path.Length is 3 or 4);
        Assert.Equal(Across(7), triangle[0].X, 0.01);
    }

    [Fact]
    public void Texts_stand_off_the_curves_that_they_speak_of_and_off_each_other()
    {
        // Through the middle of the panel up and down, so that neither side of a point is free all along.
        double[] y = [.. Eleven.Select(x => 5 + (4 * (x % 2 == 0 ? 1 : -1)))];
        string[] notes = ["the first of them", "the second of them", "the third of them", "the fourth of them"];
        var panel = new Panel("", Axis.Linear("x", new(0, 10)), Axis.Linear("y", new(0, 10)));
        foreach (var note in notes)
        {
            panel.Note(5, 5, note, new(1, 1));
        }

        panel.Threshold(5, "a threshold");
        panel.Level(Style.Validation, 5, "a level", new(1, 1));
        panel.Curve(Style.Logits, Eleven, y);
        var drawn = new Drawn(panel);
        string[] texts = [.. notes, "a threshold", "a level"];
        var boxes = texts.Select(drawn.Box).ToArray();
        Assert.All(boxes, box => Assert.DoesNotContain(drawn.Paths(Green), path => Drawn.Crosses(path, box)));
        Assert.All(boxes, box => Assert.False(box.Left < Across(5) && Across(5) < box.Right));
        Assert.All(boxes, box => Assert.Equal(1, boxes.Count(other =>
            other.Left < box.Right && box.Left < other.Right && other.Top < box.Bottom && box.Top < other.Bottom)));

        // Of four texts about one point not all are beside it: lines lead to those away.
        Assert.Contains(drawn.Paths("black"), path => path.Length == 2 && path[0] == (Across(5), path[0].Y) && path[1].X != path[0].X);
    }

    [Fact]
    public void Text_is_outlined_and_keeps_its_words()
    {
        var drawn = new Drawn(Logarithmic(), (Style.Logits, "a < b & \"σ\""));
        Assert.DoesNotContain("text", drawn.Names);
        Assert.Contains("a < b & \"σ\"", drawn.Words);
        var (used, there) = drawn.Letters;
        Assert.NotEmpty(used);
        Assert.Equal(used.Order(), there.Order());
    }

    [Fact]
    public void Panels_shrink_so_that_a_figure_of_ten_rows_fits_a_page()
    {
        var axis = Axis.Linear("x", new(0, 10));
        var (width, height) = new Drawn(new Figure(
            [], [.. Enumerable.Range(0, 10).Select(_ => new[] { new Panel("", axis, axis) { Size = PanelSize.Half } })])).Size;
        Assert.Equal(1.5 * width, height, 1);
    }

    [Fact]
    public void A_low_axis_has_two_numbers_at_least()
    {
        var panel = new Panel("", Axis.Linear("x", new(0, 10)), Axis.Linear("y", new(-3.9, 4.4))) { Size = PanelSize.Half };
        Assert.Contains("−2", new Drawn(panel).Words);
    }

    [Fact]
    public void A_legend_flows_into_lines_within_the_figure()
    {
        var keys = Enumerable.Range(0, 9).Select(i => new Key(Style.Format(i), $"entry {i} with a rather long name")).ToArray();
        var drawn = new Drawn(Logarithmic(), keys);
        Assert.All(keys, key => Assert.InRange(drawn.Box(key.Name).Right, 0, 840));
    }

    private static double Across(double x) => 54 + (76.6 * x);

    private static double[] Three(double across) => [.. new[] { -1, 0, 1 }.Select(next => Math.Round(across) + next)];

    private static Panel Logarithmic() => new("", Axis.Linear("x", new(0, 10)), Axis.Logarithmic("y", new(1, 100)));
}

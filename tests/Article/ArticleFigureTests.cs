using Experiments.Tests.Cli;
using Experiments.Tests.Output.Figures;

namespace Experiments.Tests.Article;

/// <summary>Figures 1 to 3 as they are drawn for other options than the default, against their tables.</summary>
public class ArticleFigureTests
{
    private const string Green = "#009E73";
    private const string Hatch = "#C8C8C8";

    [Fact]
    public void The_whole_range_that_is_asked_for_is_drawn()
    {
        using var command = new Command();
        Assert.Contains("−800", Draw(command, "cross-entropy", "--from -800 --to 800 --step 1 --format float32").Words);
        Assert.Contains("800", Draw(command, "cross-entropy", "--from -800 --to 800 --step 1 --format float32").Words);
        Assert.Contains("30", Draw(command, "round-trip", "--from 10 --to 30 --step 0.125").Words);
    }

    [Theory]
    [InlineData("--from 16.6355 --to 16.63556 --step 0.000001 --label 0", "from", " on")]
    [InlineData("--from -16.11812 --to -16.11808 --step 0.000001 --label 0", "up to", "")]
    public void Where_the_figure_says_that_the_gradient_is_0_the_table_has_it(string options, string from, string on)
    {
        using var command = new Command();
        var words = Draw(command, "cross-entropy", $"{options} --format float32").Words;
        var flat = Column(command, "cross-entropy", "x").Zip(Column(command, "cross-entropy", "gradient_clipped"))
            .Where(row => row.Second == "0").Select(row => row.First).ToArray();
        Assert.NotEmpty(flat);
        var edge = (on.Length > 0 ? flat[0] : flat[^1]).Replace('-', '−');
        Assert.Contains($"clipped: 0 {from}", words);
        Assert.Contains($"x = {edge}{on}", words);
    }

    [Fact]
    public void Far_out_the_loss_from_raw_outputs_is_drawn_where_the_table_has_0()
    {
        using var command = new Command();
        var drawn = Draw(command, "cross-entropy", "--from 1000 --to 1001 --format float32");
        Assert.All(Column(command, "cross-entropy", "logits"), loss => Assert.Equal("0", loss));

        // Its swatch in the legend is above 20.
        Assert.Contains(drawn.Paths(Green), path => path.All(point => point.Y is > 60 and < 300));
    }

    [Theory]
    [InlineData("float16", "7.625")]
    [InlineData("bfloat16", "5.56")]
    public void Where_the_clipped_loss_becomes_nan_is_said(string format, string from)
    {
        using var command = new Command();
        var drawn = Draw(command, "cross-entropy", $"--format {format} --to 20");
        var (x, clipped) = (Column(command, "cross-entropy", "x"), Column(command, "cross-entropy", "clipped"));
        Assert.Equal(from, x[Array.IndexOf(clipped, "nan")]);
        Assert.Contains("clipped is nan", drawn.Words);
        Assert.Contains($"from x = {from} on", drawn.Words);
    }

    [Fact]
    public void The_gradient_and_the_naive_loss_of_the_format_itself_have_their_lines()
    {
        using var command = new Command();
        var words = Draw(command, "cross-entropy", "--step 0.25 --format float32 float80").Words;
        Assert.Contains("naive in float32", words);
        Assert.Contains("float80: naive only", words);
        Assert.Contains("(d) gradient in float32, label 1", words);
    }

    [Theory]
    [InlineData("float16", 11)]
    [InlineData("float32", 20)]
    [InlineData("float64", 40)]
    [InlineData("float80", 48)]
    [InlineData("bfloat16 float32", 20)]
    public void By_default_the_round_trip_goes_beyond_its_last_finite_value(string formats, double end)
    {
        using var command = new Command();
        var drawn = Draw(command, "round-trip", $"--format {formats} --step 0.25");
        var (x, y) = (Column(command, "round-trip", "x"), Column(command, "round-trip", "logit"));
        Assert.Equal(end, double.Parse(x[^1], null));
        Assert.Equal("inf", y[^1]);
        Assert.Contains("inf", y.SkipLast((int)(3 / 0.25)));
        Assert.DoesNotContain("inf", y.Where((_, row) => double.Parse(x[row], null) < 5));
        Assert.Contains("∞", drawn.Words);
    }

    [Theory]
    [InlineData("cross-entropy", "--step 1", ", label 1")]
    [InlineData("cross-entropy", "--step 1 --label 0 1", ", label 0")]
    [InlineData("round-trip", "--step 0.25", ": its last steps")]
    public void Each_of_many_formats_has_its_panels_and_the_figure_fits_a_page(string name, string options, string title)
    {
        using var command = new Command();
        string[] formats = ["float16", "bfloat16", "float32", "float64", "float80", "float128", "decimal"];
        var drawn = Draw(command, name, $"--format {string.Join(' ', formats)} {options}");
        Assert.All(
            formats, format => Assert.Contains(drawn.Words, words => words.EndsWith($") {format}{title}", StringComparison.Ordinal)));
        Assert.InRange(drawn.Size.Height / drawn.Size.Width, 1, 1.5);
    }

    [Fact]
    public void An_error_that_is_infinite_is_said_beneath_the_losses()
    {
        using var command = new Command();
        Assert.Contains("clipped: ∞", Draw(command, "cross-entropy", "--from 1000 --to 1001 --format float32").Words);
        var part = Draw(command, "cross-entropy", "--from 50 --to 110 --step 0.5 --format float32").Words;
        Assert.Contains("from x = 104 on", part);
        Assert.Equal("inf", Column(command, "cross-entropy", "clipped_error")[108]);
        Assert.NotEqual("inf", Column(command, "cross-entropy", "clipped_error")[107]);
    }

    [Fact]
    public void Errors_too_small_to_draw_are_not_hatched()
    {
        using var command = new Command();
        Assert.DoesNotContain(
            "no finite value", Draw(command, "cross-entropy", "--label 0 --format decimal --from -30 --to 30 --step 0.125").Words);
    }

    [Fact]
    public void In_decimal_the_round_trip_is_no_number_in_every_panel()
    {
        using var command = new Command();
        var words = Draw(command, "round-trip", "--format decimal --from -100 --to 100 --step 0.5").Words;
        Assert.DoesNotContain("∞", words);

        // On the right in (a) and on both sides in (b); a text with a halo is drawn twice.
        Assert.Equal(3, words.Count(word => word == "no number") / 2);
    }

    [Fact]
    public void A_round_trip_that_is_infinite_throughout_is_hatched()
    {
        using var command = new Command();
        var drawn = Draw(command, "round-trip", "--from 20 --to 30 --step 0.125");
        Assert.All(Column(command, "round-trip", "logit"), y => Assert.Equal("inf", y));
        Assert.Contains(drawn.Paths(Hatch), line => line.Any(point => point.X < 100));
        Assert.Contains("∞", drawn.Words);
    }

    [Fact]
    public void Next_to_0_both_signs_have_their_threshold()
    {
        using var command = new Command();
        var words = Draw(command, "round-trip", "--step 0.25").Words;
        Assert.Contains("1 % off from x = −1.7821629·10⁻⁵", words);
        Assert.Contains("up to x = 1.4871542·10⁻⁵", words);
        Assert.DoesNotContain("y = x; 1 %", words);
    }

    [Fact]
    public void In_decimal_overflow_is_a_gap_that_words_name()
    {
        using var command = new Command();
        var drawn = Draw(command, "curves", "--format decimal --from -70 --to -60 --step 0.25");
        var (x, y) = (Column(command, "curves", "x"), Column(command, "curves", "y"));
        Assert.Equal("overflow", y[0]);
        Assert.Contains("σ in decimal is no number", drawn.Words);
        Assert.Contains($"up to x = {x[Array.LastIndexOf(y, "overflow")].Replace('-', '−')}", drawn.Words);

        // An arrow's barbs are a path of its own with five points.
        Assert.DoesNotContain(drawn.Paths("black"), path => path.Length == 5);
    }

    [Fact]
    public void Several_formats_show_how_far_they_are_off_and_what_each_can_reach()
    {
        using var command = new Command();
        var drawn = Draw(command, "curves", "--format bfloat16 float32 --step 0.25");
        Assert.Contains("(c) how far σ is off float128's, of the same x", drawn.Words);
        Assert.Contains("(d) how far logit is off float128's, of the same p", drawn.Words);
        string[] formats = Column(command, "curves-reachable", "format");
        Assert.Equal([.. Enumerable.Repeat("bfloat16", 24), .. Enumerable.Repeat("float32", 24)], formats);
        var logit = Column(command, "curves-reachable", "logit");
        Assert.Contains($"p from 2⁻¹³³ to 1 − 2⁻⁸: {logit[0].Replace('-', '−')} … {logit[23]}", drawn.Words);
        Assert.Contains($"p from 2⁻¹⁴⁹ to 1 − 2⁻²⁴: {logit[24].Replace('-', '−')} … {logit[47]}", drawn.Words);
    }

    [Fact]
    public void Probabilities_of_decimal_end_at_its_finest_digit()
    {
        using var command = new Command();
        Draw(command, "curves", "--format decimal --step 0.5");
        var p = Column(command, "curves-reachable", "p");
        Assert.Equal("1e-28", p[0]);
        Assert.Equal("0.9999999999999999999999999999", p[^1]);
    }

    [Theory]
    [InlineData("curves --from 3 --to 3 --p-from 0.5 --p-to 0.5")]
    [InlineData("curves --format float16 float64 --from -1e4 --to 1e4 --step 100 --p-from 0 --p-to 1 --p-step 0.5")]
    [InlineData("round-trip --from 3 --to 3")]
    [InlineData("round-trip --format decimal --from -100 --to -50 --step 1")]
    [InlineData("round-trip --format float32 --from -1e38 --to 1e38 --step 1e37")]
    [InlineData("cross-entropy --format float16 --from 1000 --to 1001")]
    [InlineData("cross-entropy --format float64 --from -1e308 --to 1e308 --step 1e307 --label 0 1")]
    [InlineData("cross-entropy --format float80 decimal --from -5 --to 5 --step 1")]
    [InlineData("cross-entropy --format float16 bfloat16 float32 --step 1 --label 0 1")]
    public void Any_range_can_be_drawn(string arguments)
    {
        using var command = new Command();
        Assert.NotEmpty(Draw(command, arguments.Split(' ')[0], arguments[arguments.IndexOf(' ', StringComparison.Ordinal)..]).Words);
    }

    private static Drawn Draw(Command command, string name, string arguments)
    {
        var result = command.Run($"{name} {arguments} --svg --output there");
        Assert.True(result.ExitCode == 0, result.Error);
        return new(File.ReadAllText(command.PathOf($"there/{name}.svg")));
    }

    private static string[] Column(Command command, string table, string column)
    {
        var rows = File.ReadAllLines(command.PathOf($"there/{table}.csv")).Select(line => line.Split(',')).ToArray();
        return [.. rows.Skip(1).Select(cells => cells[Array.IndexOf(rows[0], column)])];
    }
}

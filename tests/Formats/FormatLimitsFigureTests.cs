using System.Globalization;
using Experiments.Tests.Cli;
using Experiments.Tests.Output.Figures;

namespace Experiments.Tests.Formats;

/// <summary>
/// What the figure of formats draws and says, read from its SVG; each panel's data area goes from 54 to 820 across.
/// </summary>
public class FormatLimitsFigureTests
{
    private const string Black = "black";
    private const string Beside = "#9A9A9A";

    [Fact]
    public void Every_format_shares_three_panels_on_one_page()
    {
        var (drawn, limits) = Draw("formats --step 1");
        Assert.Equal(3, drawn.Words.Count(words => words.StartsWith('(')));
        var (width, height) = drawn.Size;
        Assert.True(height <= Math.Sqrt(2) * width, $"{width} × {height}");
        foreach (var cells in limits)
        {
            // By its curve and by its row.
            Assert.True(drawn.Words.Count(words => words == cells["format"]) >= 2, cells["format"]);
        }
    }

    [Fact]
    public void Float32_float64_and_decimal_stand_out_and_come_first()
    {
        var (drawn, limits) = Draw("formats --step 1");
        string[] names = [.. limits.Select(cells => cells["format"])];
        string[] compared = ["float32", "float64", "decimal"];

        // The last time that a name is written it is that of a row.
        Assert.Equal([.. compared, .. names.Except(compared)], names.OrderBy(name => drawn.Box(name).Top));
        Assert.Equal(limits.Count - compared.Length, Rows(drawn, Beside).Count);
        Assert.All(new[] { Black, "#CC79A7", "#56B4E9" }, colour => Assert.Single(Rows(drawn, colour)));
    }

    [Fact]
    public void A_row_ends_where_the_table_says_that_the_round_trip_is_infinite()
    {
        var (drawn, limits) = Draw("formats --step 1");
        var float32 = limits.Single(cells => cells["format"] == "float32");
        var row = Assert.Single(Rows(drawn, Black));
        Assert.Equal(Across(Number(float32["round_trip_negative_infinite_upto"]), -90, 90), row[0].X, 0.01);
        Assert.Equal(Across(Number(float32["round_trip_infinite_from"]), -90, 90), row[1].X, 0.01);

        // float64 is finite to the left of what is drawn, which ends at the frame.
        var float64 = Assert.Single(Rows(drawn, "#CC79A7"));
        Assert.Equal(54, float64[0].X, 0.01);
    }

    [Theory]
    [InlineData("formats --format float16 float32 --from 20 --to 60 --step 1", "∞ in every format here")]
    [InlineData("formats --format float16 --from -60000 --to -20 --step 100", "∞")]
    [InlineData("formats --format float32 --from 10 --to 30 --step 0.5", "∞")]
    [InlineData("formats --format decimal --from -80 --to 80 --step 1", "no number")]
    [InlineData("formats --format float128 decimal --from 60 --to 90 --step 1", "∞ or no number in every format here")]
    public void Where_nothing_is_finite_the_panel_is_hatched_with_a_word(string arguments, string words)
    {
        var (drawn, _) = Draw(arguments);
        Assert.Contains(words, drawn.Words);
        Assert.NotEmpty(drawn.Paths("#C8C8C8"));
    }

    [Fact]
    public void The_axis_ends_where_the_range_asked_for_does()
    {
        // In float16 the next number after 3 is 3.00195.
        var (drawn, _) = Draw("formats --format float16 float64 --from 3 --to 3.001 --step 0.0001");
        Assert.Contains("3.0010", drawn.Words);
        Assert.DoesNotContain("3.0012", drawn.Words);
    }

    [Fact]
    public void A_limit_of_the_grid_is_called_so_and_words_keep_off_the_frame()
    {
        var (drawn, _) = Draw("formats --step 1");
        Assert.Contains("float16: from raw outputs exactly 0 on this grid from x = 18 on", drawn.Words);
        Assert.InRange(drawn.Box("float16: clipped is nan from x = 7.625 on").Left, 54 + 2, 60);
    }

    [Fact]
    public void A_range_where_all_is_infinite_has_a_row_with_the_limit_in_words()
    {
        var (drawn, _) = Draw("formats --format float16 float32 --from 20 --to 60 --step 1");
        Assert.Contains("∞ from 16.636 on", drawn.Words);
        Assert.Contains("∞ from 7.625 on", drawn.Words);
    }

    [Fact]
    public void The_clipped_loss_lies_within_its_panel_where_the_loss_from_raw_outputs_is_far_below()
    {
        // From x = 20 on, float32's clipped loss is 1.2e-7 and the others go from 2e-9 down.
        var (drawn, _) = Draw("formats --format float32 --from 20 --to 60 --step 1");
        var (clipped, raw) = (Beneath(drawn.Paths("#D55E00", "fill")), Beneath(drawn.Paths("#009E73")));
        var (top, bottom) = (raw.Min(point => point.Y), raw.Max(point => point.Y));
        Assert.Contains(clipped, point => point.Y < top && bottom - point.Y < 214);

        // The legend lies above.
        static (double X, double Y)[] Beneath(IEnumerable<(double X, double Y)[]> paths) =>
            [.. paths.SelectMany(path => path).Where(point => point.Y > 30)];
    }

    [Theory]
    [InlineData("formats --step 1", "float16: clipped is nan from x = 7.625 on", true)]
    [InlineData("formats --step 1", "bfloat16: clipped is nan from x = 5.56 on", true)]
    [InlineData("formats --format float16 --from -5 --to 5 --step 0.5", "float16: clipped is nan from x = 7.625 on", false)]
    public void It_says_where_the_clipped_loss_is_nan_if_that_is_in_the_panel(string arguments, string words, bool isSaid)
    {
        var (drawn, limits) = Draw(arguments);
        Assert.Equal(isSaid, string.Join('\n', drawn.Words).Contains(words, StringComparison.Ordinal));
        var format = limits.Single(cells => words.StartsWith(cells["format"] + ":", StringComparison.Ordinal));
        Assert.Contains($"x = {format["clip_high_from"]} on", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_naive_losses_end_a_dot_and_a_word_say_so()
    {
        var (drawn, limits) = Draw("formats --step 1");
        foreach (var cells in limits)
        {
            var ends = drawn.Words.First(words => words.StartsWith($"{cells["format"]}: naive is 0 from ", StringComparison.Ordinal));
            Assert.Equal(
                Number(cells["naive_label1_zero_from"]),
                double.Parse(ends.Split(' ')[^1], CultureInfo.InvariantCulture),
                0.0005 * Number(cells["naive_label1_zero_from"]));
        }
    }

    /// <summary>The straight lines from left to right in a colour that rows of limits are, in the lowest panel.</summary>
    private static IReadOnlyList<(double X, double Y)[]> Rows(Drawn drawn, string colour) =>
    [
        .. drawn.Paths(colour).Where(path =>
            path.Length == 2 && path[0].Y == path[1].Y && path[1].X - path[0].X > 30 && path[0].Y > drawn.Size.Height - 250),
    ];

    private static double Across(double x, double from, double to) => 54 + ((x - from) / (to - from) * (820 - 54));

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private static (Drawn Drawn, IReadOnlyList<Dictionary<string, string>> Limits) Draw(string arguments)
    {
        using var command = new Command();
        var result = command.Run(arguments + " --svg --quiet");
        Assert.True(result.ExitCode == 0, result.Error);
        var rows = command.Read("output/formats.csv").TrimEnd('\n').Split('\n').Select(line => line.Split(',')).ToArray();
        return (
            new(command.Read("output/formats.svg")),
            [.. rows.Skip(1).Select(cells => rows[0].Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second))]);
    }
}

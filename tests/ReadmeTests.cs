using System.Text.RegularExpressions;
using Experiments.Claims;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Numerics.Formats;
using Experiments.Output.Figures;
using Experiments.Output.Tables;
using Experiments.Tests.Cli;
using Experiments.Tests.Losses;

namespace Experiments.Tests;

public partial class ReadmeTests
{
    [GeneratedRegex(@"\]\(([^)]+)\)")]
    private static partial Regex Link();

    private static readonly string[] Lines = [.. Readmes.All.SelectMany(Readmes.Lines)];

    private static readonly string[] FigureRows =
        [.. Lines.SkipWhile(line => !line.StartsWith("| figure |", StringComparison.Ordinal)).Skip(2)
            .TakeWhile(line => line.StartsWith('|'))];

    [Fact]
    public void The_table_of_figures_is_the_programs_own_list() =>
        Assert.Equal(
            Program.Experiments.Select(experiment => $"| {experiment.Figure} | `{experiment.Name}` | {experiment.Summary} |"),
            FigureRows.Select(line => string.Join('|', line.Split('|').Take(4)) + "|"));

    [Fact]
    public void The_table_of_commands_names_each_and_its_columns()
    {
        var output = Path.Combine(AppContext.BaseDirectory, "output");
        foreach (var experiment in Program.Experiments)
        {
            var row = Lines.Single(line => line.StartsWith($"| `{experiment.Name}` | `", StringComparison.Ordinal));
            foreach (var file in Directory.EnumerateFiles(output, experiment.Name + "*").Select(path => Path.GetFileName(path)!))
            {
                var header = file.EndsWith(".csv", StringComparison.Ordinal)
                    ? ": " + File.ReadLines(Path.Combine(output, file)).First()
                    : string.Empty;
                Assert.Contains($"`{file}`{header}", row, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void Every_option_is_in_the_table_of_options()
    {
        var table = string.Join('\n', Lines.Where(line => line.StartsWith('|')));
        Assert.All(
            Program.Experiments.SelectMany(experiment => experiment.Settings).Concat(CommonSettings.All).Append(Verify.Quick),
            option => Assert.Contains($"`{option.Name}", table, StringComparison.Ordinal));
        Assert.All(NumberFormat.All, format => Assert.Contains($"`{format.Name}`", table, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_link_leads_to_a_file_and_a_heading()
    {
        foreach (var page in Readmes.All)
        {
            var links = Readmes.Lines(page).SelectMany(line => Link().Matches(line)).Select(match => match.Groups[1].Value);
            Assert.All(links.Where(link => !link.Contains(':', StringComparison.Ordinal)), link =>
            {
                var parts = link.Split('#');
                var target = parts[0].Length == 0 ? page : Path.Combine(Path.GetDirectoryName(page)!, parts[0]);
                Assert.True(Path.Exists(Path.Combine(Readmes.Root, target)), $"{page}: {link}");
                Assert.True(parts.Length == 1 || Readmes.Lines(target).Any(line => Anchor(line) == parts[1]), $"{page}: {link}");
            });
        }

        static string? Anchor(string line) => !line.StartsWith('#') ? null : string.Concat(
            line.TrimStart('#').Trim().ToLowerInvariant().Replace(' ', '-').Where(c => char.IsLetterOrDigit(c) || c == '-'));
    }

    [Fact]
    public void The_thresholds_are_those_computed()
    {
        var (one, far) = (new Float32(1), new Float32(32768));
        var onePercent = Thresholds.OnePercentFrom(one, far, Written.RoundTrip)!.Value;
        var infinite = Thresholds.First(one, far, x => float.IsInfinity(RoundTripOf(x).Value))!.Value;
        AssertStates("`round-trip`", $"first 1 % off at {onePercent.ToText()} (x ≥ 1), infinite from {infinite.ToText()}");
        var low = Thresholds.Last(new Float32(-32), new Float32(32), x => Written.Sigmoid(x).Value <= 1e-7f)!.Value;
        var high = Thresholds.First(new Float32(-32), new Float32(32), x => Written.Sigmoid(x).Value >= 1 - 1e-7f)!.Value;
        AssertStates(
            "`cross-entropy`",
            $"flat at {Loss(low)} up to x = {low.ToText().Replace('-', '−')} and at {Loss(high)} from {high.ToText()} on");
        AssertStates(
            "`curves`",
            $"{Written.Logit(Float32.FromBits(1)).ToText().Replace('-', '−')} … "
                + $"{Written.Logit(new Float32(float.BitDecrement(1))).ToText()}");
    }

    [Fact]
    public void The_table_of_formats_is_that_of_the_program()
    {
        using var command = new Command();
        Assert.Equal(0, command.Run("formats --no-plots --from 0 --to 0 --step 1").ExitCode);
        var rows = command.Read("output/formats.csv").TrimEnd('\n').Split('\n').Select(line => line.Split(',')).ToArray();
        string[] columns =
        [
            "precision", "one_percent_from", "round_trip_infinite_from", "round_trip_negative_infinite_upto",
            "clip_high_from", "clip_low_upto", "clip_protects", "small_error_from",
        ];
        string[] compared = ["float32", "float64", "decimal"];
        var ordered = rows.Skip(1).OrderBy(cells => compared.Contains(cells[0]) ? Array.IndexOf(compared, cells[0]) : compared.Length);
        var expected = ordered.Select(cells =>
            $"| `{cells[0]}` | {string.Join(" | ", columns.Select(column => Shown(cells[Array.IndexOf(rows[0], column)])))}, "
                + $"{Shown(cells[Array.IndexOf(rows[0], "small_error_upto")])} |");
        AssertTable("| format | precision |", expected);

        static string Shown(string cell) => cell switch
        {
            "" => "—",
            "true" => "yes",
            "false" => "no",
            _ => Typeset.Number(cell),
        };
    }

    [Fact]
    public void The_table_of_claims_is_claims_csv()
    {
        using var rows = new CsvRows(Path.Combine(AppContext.BaseDirectory, "output", "claims.csv"));
        string[] columns = ["id", "claim", "article", "ours", "verdict", "why"];
        var expected = new List<string>();
        while (rows.Read())
        {
            var cells = columns.Select(column => rows.Cell(rows.IndexOf(column)).Replace("|", "\\|", StringComparison.Ordinal));
            expected.Add($"| {string.Join(" | ", cells)} |");
        }

        AssertTable("| id | claim |", expected);
    }

    [Fact]
    public void The_table_of_the_network_is_that_of_twenty_seeds()
    {
        var (results, summaries) = (Rows("network-results.csv"), Rows("network-summary.csv"));
        (string Claim, string Words, string Quantity)[] table =
        [
            ("C12", "after 8 epochs, least raw output of class 0", "epoch8_class0_raw_min"),
            ("C12", "after 8 epochs, largest raw output of class 1", "epoch8_class1_raw_max"),
            ("C13", "after 8 epochs, largest relative difference of an image's losses", "epoch8_largest_loss_difference"),
            ("C14", "test accuracy, computed once, at the end", "test_accuracy"),
            ("C15", "fully trained, least raw output of class 1", "class1_raw_min"),
            ("C16", "largest raw output of class 1", "class1_raw_max"),
            ("C16", "class-1 images above 16, of 1000", "class1_above_16"),
            ("C16", "class-1 images that the clip holds", "class1_clipped"),
            ("C17", "part of batches of 4 whose mean loss is off by more than 1 %", "batches_of_4_off_by_1_percent"),
            ("—", "fully trained, least raw output of class 0", "class0_raw_min"),
        ];
        var expected = table.Select(entry =>
        {
            var first = results.Single(cells => cells[2] == entry.Quantity);
            var summary = summaries.Single(cells => cells[0] == entry.Quantity);
            Assert.Equal("20", summary[1]);
            return $"| {entry.Claim} | {entry.Words} | {(first[3].Length == 0 ? "—" : first[3].Replace('-', '−'))} | "
                + $"{Number(first[4])} | {Number(summary[2])} | {Number(summary[3])} … {Number(summary[4])} |";
        });
        AssertTable(
            "| claim | of the 2000 training images |",
            [
                .. expected,
                "| C18 | networks on VGG16 and Inception V3 | qualitatively the same | not tested: it takes a model, [`--features "
                    + "MODEL.onnx`](#on-a-pretrained-network) | — | — |",
            ]);

        static string Number(string cell) => Typeset.Number(double.Parse(cell, System.Globalization.CultureInfo.InvariantCulture), 3);
    }

    /// <summary>What the prose says of the run that the training loss stops: it is made where WATCH=1 asks for it.</summary>
    [Fact]
    public void The_run_that_the_training_loss_stops_is_told_with_its_figures()
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable("WATCH") == "1", "a hundred epochs: set WATCH=1");
        using var command = new Command();
        Assert.Equal(0, command.Run("network --watch training --no-plots --quiet").ExitCode);
        var rows = command.Read("output/network-results.csv").TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(','));
        var results = rows.ToDictionary(
            cells => cells[2], cells => double.Parse(cells[4], System.Globalization.CultureInfo.InvariantCulture));
        var epochs = command.Read("output/network-training.csv").TrimEnd('\n').Split('\n').Length - 1;
        var off = Text(100 * results["batches_of_4_off_by_1_percent"], "0.0");
        var text = string.Join('\n', Lines);
        Assert.Equal(2, text.Split($"{off} % of batches of 4").Length - 1);
        Assert.Contains(
            $"stops at epoch {epochs}, with raw outputs from {Text(results["class0_raw_min"], "0.0")} to "
                + $"{Text(results["class1_raw_max"], "0.0")}",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_table_of_speed_is_the_measured_one()
    {
        var rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "bench", "speed.csv")).Select(line => line.Split(',')).ToArray();
        string[] columns =
        [
            "network", "threads", "images_per_second", "milliseconds_per_step", "torch_images_per_second", "torch_milliseconds_per_step",
            "ratio", "cpu_ratio", "fastest_ratio",
        ];
        AssertTable(
            "| network | threads | images a second |",
            rows.Skip(1).Select(cells => $"| {string.Join(" | ", columns.Select(column => cells[Array.IndexOf(rows[0], column)]))} |"));
    }

    [Fact]
    public void The_limits_next_to_0_are_those_computed() => Assert.Contains(
        $"as far as x = {Limits<Float32>.Written.SmallErrorUpto!.Value.ToText()} and x = "
            + $"{Limits<Float32>.Written.SmallErrorFrom!.Value.ToText().Replace('-', '−')}",
        string.Join('\n', Lines),
        StringComparison.Ordinal);

    [Fact]
    public void The_cliffs_of_stored_sigmoids_are_those_computed()
    {
        var text = string.Join('\n', Lines);
        (Float32?, string)[] cliffs =
        [
            (Limits<Float32>.Written.StoredOneFrom(NumberFormat.Named<Float16>()), "float16"),
            (Limits<Float32>.Written.StoredOneFrom(NumberFormat.Named<BFloat16>()), "bfloat16"),
        ];
        foreach (var (from, format) in cliffs)
        {
            AssertStates("`mixed-precision`", $"from {from!.Value.ToText()} on ({format})");
            Assert.Contains($"from x = {from.Value.ToText()} on in {format}", text, StringComparison.Ordinal);
        }

        // The true losses at the cliffs, and the last ones computed before them.
        var (half, brain) = (cliffs[0].Item1!.Value, cliffs[1].Item1!.Value);
        Assert.Contains(
            $"the true loss there is {True(half, false)} and {True(brain, false)}, and the last one computed {Last<Float16>(half)} and "
                + $"{Last<BFloat16>(brain)}.",
            text,
            StringComparison.Ordinal);
        Assert.Contains($"jumps there from {Last<Float16>(half)} or {Last<BFloat16>(brain)} to", text, StringComparison.Ordinal);
        Assert.Contains($"the true loss is {True(half, true)} and {True(brain, true)};", text, StringComparison.Ordinal);

        Float32?[] zeros =
        [
            Limits<Float32>.Written.StoredZeroUpto(NumberFormat.Named<Float16>()),
            Limits<Float32>.Written.StoredZeroUpto(NumberFormat.Named<BFloat16>()),
        ];
        Assert.All(zeros, zero => Assert.Contains($"up to {zero!.Value.ToText().Replace('-', '−')}", text, StringComparison.Ordinal));
        Float32[] jumps = [OfProbability(Keras.Keras3, new(1)), OfProbability(Keras.TfKeras2, new(1))];
        Assert.All(jumps, jump => Assert.Contains($"to {jump.ToText()}", text, StringComparison.Ordinal));

        static string True(Float32 x, bool label) =>
            Typeset.Number(ArticleLosses.Exact.Value.In<Float32>().At(x, new(label ? 1 : 0)).Value, 2);

        static string Last<TStored>(Float32 from)
            where TStored : struct, IFloat<TStored>
        {
            var stored = TStored.Round(Written.Sigmoid(new Float32(float.BitDecrement(from.Value))).Exact);
            return Typeset.Number(OfProbability(Keras.Keras3, new((float)stored.ToDouble())).Value, 3);
        }
    }

    /// <summary>That below a header that begins so, the table has these rows.</summary>
    private static void AssertTable(string header, IEnumerable<string> expected)
    {
        var start = Array.FindIndex(Lines, line => line.StartsWith(header, StringComparison.Ordinal)) + 2;
        Assert.Equal(string.Join('\n', expected), string.Join('\n', Lines.Skip(start).TakeWhile(line => line.StartsWith('|'))));
    }

    /// <summary>The cells of a committed table, without its header.</summary>
    private static string[][] Rows(string file) =>
        [.. File.ReadLines(Path.Combine(AppContext.BaseDirectory, "output", file)).Skip(1).Select(line => line.Split(','))];

    private static string Text(double value, string format) =>
        value.ToString(format, System.Globalization.CultureInfo.InvariantCulture).Replace('-', '−');

    /// <summary>The loss of a probability with label 0.</summary>
    private static Float32 OfProbability(Loss loss, Float32 p) => loss.Formula(Expression.X, 0).In<Float32>().At(p);

    private static Float32 RoundTripOf(Float32 x) => Written.Logit(Written.Sigmoid(x));

    private static string Loss(Float32 x) => Written.Clipped(x, new(1)).ToText();

    private static void AssertStates(string command, string text) =>
        Assert.Contains(text, FigureRows.Single(line => line.Contains(command, StringComparison.Ordinal)), StringComparison.Ordinal);
}

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Experiments.Cli;
using Experiments.Numerics.Formats;
using Experiments.Tests.Losses;

namespace Experiments.Tests.Cli;

/// <summary>What commands end with on stdout, against tables: those that they write, and those of the oracle.</summary>
public class ResultTests
{
    private const double Ln2 = 0.6931471805599453;
    private const string All = "--format float16 bfloat16 float32 float64 float80 float128 decimal";
    private const string Small = "network --train 200 --validation 100 --test 20";

    private static readonly Dictionary<string, Dictionary<string, string>> Oracle = SmallTable.Rows(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Fixtures", "oracle", "formats.csv"))).ToDictionary(row => row["format"]);

    [Fact]
    public void The_thresholds_of_a_round_trip_are_the_oracles_to_the_last_digit()
    {
        var rows = Json($"round-trip {All} --from 0 --to 0")["round-trip-limits"];
        Assert.Equal(Oracle.Keys, rows.Select(row => row["format"]));
        Assert.All(rows, row => AssertOracle(
            row, "one_percent_from", "round_trip_infinite_from", "small_error_from", "small_error_upto"));
    }

    [Fact]
    public void The_table_of_formats_is_the_oracles_to_the_last_digit()
    {
        var rows = Json($"formats {All} --from 0 --to 0")["formats"];
        Assert.Equal(Oracle.Keys, rows.Select(row => row["format"]));
        Assert.All(rows, row => AssertOracle(
            row,
            "one_percent_from",
            "round_trip_infinite_from",
            "round_trip_negative_infinite_upto",
            "clip_high_from",
            "clip_low_upto",
            "clip_protects"));
    }

    [Fact]
    public void Where_the_clip_begins_and_what_it_leaves_is_the_oracles_for_each_label()
    {
        var rows = Json($"cross-entropy {All} --label 1 0 --from 0 --to 0")["cross-entropy-clip"];
        Assert.Equal(
            Oracle.Keys.SelectMany(format => new[] { (format, "1"), (format, "0") }), rows.Select(row => (row["format"]!, row["label"]!)));
        Assert.All(rows, row =>
        {
            AssertOracle(row, "clip_low_upto", "clip_high_from");
            var oracle = Oracle[row["format"]!];
            Assert.Equal(oracle[$"clipped_low_label{row["label"]}"], row["clipped_low"]);
            Assert.Equal(oracle[$"clipped_high_label{row["label"]}"], row["clipped_high"]);
        });
    }

    [Fact]
    public void The_logits_that_probabilities_reach_are_those_of_the_least_and_the_largest()
    {
        using var command = new Command();
        var rows = Json($"curves --step 4 {All}", command)["curves-reach"];
        var reachable = SmallTable.Rows(command.Read("output/curves-reachable.csv")).Where(row => row["format"] == "float32").ToArray();
        Assert.Equal(Oracle.Keys.Order(), rows.Select(row => row["format"]!).Order());
        Assert.Equal(("float32", reachable[0]["logit"], reachable[^1]["logit"]), Ends("float32"));
        Assert.Equal(Of<Float16>("6e-8", "0.9995"), Ends("float16"));
        Assert.Equal(Of<BFloat16>("9.2e-41", "0.996"), Ends("bfloat16"));
        Assert.Equal(Of<Float64>("4.9e-324", "0.9999999999999999"), Ends("float64"));
        Assert.Equal(Of<ClrDecimal>("1e-28", "0.9999999999999999999999999999"), Ends("decimal"));

        // A subnormal and a number next to 1: −(emax + p − 2)·ln 2 and p·ln 2.
        Assert.All([("float80", 16445, 64), ("float128", 16494, 113)], format =>
        {
            var (_, least, largest) = Ends(format.Item1);
            Assert.Equal(-format.Item2 * Ln2, double.Parse(least!, CultureInfo.InvariantCulture), 1e-9);
            Assert.Equal(format.Item3 * Ln2, double.Parse(largest!, CultureInfo.InvariantCulture), 1e-9);
        });

        (string, string?, string?) Ends(string format) => rows.Where(row => row["format"] == format)
            .Select(row => (format, row["least_logit"], row["largest_logit"])).Single();

        static (string, string?, string?) Of<T>(string least, string largest)
            where T : struct, IFloat<T> => (T.Name, Written.Logit(T.Parse(least)).ToText(), Written.Logit(T.Parse(largest)).ToText());
    }

    [Theory]
    [InlineData("float16", "8.31751", "8.31753")]
    [InlineData("bfloat16", "6.23634", "6.23635")]
    [InlineData("float16", "-17.3287", "-17.3286")]
    [InlineData("bfloat16", "-88.7229", "-88.7228")]
    public void The_ends_of_a_stored_sigmoid_are_those_of_the_table(string format, string from, string to)
    {
        using var command = new Command();
        var ends = Json($"mixed-precision --format {format} --from {from} --to {to} --step 1e-7", command)["mixed-precision-ends"];
        var stored = from.StartsWith('-') ? "0" : "1";
        var rows = SmallTable.Rows(command.Read("output/mixed-precision.csv"));
        Assert.Equal(4, ends.Length);
        Assert.Equal(2, ends.Count(end => end["stored"] == stored));
        Assert.All(ends.Where(end => end["stored"] == stored), end =>
        {
            var there = rows.Where(row => row["stored"] == stored && row["label"] == end["label"]).ToArray();
            var first = stored == "1" ? there[0] : there[^1];
            Assert.NotEqual(rows.Length / 2, there.Length);
            Assert.Equal(first["x"], end["x"]);
            Assert.All(["keras224", "tf_keras2", "keras3", "torch"], loss => Assert.Equal(first[loss], end[loss]));
        });
    }

    [Fact]
    public void Ranges_steps_and_shares_of_a_training_are_those_of_its_tables()
    {
        using var command = new Command();
        var results = Json($"{Small} --epochs 9 --patience 100", command);
        var outputs = results["network-outputs"];
        Assert.Equal([("8", "0"), ("8", "1"), ("9", "0"), ("9", "1")], outputs.Select(row => (row["epoch"]!, row["class"]!)));
        foreach (var row in outputs)
        {
            var raw = SmallTable.Rows(command.Read($"output/network-{(row["epoch"] == "8" ? "epoch8" : "trained")}.csv"))
                .Where(image => image["label"] == row["class"])
                .Select(image => image["raw"])
                .OrderBy(text => double.Parse(text, CultureInfo.InvariantCulture))
                .ToArray();
            Assert.Equal((raw[0], raw[^1]), (row["least_raw_output"], row["largest_raw_output"]));
            Assert.Equal(row["epoch"] == "8" ? null : "0", row["clipped_on_the_right_side"]);
        }

        // Ten batches of 20 images an epoch.
        var training = Assert.Single(results["network"]);
        Assert.Equal(("9", "90"), (training["epochs"], training["steps"]));
        Assert.Equal(
            SmallTable.Rows(command.Read("output/network-training.csv"))[^1]["validation_accuracy"], training["validation_accuracy"]);
        Assert.Equal(
            SmallTable.Rows(command.Read("output/network-batches.csv")).Single(row => row["batch_size"] == "4")["share"],
            training["batches_of_4_off_by_1_percent"]);
        Assert.Equal("0", training["clipped_on_the_wrong_side"]);
        Assert.Equal(0, double.Parse(training["test_accuracy"]!, CultureInfo.InvariantCulture) * 20 % 1, 1e-9);
    }

    [Fact]
    public void Of_a_training_of_eight_epochs_the_outputs_are_told_once_and_without_test_images_no_accuracy()
    {
        var results = Json("network --train 40 --validation 20 --test 0 --epochs 8");
        Assert.Equal([("8", "0"), ("8", "1")], results["network-outputs"].Select(row => (row["epoch"]!, row["class"]!)));
        Assert.All(results["network-outputs"], row => Assert.NotNull(row["clipped_on_the_right_side"]));
        Assert.Null(results["network"].Single()["test_accuracy"]);
    }

    [Fact]
    public void Several_seeds_end_with_medians_and_ranges_and_say_which_is_trained_and_how_long_on_stderr()
    {
        using var command = new Command();
        var result = command.Run("network --train 40 --validation 20 --test 0 --epochs 1 --seeds 1..2 5 --json");
        Assert.All(
            ["seed 1 of 3", "seed 2 of 3", "seed 5, 3 of 3"],
            seed => Assert.Matches($@"(?m)^{seed}, epoch 1: .*\nnetwork, {seed}: 2 steps in \d:\d\d:\d\d$", result.Error));
        var summaries = Parse(result.Output)["network-summary"];
        var values = SmallTable.Rows(command.Read("output/network-seeds.csv")).ToLookup(
            row => row["quantity"], row => double.Parse(row["value"], CultureInfo.InvariantCulture));
        Assert.Equal(values.Select(quantity => quantity.Key), summaries.Select(row => row["quantity"]));
        Assert.All(summaries, row =>
        {
            double[] sorted = [.. values[row["quantity"]!].Order()];
            Assert.Equal("3", row["seeds"]);
            double[] shown = [Value("least"), Value("median"), Value("largest")];
            Assert.Equal(sorted, shown);

            double Value(string end) => double.Parse(row[end]!, CultureInfo.InvariantCulture);
        });
    }

    [Theory]
    [InlineData($"curves --step 4 --no-plots {All}")]
    [InlineData($"round-trip --step 5 --no-plots {All}")]
    [InlineData($"cross-entropy --step 5 --no-plots --label 0 1 {All}")]
    [InlineData($"formats --step 10 --no-plots {All}")]
    [InlineData("mixed-precision --step 5 --no-plots --format float16 bfloat16 float32")]
    [InlineData("all --only round-trip cross-entropy --no-plots")]
    [InlineData("network --train 40 --validation 20 --test 20 --epochs 9 --no-plots")]
    [InlineData("network --train 40 --validation 20 --test 20 --epochs 9 --seeds 1..2")]
    public void As_text_results_are_80_columns_wide_at_most_and_have_the_numbers_of_the_json(string arguments)
    {
        using var command = new Command();
        var text = command.Run(arguments + " --quiet");
        Assert.Equal((0, string.Empty), (text.ExitCode, text.Error));
        Assert.All(text.Output.TrimEnd('\n').Split('\n'), line => Assert.Equal((line.TrimEnd(), true), (line, line.Length <= 80)));

        var tables = Parse(command.Run(arguments + " --json").Output);
        var blocks = text.Output.TrimEnd('\n').Split("\n\n");
        Assert.Equal(tables.Count, blocks.Length);
        Assert.All(tables.Values.Zip(blocks), pair =>
        {
            var lines = pair.Second.Split('\n')[^pair.First.Length..];
            Assert.All(pair.First.Zip(lines), row => Assert.All(
                row.First.Values.Zip(Regex.Split(row.Second.Trim(), " {2,}"), (cell, shown) => (cell, shown)),
                cell => AssertShows(cell.cell, cell.shown)));
        });
    }

    [Fact]
    public void Text_is_the_same_whatever_the_terminal()
    {
        using var command = new Command();
        var text = command.Run("curves --step 4 --no-plots", ("TERM", "xterm-256color"), ("COLUMNS", "40"));
        Assert.Equal(text.Output, command.Run("curves --step 4 --no-plots --quiet", ("TERM", "dumb"), ("NO_COLOR", "1")).Output);
    }

    [Fact]
    public void Words_of_tables_that_are_no_numbers_are_strings_in_json_and_empty_cells_null()
    {
        using var command = new Command();
        using var document = JsonDocument.Parse(
            command.Run("cross-entropy --format float16 --label 1 --from 0 --to 0 --step 1 --no-plots --json").Output);
        var row = document.RootElement.GetProperty("cross-entropy-clip")[0];
        Assert.Equal(("nan", -11.09, 1), (
            row.GetProperty("clipped_high").GetString(),
            row.GetProperty("clip_low_upto").GetDouble(),
            row.GetProperty("label").GetInt32()));
        using var formats = JsonDocument.Parse(
            command.Run("formats --format float16 --from 0 --to 0 --step 1 --no-plots --json").Output);
        Assert.Equal(JsonValueKind.False, formats.RootElement.GetProperty("formats")[0].GetProperty("clip_protects").ValueKind);
    }

    [Theory]
    [InlineData("> /dev/full", "error: stdout cannot be written: No space left on device.\n")]
    [InlineData(">&-", "error: stdout cannot be written: it is closed.\n")]
    public void Where_stdout_takes_no_results_the_files_are_in_place_and_the_exit_code_is_1(string redirection, string message)
    {
        using var command = new Command();
        var result = command.RunInShell("curves --step 1 --no-plots --quiet", redirection);
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(message, result.Error, StringComparison.Ordinal);
        Assert.Equal(["curves-reachable.csv", "curves.csv", "manifest.json"], command.Files("output"));
    }

    [Fact]
    public void A_dry_run_has_no_results_to_print_as_json()
    {
        using var command = new Command();
        var result = command.Run("curves --dry-run --json");
        Assert.Equal(
            (2, string.Empty, "error: --json: --dry-run makes no results; leave one of the two out.\n"),
            (result.ExitCode, result.Output, result.Error));
    }

    [Theory]
    [InlineData("round-trip: 1 of 2 rows", 79, "round-trip: 1 of 2 rows")]
    [InlineData("12345678", 8, "12345678")]
    [InlineData("123456789", 8, "1234567…")]
    [InlineData("漢字漢字", 8, "漢字漢字")]
    [InlineData("漢字漢字漢", 8, "漢字漢…")]
    public void A_line_of_progress_is_cut_off_where_the_terminal_ends(string line, int columns, string shown) =>
        Assert.Equal(shown, Messages.Clip(line, columns));

    [Fact]
    public void A_terminal_that_does_not_know_its_width_has_80_columns() =>
        Assert.Equal(79, Messages.Clip(new string('x', 100), -1).Length);

    [Fact]
    public void Progress_says_what_is_counted() =>
        Assert.Equal("3 of 40 images", new Messages(isTerminal: false, isQuiet: true).Start("reading", 40, "images").Count(3));

    private static void AssertShows(string? cell, string shown)
    {
        var isNumber = decimal.TryParse(cell, NumberStyles.Float, CultureInfo.InvariantCulture, out var value);

        // The least ε that protects has all its digits: cut off it would not.
        if (cell == shown)
        {
            return;
        }

        if (!isNumber || Regex.Replace(cell!.Split('e')[0], @"^-?0\.0*|[^0-9]", "").Length <= 9)
        {
            Assert.Equal(cell ?? "—", shown);
            return;
        }

        // Half a unit of the eighth digit.
        var error = Math.Abs(decimal.Parse(shown, NumberStyles.Float, CultureInfo.InvariantCulture) - value);
        Assert.InRange((double)error, 0, 5.1e-8 * (double)Math.Abs(value));
        Assert.InRange(shown.Split('e')[0].Count(char.IsAsciiDigit), 1, 14);
    }

    private static void AssertOracle(Dictionary<string, string?> row, params string[] columns) =>
        Assert.All(columns, column => Assert.Equal(Oracle[row["format"]!][column], row[column]));

    private static Dictionary<string, Dictionary<string, string?>[]> Json(string arguments)
    {
        using var command = new Command();
        return Json(arguments, command);
    }

    private static Dictionary<string, Dictionary<string, string?>[]> Json(string arguments, Command command)
    {
        var result = command.Run(arguments + " --no-plots --quiet --json");
        Assert.Equal((0, string.Empty), (result.ExitCode, result.Error));
        return Parse(result.Output);
    }

    /// <summary>The tables of one JSON object: cells as they are spelled there, null where they are null.</summary>
    private static Dictionary<string, Dictionary<string, string?>[]> Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.EnumerateObject().ToDictionary(
            table => table.Name,
            table => table.Value.EnumerateArray()
                .Select(row => row.EnumerateObject().ToDictionary(
                    cell => cell.Name,
                    cell => cell.Value.ValueKind switch
                    {
                        JsonValueKind.Null => null,
                        JsonValueKind.String => cell.Value.GetString(),
                        _ => cell.Value.GetRawText(),
                    }))
                .ToArray());
    }
}

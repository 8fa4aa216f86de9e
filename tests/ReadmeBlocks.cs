using System.CommandLine;
using System.Globalization;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Numerics.Formats;
using Experiments.Output.Figures;
using Experiments.Output.Files;
using Experiments.Output.Tables;
using Experiments.Tests.Losses;
using Experiments.Tests.Losses.Formula;

namespace Experiments.Tests;

/// <summary>What the READMEs state and the outputs, the measured tables or the program's own declarations say.</summary>
internal static class ReadmeBlocks
{
    private static readonly string[] ClaimColumns = ["id", "claim", "article", "ours", "verdict", "why"];

    private const int LongestLine = 120;
    private const string Indent = "  ";

    private static readonly string[] EffectVerdicts = ["equivalent", "different", "not known"];

    private static readonly string[] Shown = ["float32", "float64", "decimal", "float16", "bfloat16", "float80", "float128"];

    /// <summary>The page and the name of each, and its lines.</summary>
    public static IReadOnlyList<(string Page, string Name, Func<IEnumerable<string>> Lines)> All { get; } =
    [
        ("README.md", "results", Results),
        ("README.md", "formats", Formats),
        ("README.md", "matter", Matter),
        ("experiments/README.md", "commands", Commands),
        ("experiments/README.md", "stored", Stored),
        ("experiments/README.md", "census", Census),
        ("experiments/Network/README.md", "seeds", Seeds),
        ("experiments/TrainingEffect/README.md", "verdicts", () => Verdicts("training-effect-summary.csv")),
        ("experiments/TrainingEffect/README.md", "features", () => Verdicts("training-effect-resnet18-summary.csv")),
        ("output/README.md", "claims", Claims),
        ("output/README.md", "files", Files),
        ("src/Losses/Formula/README.md", "forms", FormTable.Lines),
        ("tests/README.md", "bench", Bench),
        ("tests/README.md", "speed", Speed),
    ];

    private static IEnumerable<string> Verdicts(string file)
    {
        var rows = Table(file).ToArray();
        var (accuracy, loss) = (Of("test_accuracy"), Of("test_loss"));
        return
        [
            $"Over {rows[0]["seeds"]} seeds, by test accuracy: {Counted(accuracy)}.",
            $"By test loss: {Counted(loss)}.",
            string.Empty,
            .. accuracy.Select(row => row["arm"]).Distinct()
                .SelectMany(arm => ResultPage.Wrap(
                    $"- `{arm}`, by test accuracy: {Said(arm, accuracy)}. By test loss: {Said(arm, loss)}.".Split(' '),
                    LongestLine - Indent.Length)
                    .Select((line, i) => i == 0 ? line : Indent + line)),
            string.Empty,
            "| data | noise | arm | test accuracy, limits | verdict | test loss, limits | verdict |",
            "|---|---|---|---|---|---|---|",
            .. accuracy.Zip(loss, (one, other) => $"| {one["data"]} | {one["noise"]} | `{one["arm"]}` "
                + $"| {Limits(one)} | {one["verdict"]} | {Limits(other)} | {other["verdict"]} |"),
        ];

        static string Said(string arm, Dictionary<string, string>[] some) => string.Join("; ", EffectVerdicts
            .Select(verdict => (verdict, On: some.Where(row => row["arm"] == arm && row["verdict"] == verdict).GroupBy(row => row["data"])
                .Select(data => data.All(row => row["noise"] == "0") ? data.Key
                    : $"{data.Key} ({string.Join(", ", data.Select(row => row["noise"]))})").ToArray()))
            .Where(one => one.On.Length > 0)
            .Select(one => $"{one.verdict} on {string.Join(", ", one.On)}"));

        Dictionary<string, string>[] Of(string quantity) =>
            [.. rows.Where(row => row["quantity"] == quantity)];

        static string Counted(Dictionary<string, string>[] some) => string.Join(", ", EffectVerdicts
            .Select(verdict => $"{some.Count(row => row["verdict"] == verdict)} {verdict}"));

        static string Limits(Dictionary<string, string> row) => $"{Short(row["low"])} … {Short(row["high"])}";

        static string Short(string number) => Typeset.Number(double.Parse(number, CultureInfo.InvariantCulture), 2);
    }

    private static IEnumerable<string> Results()
    {
        var float32 = Table("formats.csv").Single(row => row["format"] == "float32");
        var (float80, float128) = (Of("float80"), Of("float128"));
        var clipped = Summary("class1_clipped");
        return
        [
            "| what | the article | here |",
            "|---|---|---|",
            $"| the round trip logit(σ(x)) is 1 % off from | about 14.6 | {Round(float32["one_percent_from"])} |",
            $"| it is infinite from | about 16.6 | {Round(float32["round_trip_infinite_from"])} |",
            $"| the clipped loss of a wrong answer of label 1 stops at | flat | {Round(float32["clipped_low_label1"])}, "
                + $"from x = {Round(float32["clip_low_upto"])} down, with gradient 0 |",
            $"| the clipped loss of a right answer of label 1 stops at | about 10⁻⁷ | {Round(float32["clipped_high_label1"])}, "
                + $"from x = {Round(float32["clip_high_from"])} up |",
            $"| NumPy's `float128`, without the clip, ends at | the grey curve ends | {Round(float80["naive_label1_zero_from"])}: "
                + $"it is `float80`; IEEE's ends at {Round(float128["naive_label1_zero_from"])} |",
            $"| images of class 1 that the clip holds, of 1000 | some | {clipped["median"]} in the median of {clipped["seeds"]} "
                + $"trainings, {clipped["least"]} to {clipped["largest"]} |",
        ];
    }

    private static IEnumerable<string> Formats()
    {
        (string Title, string Column)[] columns =
        [
            ("precision", "precision"), ("1 % off from", "one_percent_from"), ("infinite from", "round_trip_infinite_from"),
            ("−infinite up to", "round_trip_negative_infinite_upto"), ("clipped from", "clip_high_from"),
            ("clipped up to", "clip_low_upto"), ("clip protects", "clip_protects"),
        ];
        var rows = Table("formats.csv").ToDictionary(row => row["format"]);
        Assert.Equal(Shown.Order(), rows.Keys.Order());
        return
        [
            $"| format | {string.Join(" | ", columns.Select(column => column.Title))} |",
            $"|---|{string.Concat(columns.Select(_ => "---|"))}",
            .. Shown.Select(format =>
                $"| `{format}` | {string.Join(" | ", columns.Select(column => Cell(rows[format][column.Column])))} |"),
        ];

        static string Cell(string cell) => cell switch
        {
            "" => "—",
            "true" => "yes",
            "false" => "no",
            _ => Typeset.Number(cell),
        };
    }

    private static IEnumerable<string> Matter()
    {
        var float32 = Table("formats.csv").Single(row => row["format"] == "float32");
        var (wrong, batches) = (Summary("clipped_on_the_wrong_side"), Summary("batches_of_4_off_by_1_percent"));
        Assert.Equal("0", wrong["largest"]);
        var most = Typeset.Number(100 * Value(batches["largest"]), 4);
        return
        [
            "Only if the loss is taken from sigmoid outputs. Then look at the raw outputs x of your training set. With Keras' clip:",
            string.Empty,
            $"- Below |x| = {Round(float32["one_percent_from"], 3)} a wrong answer's loss is off by less than 1 %,",
            "  a right one's by less than 10⁻⁶ nat.",
            "- Beyond it, right answers only look alike. Training loses nothing by that.",
            $"- Wrong answers beyond |x| = {Round(float32["round_trip_infinite_from"], 3)} have a gradient of 0. They train nothing.",
            $"- In {wrong["seeds"]} trainings of a small network no wrong answer got there.",
            $"  At most {most} % of batches of 4 were 1 % off.",
        ];
    }

    /// <summary>A section a command: what it does, what it writes, its options.</summary>
    private static IEnumerable<string> Commands()
    {
        using var cancellation = new CancellationTokenSource();
        var common = CommonSettings.All.Select(setting => setting.Symbol).ToArray();
        foreach (var command in Program.Root(cancellation.Token).Subcommands)
        {
            var arguments = command.Arguments.Select(argument => $" {argument.Name}");
            yield return $"### `{command.Name}{string.Concat(arguments)}`";
            yield return string.Empty;
            yield return $"{command.Description}.";
            yield return string.Empty;
            var files = Manifest.Of(Path.Combine(Readmes.Root, "output")).Entries
                .Where(entry => entry.Value.Command.Split(' ')[0] == command.Name).Select(entry => $"`{entry.Key}`").ToArray();
            if (files.Length > 0)
            {
                foreach (var line in ResultPage.Wrap($"Writes {string.Join(", ", files)}.".Split(' '), 120))
                {
                    yield return line;
                }

                yield return string.Empty;
            }

            var options = command.Options.Where(option => !common.Contains(option) || !common.All(command.Options.Contains)).ToArray();
            if (options.Length > 0)
            {
                foreach (var line in Options(options))
                {
                    yield return line;
                }

                yield return string.Empty;
            }
        }

        yield return "### Options of all that write";
        yield return string.Empty;
        foreach (var line in Options(common.OfType<Option>()))
        {
            yield return line;
        }
    }

    private static IEnumerable<string> Options(IEnumerable<Option> options)
    {
        yield return "| option | meaning | default |";
        yield return "|---|---|---|";
        foreach (var option in options)
        {
            var names = string.Concat(option.Aliases.Select(alias => $", `{alias}`"));
            var parts = option.Description!.Split(" [default: ");
            var value = option.HelpName is { } help ? $" {help.Replace("|", "\\|", StringComparison.Ordinal)}" : string.Empty;
            yield return $"| `{option.Name}{value}`{names} | {parts[0].Replace("|", "\\|", StringComparison.Ordinal)} "
                + $"| {(parts.Length > 1 ? parts[1].TrimEnd(']') : string.Empty)} |";
        }
    }

    /// <summary>Where a sigmoid stored in 16 bits is 1, and the loss of label 0 just before and from there on.</summary>
    private static IEnumerable<string> Census()
    {
        var rows = Table("census.csv");
        var losses = Table("census-losses.csv");
        (string Loss, string Label)[] columns = [.. losses.Select(row => (row["loss"], row["label"])).Distinct()];
        return
        [
            $"Of the {Sum("inputs")} bit patterns of float32, {Share("exact")} come back as they were. {Share("one_percent")} are off by",
            $"1 % or more, among them {Share("infinite")} that come back as ±∞.",
            string.Empty,
            "| off by 1 % or more, by measure | "
                + $"{string.Join(" | ", columns.Select(column => $"`{column.Loss}`, label {column.Label}"))} |",
            $"|---|{string.Concat(columns.Select(_ => "---|"))}",
            .. losses.Select(row => row["measure"]).Distinct().Select(measure => $"| {measure} | "
                + string.Join(" | ", columns.Select(column => Percent(Value(losses.Single(row =>
                    (row["loss"], row["label"], row["measure"]) == (column.Loss, column.Label, measure))["off_1"])))) + " |"),
        ];

        long Sum(string column) => rows.Sum(row => long.Parse(row[column], CultureInfo.InvariantCulture));

        string Share(string column) => Percent(Sum(column) / (double)Sum("inputs"));

        static string Percent(double share) => $"{Typeset.Number(100 * share, 3)} %";
    }

    private static IEnumerable<string> Stored()
    {
        Loss[] losses = [Keras.Keras224, Keras.TfKeras2, Keras.Keras3, Torch.Bce];
        return
        [
            "| σ stored as | is 1 from x = | exact loss | before | "
                + string.Join(" | ", losses.Select(loss => $"`{loss.Name}`")) + " | is 0 up to x = |",
            "|---|---|---|---|---|---|---|---|---|",
            Row<Float16>(),
            Row<BFloat16>(),
        ];

        string Row<T>()
            where T : struct, IFloat<T>
        {
            var format = NumberFormat.Named<T>();
            var from = Limits<Float32>.Written.StoredOneFrom(format)!.Value;
            var last = T.Round(Written.Sigmoid(new Float32(float.BitDecrement(from.Value))).Exact);
            var exact = ArticleLosses.Exact.Value.In<Float32>().At(from, new(0));
            var jumps = losses.Select(loss => Typeset.Number(At(loss, 1).ToText()));
            return $"| `{T.Name}` | {from.ToText()} | {Typeset.Number(exact.Value, 4)} | "
                + $"{Typeset.Number(At(Keras.Keras3, (float)last.ToDouble()).Value, 4)} | {string.Join(" | ", jumps)} | "
                + $"{Typeset.Number(Limits<Float32>.Written.StoredZeroUpto(format)!.Value.ToText())} |";
        }

        static Float32 At(Loss loss, float p) => loss.Formula(Expression.X, 0).In<Float32>().At(new(p));
    }

    private static IEnumerable<string> Seeds()
    {
        var results = Table("network-results.csv");
        (string Claim, string Words, string Quantity)[] rows =
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
        return
        [
            $"| claim | of the 2000 training images | the article | seed {results[0]["seed"]} "
                + $"| median of {Summary(rows[0].Quantity)["seeds"]} seeds | least … most |",
            "|---|---|---|---|---|---|",
            .. rows.Select(row =>
            {
                var (shown, summary) = (results.Single(cells => cells["quantity"] == row.Quantity), Summary(row.Quantity));
                var article = shown["article"].Length == 0 ? "—" : shown["article"].Replace('-', '−');
                return $"| {row.Claim} | {row.Words} | {article} | {Round(shown["value"], 3)} | {Round(summary["median"], 3)} "
                    + $"| {Round(summary["least"], 3)} … {Round(summary["largest"], 3)} |";
            }),
        ];
    }

    private static IEnumerable<string> Claims() =>
    [
        "| id | claim | the article | here | verdict | why, or why they differ |",
        "|---|---|---|---|---|---|",
        .. Table("claims.csv").Select(row =>
            $"| {string.Join(" | ", ClaimColumns.Select(column => Escaped(row[column])))} |"),
    ];

    private static IEnumerable<string> Files() =>
    [
        "| file | a row is named by | columns |",
        "|---|---|---|",
        .. Manifest.Of(Path.Combine(Readmes.Root, "output")).Entries.Where(entry => entry.Value.Schema is not null).Select(entry =>
            $"| `{entry.Key}` | {string.Join(", ", entry.Value.Schema!.Key)} | {string.Join(", ", Header(entry.Key))} |"),
    ];

    /// <summary>The machine, and then a row for what was measured beside a peer, or alone.</summary>
    private static IEnumerable<string> Bench()
    {
        var rows = Csv("tests/bench/bench.csv");
        return
        [
            .. ResultPage.Wrap($"Measured on: {rows[0]["what"]}.".Split(' '), 120),
            string.Empty,
            "| part | what | peer | ours | the peer's | unit | ratio | lowest … highest | of processor time | MB: ours, the peer's |",
            "|---|---|---|---|---|---|---|---|---|---|",
            .. rows.Skip(1).Select(row => string.Create(
                CultureInfo.InvariantCulture,
                $"| {row["part"]} | {row["what"]} | {Escaped(row["peer"])} | {row["ours"]} | {Escaped(row["theirs"])} | {row["unit"]} "
                    + $"| {Escaped(row["ratio"])} | {Joined(row, "lowest", " … ", "highest")} | {Escaped(row["cpu_ratio"])} "
                    + $"| {Joined(row, "megabytes", ", ", "their_megabytes")} |")),
        ];

        static string Joined(Dictionary<string, string> row, string one, string between, string other) =>
            Escaped(row[other].Length == 0 ? row[one] : row[one] + between + row[other]);
    }

    private static IEnumerable<string> Speed()
    {
        (string Title, string Column)[] columns =
        [
            ("network", "network"), ("threads", "threads"),
            ("images a second", "images_per_second"), ("ms a step", "milliseconds_per_step"),
            ("torch: images a second", "torch_images_per_second"), ("torch: ms a step", "torch_milliseconds_per_step"),
            ("of torch's time", "ratio"), ("of its processor time", "cpu_ratio"), ("fastest rounds", "fastest_ratio"),
            ("of channels_last's time", "ratio_channels_last"),
        ];
        return
        [
            $"| {string.Join(" | ", columns.Select(column => column.Title))} |",
            $"|{string.Concat(columns.Select(_ => "---|"))}",
            .. Csv("tests/bench/speed.csv").Select(row =>
                $"| {string.Join(" | ", columns.Select(column => Escaped(row[column.Column])))} |"),
        ];
    }

    private static string[] Header(string file) => File.ReadLines(Path.Combine(Readmes.Root, "output", file)).First().Split(',');

    private static List<Dictionary<string, string>> Table(string file) => Csv($"output/{file}");

    private static List<Dictionary<string, string>> Csv(string file)
    {
        using var rows = new CsvRows(Path.Combine(Readmes.Root, file));
        var table = new List<Dictionary<string, string>>();
        while (rows.Read())
        {
            table.Add(rows.Header.Index().ToDictionary(column => column.Item, column => rows.Cell(column.Index)));
        }

        return table;
    }

    private static Dictionary<string, string> Of(string format) => Table("formats.csv").Single(row => row["format"] == format);

    private static Dictionary<string, string> Summary(string quantity) =>
        Table("network-summary.csv").Single(row => row["quantity"] == quantity);

    private static string Escaped(string cell) => cell.Length == 0 ? "—" : cell.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Round(string cell, int digits = 4) => Typeset.Number(Value(cell), digits);

    private static double Value(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}

using System.Globalization;
using Experiments.Article;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Formats;

/// <summary>Where sigmoid and cross-entropy break in each number format: thresholds to the last bit, and the errors and losses between them.</summary>
internal static class FormatLimits
{
    private const string Stem = "formats";

    // Wide enough for all thresholds of all formats but the left ends of float64, float80 and float128, which lie at −709 and −11356.
    private static readonly SweepOptions Options = new([.. NumberFormat.All.Select(format => format.Name)], "-90", "90", "0.125");

    public static Experiment Experiment { get; } = new(
        Stem,
        "—",
        "Every number format: where sigmoid and cross-entropy break in it, to the last bit",
        [.. Options.All],
        parsed =>
        {
            var (formats, sweep) = Options.Read(parsed);
            return new(Options.Canonical(Stem, parsed).ToString(), [Stem, $"{Stem}-curves"], [Stem], run => Write(run, formats, sweep));
        });

    private static void Write(Run run, IReadOnlyList<NumberFormat> formats, Sweep sweep)
    {
        var columns = formats.Select(format => format.Run(new Columns())).ToArray();
        string[] header = [.. columns[0].Select(column => column.Name)];
        string[][] limits = [];
        run.WriteTable(Stem, header, table =>
            limits = run.WriteCells(table, Stem, [.. columns.Select(row => row.Select(column => column.Cell).ToArray())]));

        var series = new List<FormatLimitsSeries>();
        run.WriteTable($"{Stem}-curves", ["format", "x", "relative_error", "naive", "clipped", "logits", "exact"], table =>
            series.AddRange(formats.Zip(limits, (format, cells) =>
                format.Run(new Rows(run, table, sweep, header.Zip(cells).ToDictionary(cell => cell.First, cell => cell.Second))))));
        run.WriteFigure(Stem, () => FormatLimitsFigure.Draw(series));
    }

    /// <summary>The columns of formats.csv, each with what its cell holds in a format.</summary>
    private sealed class Columns : IFormatWork<IReadOnlyList<(string Name, Func<string> Cell)>>
    {
        public IReadOnlyList<(string Name, Func<string> Cell)> Run<T>()
            where T : struct, IFloat<T> =>
        [
            ("format", () => T.Name),
            ("precision", () => Integer(T.Parameters?.Precision)),
            ("emin", () => Integer(T.Parameters?.Emin)),
            ("emax", () => Integer(T.Parameters?.Emax)),
            ("unit_roundoff", () => T.Parameters is null ? string.Empty : Text<T>(Limits.MachineEpsilon<T>() / (T.One + T.One))),
            ("log_epsilon", () => Text<T>(T.Log(Limits.MachineEpsilon<T>()))),
            ("epsilon_effective", () => Text<T>(BinaryCrossEntropy.Epsilon<T>())),
            ("one_minus_epsilon", () => Text<T>(BinaryCrossEntropy.OneMinusEpsilon<T>())),
            ("clip_protects", () => BinaryCrossEntropy.OneMinusEpsilon<T>() < T.One ? "true" : "false"),
            ("one_percent_from", () => Text(Limits.OnePercentFrom<T>())),
            ("one_percent_upto", () => Text(Limits.OnePercentUpto<T>())),
            ("round_trip_finite_upto", () => Text(Limits.RoundTripFiniteUpto<T>())),
            ("round_trip_infinite_from", () => Text(Limits.RoundTripInfiniteFrom<T>())),
            ("round_trip_negative_finite_from", () => Text(Limits.RoundTripNegativeFiniteFrom<T>())),
            ("round_trip_negative_infinite_upto", () => Text(Limits.RoundTripNegativeInfiniteUpto<T>())),
            ("sigmoid_one_from", () => Text(Limits.SigmoidOneFrom<T>())),
            ("sigmoid_zero_upto", () => Text(Limits.SigmoidZeroUpto<T>())),
            ("clip_high_from", () => Text(Limits.ClipHighFrom<T>())),
            ("clip_low_upto", () => Text(Limits.ClipLowUpto<T>())),
            ("clipped_high_label1", () => Clipped(Limits.ClipHighFrom<T>(), label: true)),
            ("clipped_high_label0", () => Clipped(Limits.ClipHighFrom<T>(), label: false)),
            ("clipped_low_label1", () => Clipped(Limits.ClipLowUpto<T>(), label: true)),
            ("clipped_low_label0", () => Clipped(Limits.ClipLowUpto<T>(), label: false)),
            ("naive_label1_zero_from", () => Text(Limits.NaiveLabel1ZeroFrom<T>())),
            ("naive_label1_infinite_upto", () => Text(Limits.NaiveLabel1InfiniteUpto<T>())),
            ("naive_label0_zero_upto", () => Text(Limits.NaiveLabel0ZeroUpto<T>())),
            ("naive_label0_infinite_from", () => Text(Limits.NaiveLabel0InfiniteFrom<T>())),
            ("small_error_upto", () => Text(Limits.SmallErrorUpto<T>())),
            ("small_error_from", () => Text(Limits.SmallErrorFrom<T>())),
        ];

        private static string Integer(int? value) => value?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;

        private static string Text<T>(T? value)
            where T : struct, IFloat<T> => value?.ToText() ?? string.Empty;

        private static string Clipped<T>(T? x, bool label)
            where T : struct, IFloat<T> => Text<T>(x is { } edge ? BinaryCrossEntropy.Clipped(edge, label) : null);
    }

    private sealed class Rows(Run run, CsvTable table, Sweep sweep, Dictionary<string, string> limits) : IFormatWork<FormatLimitsSeries>
    {
        public FormatLimitsSeries Run<T>()
            where T : struct, IFloat<T>
        {
            var columns = run.WriteRows<T>(table, Stem, sweep, Row);
            return new(T.Name, columns[0], columns[1], columns[2], columns[3], columns[4])
            {
                OnePercentFrom = Limit<T>("one_percent_from"),
                InfiniteFrom = Limit<T>("round_trip_infinite_from"),
                InfiniteUpto = Limit<T>("round_trip_negative_infinite_upto"),
                ClipHighFrom = Limit<T>("clip_high_from"),
                ClipLowUpto = Limit<T>("clip_low_upto"),
                NaiveZeroFrom = Limit<T>("naive_label1_zero_from"),
                NaiveInfiniteUpto = Limit<T>("naive_label1_infinite_upto"),
                ClipProtects = limits["clip_protects"] == "true",
            };
        }

        private Threshold? Limit<T>(string column)
            where T : struct, IFloat<T> => limits[column].Length == 0 ? null : Threshold.Of(T.Parse(limits[column]));

        private static Row Row<T>(T x)
            where T : struct, IFloat<T>
        {
            var y = Losses.RoundTrip.Of(x);
            var relative = Losses.RoundTrip.RelativeError(x, y);
            var naive = BinaryCrossEntropy.Naive(x, label: true);
            var clipped = BinaryCrossEntropy.Clipped(x, label: true);
            var logits = BinaryCrossEntropy.Logits(x, label: true);
            var exact = BinaryCrossEntropy.Exact(x, label: true);
            return new(
                [T.Name, x.ToText(), ((IFloat<Float64>)relative).ToText(), naive.ToText(), clipped.ToText(), logits.ToText(), exact.ToText()],
                [x.ToDouble(), relative.Value, naive.ToDouble(), clipped.ToDouble(), logits.ToDouble()]);
        }
    }
}

using System.Globalization;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Formats;

/// <summary>
/// Where sigmoid and cross-entropy break in each number format: thresholds to the last bit, and the errors and losses
/// between them.
/// </summary>
internal static class FormatLimits
{
    private const string Stem = "formats";
    private const string CurvesStem = $"{Stem}-curves";

    // Wide enough for all thresholds of all formats but the left ends of float64, float80 and float128, which lie at
    // −709 and −11356.
    private static readonly SweepSettings Settings =
        new(string.Join(' ', NumberFormat.All.Select(format => format.Name)), "-90", "90", "0.125");

    private static readonly Table<Row> CurvesTable = new(
        new("format", row => row.Format) { IsKey = true },
        new("x", row => row.X) { IsKey = true, IsDrawn = true },
        new("relative_error", row => row.RelativeError) { IsDrawn = true },
        new("naive", row => row.Naive) { IsDrawn = true },
        new("clipped", row => row.Clipped) { IsDrawn = true },
        new("logits", row => row.Logits) { IsDrawn = true },
        new("exact", row => row.Exact));

    public static Experiment Experiment { get; } = new(
        Stem,
        "—",
        "Every number format: where sigmoid and cross-entropy break in it, to the last bit",
        [.. Settings.All],
        given =>
        {
            var (formats, sweep) = Settings.Read(given);
            return new([Stem, CurvesStem], [Stem], work => Form(work, formats, sweep));
        });

    private static Outputs Form(Work work, IReadOnlyList<NumberFormat> formats, Sweep sweep)
    {
        // Each cell is work of its own, from microseconds to seconds.
        var columns = formats.Select(format => format.Run(new Columns())).ToArray();
        var cells = work.Values(Stem, [.. columns.SelectMany(row => row.Select(column => column.Cell))]).Chunk(columns[0].Length).ToArray();
        var table = new Table<Number?[]>([.. columns[0].Select((column, i) =>
            new Column<Number?[]>(column.Name, row => row[i], column.Format) { IsKey = i == 0 })]);
        return new(
            [
                OutputTable.From(Stem, table, cells),
                OutputTable.From(CurvesStem, CurvesTable, formats.SelectMany(format => format.Run(new Rows(work, sweep)))),
            ],
            [new(Stem, series => FormatLimitsFigure.Draw([.. formats.Zip(cells, series[CurvesStem]).Select(part => new FormatLimitsSeries(
                part.First.Name,
                part.Third,
                columns[0].Select(column => column.Name).Zip(part.Second).ToDictionary(cell => cell.First, cell => cell.Second)))]))]);
    }

    private static Row Sample<T>(T x)
        where T : struct, IFloat<T> => new(
        T.Name,
        Number.From(x),
        RoundTrip.RelativeError(x, RoundTrip.Of(x)).Value,
        Number.From(BinaryCrossEntropy.Naive(x, label: true)),
        Number.From(BinaryCrossEntropy.Clipped(x, label: true)),
        Number.From(BinaryCrossEntropy.Logits(x, label: true)),
        Number.From(BinaryCrossEntropy.Exact(x, label: true)));

    private sealed record Row(string Format, Number X, double RelativeError, Number Naive, Number Clipped, Number Logits, Number Exact);

    private sealed class Rows(Work work, Sweep sweep) : IFormatWork<IEnumerable<Row>>
    {
        public IEnumerable<Row> Run<T>()
            where T : struct, IFloat<T> => work.Rows<T, Row>(Stem, sweep, Sample);
    }

    /// <summary>The columns of formats.csv, each with what its cell holds in a format.</summary>
    private sealed class Columns : IFormatWork<(string Name, string Format, Func<Number?> Cell)[]>
    {
        public (string Name, string Format, Func<Number?> Cell)[] Run<T>()
            where T : struct, IFloat<T> =>
        [
            ("format", ColumnFormats.Text, () => Word(T.Name)),
            ("precision", ColumnFormats.Integer, () => Integer(T.Parameters?.Precision)),
            ("emin", ColumnFormats.Integer, () => Integer(T.Parameters?.Emin)),
            ("emax", ColumnFormats.Integer, () => Integer(T.Parameters?.Emax)),
            Limit<T>("unit_roundoff", () => T.Parameters is null ? null : Limits.MachineEpsilon<T>() / (T.One + T.One)),
            Limit<T>("log_epsilon", () => T.Log(Limits.MachineEpsilon<T>())),
            Limit<T>("epsilon_effective", () => BinaryCrossEntropy.Epsilon<T>()),
            Limit<T>("one_minus_epsilon", () => BinaryCrossEntropy.OneMinusEpsilon<T>()),
            ("clip_protects", ColumnFormats.Text, () => Word(BinaryCrossEntropy.OneMinusEpsilon<T>() < T.One ? "true" : "false")),
            Limit("one_percent_from", Limits.OnePercentFrom<T>),
            Limit("one_percent_upto", Limits.OnePercentUpto<T>),
            Limit("round_trip_finite_upto", Limits.RoundTripFiniteUpto<T>),
            Limit("round_trip_infinite_from", Limits.RoundTripInfiniteFrom<T>),
            Limit("round_trip_negative_finite_from", Limits.RoundTripNegativeFiniteFrom<T>),
            Limit("round_trip_negative_infinite_upto", Limits.RoundTripNegativeInfiniteUpto<T>),
            Limit("sigmoid_one_from", Limits.SigmoidOneFrom<T>),
            Limit("sigmoid_zero_upto", Limits.SigmoidZeroUpto<T>),
            Limit("clip_high_from", Limits.ClipHighFrom<T>),
            Limit("clip_low_upto", Limits.ClipLowUpto<T>),
            Limit("clipped_high_label1", () => Clipped(Limits.ClipHighFrom<T>(), label: true)),
            Limit("clipped_high_label0", () => Clipped(Limits.ClipHighFrom<T>(), label: false)),
            Limit("clipped_low_label1", () => Clipped(Limits.ClipLowUpto<T>(), label: true)),
            Limit("clipped_low_label0", () => Clipped(Limits.ClipLowUpto<T>(), label: false)),
            Limit("naive_label1_zero_from", Limits.NaiveLabel1ZeroFrom<T>),
            Limit("naive_label1_infinite_upto", Limits.NaiveLabel1InfiniteUpto<T>),
            Limit("naive_label0_zero_upto", Limits.NaiveLabel0ZeroUpto<T>),
            Limit("naive_label0_infinite_from", Limits.NaiveLabel0InfiniteFrom<T>),
            Limit("small_error_upto", Limits.SmallErrorUpto<T>),
            Limit("small_error_from", Limits.SmallErrorFrom<T>),
        ];

        private static (string Name, string Format, Func<Number?> Cell) Limit<T>(string name, Func<T?> limit)
            where T : struct, IFloat<T> => (name, ColumnFormats.Row, () => Number.From(limit()));

        private static Number? Word(string word) => new Number(word, double.NaN);

        private static Number? Integer(int? value) =>
            value is { } number ? new Number(number.ToString(CultureInfo.InvariantCulture), number) : null;

        private static T? Clipped<T>(T? x, bool label)
            where T : struct, IFloat<T> => x is { } edge ? BinaryCrossEntropy.Clipped(edge, label) : null;
    }
}

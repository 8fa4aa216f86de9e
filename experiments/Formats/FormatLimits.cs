using System.Globalization;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;
using Experiments.Readback;

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
        new(string.Join(' ', NumberFormat.Usual.Select(format => format.Name)), "-90", "90", "0.125");

    private static readonly Table<Row> CurvesTable = new(
        new("format", row => row.Format) { IsKey = true },
        new("x", row => row.X) { IsKey = true, IsDrawn = true },
        new("relative_error", row => row.RelativeError, Float64.Name) { IsDrawn = true },
        new("naive", row => row.Naive) { IsDrawn = true },
        new("clipped", row => row.Clipped) { IsDrawn = true },
        new("logits", row => row.Logits) { IsDrawn = true },
        new("exact", row => row.Exact));

    // What fits a terminal's width of the columns of formats.csv.
    private static readonly string[] PrintedColumns =
    [
        "format", "one_percent_from", "round_trip_infinite_from", "round_trip_negative_infinite_upto", "clip_high_from", "clip_low_upto",
        "clip_protects",
    ];

    public static Experiment Experiment { get; } = new(
        Stem,
        "—",
        "Every number format: where sigmoid and cross-entropy break in it, to the last bit",
        [.. Settings.All],
        given =>
        {
            var (formats, sweep) = Settings.Read(given);
            return new Plan([Stem, CurvesStem], [Stem], work => Form(work, formats, sweep, Cells(work, formats)))
            {
                Redraw = (work, tables) => Form(work, formats, sweep, Read(tables)),
            }.Drawn(sweep.IsGrid);
        })
    {
        Example = "experiments formats --format float16,bfloat16,float32 --output limits",
    };

    /// <summary>The cells of formats.csv, each of them work of its own, from microseconds to seconds.</summary>
    private static Number?[][] Cells(Work work, IReadOnlyList<NumberFormat> formats)
    {
        var columns = formats.Select(format => format.Run(new Quantities())).ToArray();
        Func<Number?>[] values = [.. columns.SelectMany(row => row.Select(column => column.Cell))];
        return [.. work.Values(Stem, "cells", values).Chunk(columns[0].Length)];
    }

    /// <summary>The same, from the table.</summary>
    private static Number?[][] Read(WrittenTables tables)
    {
        var columns = new Quantities().Run<Float32>();
        return [.. tables.Rows(Stem, row => columns.Select(column => column.Format == ColumnFormats.Text
            ? new Number(row[column.Name], double.NaN)
            : row.Number(column.Name, column.Format == ColumnFormats.Row ? row["format"] : Float64.Name)).ToArray())];
    }

    private static Outputs Form(Work work, IReadOnlyList<NumberFormat> formats, Sweep sweep, Number?[][] cells)
    {
        var columns = new Quantities().Run<Float32>();
        var table = new Table<Number?[]>([.. columns.Select((column, i) =>
            new Column<Number?[]>(column.Name, row => row[i], column.Format) { IsKey = i == 0 })]);
        return new(
            [
                OutputTable.From(Stem, table, cells),
                OutputTable.From(CurvesStem, CurvesTable, formats.SelectMany(format => format.Run(new Rows(work, sweep)))),
            ],
            [new(Stem, series => FormatLimitsFigure.Draw([.. formats.Zip(cells, series[CurvesStem]).Select(part => new FormatLimitsSeries(
                part.First.Name,
                part.Third,
                columns.Select(column => column.Name).Zip(part.Second).ToDictionary(cell => cell.First, cell => cell.Second)))]))])
        {
            Printed =
            [
                ResultTable.From(Stem, "The first or last x of each format with the property, to the last bit", table, cells)
                    .Only(PrintedColumns),
            ],
        };
    }

    private sealed record Row(string Format, Number X, Number RelativeError, Number Naive, Number Clipped, Number Logits, Number Exact);

    private sealed class Rows(Work work, Sweep sweep) : IFormatWork<IEnumerable<Func<Row[]>>>
    {
        public IEnumerable<Func<Row[]>> Run<T>()
            where T : struct, IFloat<T>
        {
            Loss[] losses = [ArticleLosses.Naive, ArticleLosses.Clipped, ArticleLosses.Logits, ArticleLosses.Exact];
            var all = new Evaluator<T>([ArticleFormulas.Written.RoundTrip, .. losses.Select(loss => loss.Value.For(1))]);
            return work.Rows(Stem, sweep, (T x) =>
            {
                var values = all.All(x);
                var numbers = Array.ConvertAll(values, Number.From);
                return new Row(
                    T.Name, Number.From(x), Number.From(Errors.Relative(x, values[0])), numbers[1], numbers[2], numbers[3], numbers[4]);
            });
        }
    }

    /// <summary>A column of formats.csv, and how its cell is computed in one format.</summary>
    private sealed record Quantity(string Name, string Format, Func<Number?> Cell);

    /// <summary>The columns of formats.csv in a format.</summary>
    private sealed class Quantities : IFormatWork<Quantity[]>
    {
        public Quantity[] Run<T>()
            where T : struct, IFloat<T>
        {
            return
            [
                new("format", ColumnFormats.Text, () => Word(T.Name)),
                new("precision", ColumnFormats.Integer, () => Integer(T.Parameters?.Precision)),
                new("emin", ColumnFormats.Integer, () => Integer(T.Parameters?.Emin)),
                new("emax", ColumnFormats.Integer, () => Integer(T.Parameters?.Emax)),
                new("unit_roundoff", ColumnFormats.Row, () =>
                    T.Parameters is null ? null : Number.From<T>(Limits<T>.MachineEpsilon / (T.One + T.One))),
                new("log_epsilon", ColumnFormats.Row, () => Number.From<T>(T.Log(Limits<T>.MachineEpsilon))),
                new("epsilon_effective", ColumnFormats.Row, () => Number.From<T>(Limits<T>.Written.ClipLow)),
                new("one_minus_epsilon", ColumnFormats.Row, () => Number.From<T>(Limits<T>.Written.ClipHigh)),
                new("clip_protects", ColumnFormats.Text, () => Word(Limits<T>.Written.ClipHigh < T.One ? "true" : "false")),
                Limit("one_percent_from", limits => limits.OnePercentFrom),
                Limit("one_percent_upto", limits => limits.OnePercentUpto),
                Limit("round_trip_finite_upto", limits => limits.RoundTripFiniteUpto),
                Limit("round_trip_infinite_from", limits => limits.RoundTripInfiniteFrom),
                Limit("round_trip_negative_finite_from", limits => limits.RoundTripNegativeFiniteFrom),
                Limit("round_trip_negative_infinite_upto", limits => limits.RoundTripNegativeInfiniteUpto),
                Limit("sigmoid_one_from", limits => limits.SigmoidOneFrom),
                Limit("sigmoid_zero_upto", limits => limits.SigmoidZeroUpto),
                Limit("clip_high_from", limits => limits.ClipHighFrom),
                Limit("clip_low_upto", limits => limits.ClipLowUpto),
                Limit("clipped_high_label1", limits => Clipped(limits.ClipHighFrom, 1)),
                Limit("clipped_high_label0", limits => Clipped(limits.ClipHighFrom, 0)),
                Limit("clipped_low_label1", limits => Clipped(limits.ClipLowUpto, 1)),
                Limit("clipped_low_label0", limits => Clipped(limits.ClipLowUpto, 0)),
                Limit("naive_label1_zero_from", limits => limits.NaiveLabel1ZeroFrom),
                Limit("naive_label1_infinite_upto", limits => limits.NaiveLabel1InfiniteUpto),
                Limit("naive_label0_zero_upto", limits => limits.NaiveLabel0ZeroUpto),
                Limit("naive_label0_infinite_from", limits => limits.NaiveLabel0InfiniteFrom),
                Limit("small_error_upto", limits => limits.SmallErrorUpto),
                Limit("small_error_from", limits => limits.SmallErrorFrom),
                Limit("clip_protects_from", _ => Limits<T>.ClipProtectsFrom),
            ];

            static Quantity Limit(string name, Func<Limits<T>, T?> limit) =>
                new(name, ColumnFormats.Row, () => Number.From(limit(Limits<T>.Written)));

            static T? Clipped(T? x, int label) => x is { } edge ? ArticleLosses.Clipped.Value.For(label).In<T>().At(edge) : null;
        }

        private static Number? Word(string word) => new Number(word, double.NaN);

        private static Number? Integer(int? value) =>
            value is { } number ? new Number(number.ToString(CultureInfo.InvariantCulture), number) : null;
    }
}

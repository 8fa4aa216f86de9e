using Experiments.Cli;
using Experiments.Losses;
using Experiments.Losses.Sigmoids;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;
using Experiments.Samples;

namespace Experiments.Frameworks;

/// <summary>The sigmoids of frameworks: where each becomes 1 and 0, and its largest error over all numbers.</summary>
internal static class SigmoidForms
{
    private const string Stem = "sigmoids";
    private const string CurvesStem = $"{Stem}-curves";

    // What the figure shows where no sigmoid is named: TensorFlow from 1.12 to 2026 and ONNX Runtime.
    private static readonly string[] History = ["tensorflow-1.12", "eigen-2018", "tensorflow-2.3", "exp-over", "mlas", "mlas-wasm"];

    // Where sigmoids end in a format: on the left and on the right of 0.
    private static readonly (NumberFormat Format, string From, string To, string Step)[] Windows =
    [
        (NumberFormat.Named<Float32>(), "14", "20", "0.015625"),
        (NumberFormat.Named<Float32>(), "-20", "-14", "0.015625"),
        (NumberFormat.Named<BFloat16>(), "4", "8", "0.03125"),
        (NumberFormat.Named<Float16>(), "6", "9", "0.0078125"),
    ];

    // All numbers of wider formats are too many to look at.
    private const int MostBits = 32;

    // float32's numbers of one sign are looked at in so many pieces, side by side.
    private const int Pieces = 64;

    private static readonly NumberFormat[] Formats =
        [.. NumberFormat.All.Where(format => format.Parameters is { } layout && layout.SignBit < UInt128.One << MostBits)];

    private static readonly Setting<IReadOnlyList<Sigmoid>> Sigmoids = Setting.List(
        "--sigmoid",
        "NAME",
        "sigmoids, see list --sigmoids",
        Default.Nothing("all"),
        LossSettings.SigmoidNamed,
        sigmoid => sigmoid.Name) with
    {
        Completions = [.. SigmoidCatalogue.All.Select(sigmoid => sigmoid.Name)],
    };

    private static readonly Setting<IReadOnlyList<NumberFormat>> Format = Setting.List(
        "--format",
        "NAME",
        $"number formats, of {string.Join(", ", Formats.Select(format => format.Name))}",
        "float16 bfloat16 float32",
        text => NumberFormat.Find(text) is { } format && Formats.Contains(format) ? format : throw new UsageException(
            $"'{Excerpt.Of(text)}' is not one of {string.Join(", ", Formats.Select(format => format.Name))}; "
            + "all numbers of wider formats are too many."),
        format => format.Name);

    private static readonly Table<Row> Table = new(
        new("sigmoid", row => row.Sigmoid) { IsKey = true },
        new("format", row => row.Format) { IsKey = true },
        new("one_first", row => row.OneFirst),
        new("below_one_last", row => row.BelowOneLast),
        new("zero_last", row => row.ZeroLast),
        new("above_zero_first", row => row.AboveZeroFirst),
        new("largest_ulps", row => row.Ulps, ColumnFormats.Integer),
        new("worst_x", row => row.WorstX),
        new("monotone", row => row.IsMonotone ? "yes" : "no"),
        new("least", row => row.Least),
        new("largest", row => row.Largest));

    private static readonly Table<CurveRow> CurvesTable = new(
        new("sigmoid", row => row.Sigmoid) { IsKey = true },
        new("format", row => row.Format) { IsKey = true },
        new("end", row => row.IsRight ? "right" : "left") { IsKey = true },
        new("x", row => row.X) { IsKey = true, IsDrawn = true },
        new("value", row => row.Value) { IsDrawn = true },
        new("exact", row => row.Exact) { IsDrawn = true });

    public static Experiment Experiment { get; } = new(
        Stem,
        Experiment.NoFigure,
        "The sigmoids of frameworks: where each is 1 and 0, its largest error over all numbers, whether it ever falls",
        [Sigmoids, Format],
        given =>
        {
            var (chosen, formats) = (Sigmoids.Read(given), Format.Read(given));
            (Sigmoid Sigmoid, NumberFormat Format)[] parts =
            [
                .. (chosen.Count > 0 ? chosen : SigmoidCatalogue.All).SelectMany(sigmoid =>
                    formats.Where(format => sigmoid.Only is null || sigmoid.Only == format).Select(format => (sigmoid, format))),
            ];
            var drawn = chosen.Count > 0 ? chosen : [.. SigmoidCatalogue.All.Where(sigmoid => History.Contains(sigmoid.Name))];
            return parts.Length > 0
                ? new([Stem, CurvesStem], [Stem], work => Form(work, Rows(work), Drawn()))
                {
                    Redraw = (work, _) => Form(work, [], Drawn()),
                }
                : throw new UsageException(
                    $"{Format.Name}: {string.Join(", ", chosen.Select(sigmoid => sigmoid.Name))} is for float32 alone.");

            Row[] Rows(Work work) => [.. parts.Select(part => part.Format.Run(new Forming(work, part.Sigmoid)))];

            (Sigmoid Sigmoid, NumberFormat Format)[] Drawn() => [.. parts.Where(part => drawn.Contains(part.Sigmoid))];
        })
    {
        Example = "experiments sigmoids --sigmoid naive mlas eigen-2018 --format float32",
    };

    private static Outputs Form(
        Work work, IReadOnlyList<Row> rows, IReadOnlyList<(Sigmoid Sigmoid, NumberFormat Format)> drawn)
    {
        var curves = Windows
            .SelectMany(window => drawn.Where(part => part.Format == window.Format).Select(part => (Window: window, part.Sigmoid)))
            .Select(part => (part.Sigmoid, part.Window.Format, IsRight: !part.Window.From.StartsWith('-'), Sweep: Sweep.Between(
                ExactNumber.Parse(part.Window.From), ExactNumber.Parse(part.Window.To), ExactNumber.Parse(part.Window.Step))))
            .ToArray();
        return new(
            [
                OutputTable.From(Stem, Table, rows),
                OutputTable.From(CurvesStem, CurvesTable, curves.SelectMany(curve =>
                    curve.Format.Run(new Curve(work, curve.Sigmoid, curve.Sweep, curve.IsRight)))),
            ],
            [
                new(Stem, series => SigmoidFormsFigure.Draw([.. curves.Zip(series[CurvesStem], (curve, drawn) =>
                    new SigmoidSeries(curve.Sigmoid.Name, curve.Format.Name, curve.IsRight, drawn))])),
            ])
        {
            Printed =
            [
                ResultTable.From(Stem, "The first x with σ = 1, the last below 1, the last with σ = 0, and the largest error", Table, rows)
                    .Only("sigmoid", "format", "one_first", "below_one_last", "zero_last", "largest_ulps", "monotone"),
            ],
        };
    }

    private sealed record Row(string Sigmoid, string Format, bool IsMonotone, string Ulps)
    {
        public required Number? OneFirst { get; init; }

        public required Number? BelowOneLast { get; init; }

        public required Number? ZeroLast { get; init; }

        public required Number? AboveZeroFirst { get; init; }

        public required Number? WorstX { get; init; }

        public required Number? Least { get; init; }

        public required Number? Largest { get; init; }
    }

    private sealed record CurveRow(string Sigmoid, string Format, bool IsRight, Number X, Number Value, Number Exact);

    private sealed class Curve(Work work, Sigmoid sigmoid, Sweep sweep, bool isRight) : IFormatWork<IEnumerable<Func<CurveRow[]>>>
    {
        public IEnumerable<Func<CurveRow[]>> Run<T>()
            where T : struct, IFloat<T>
        {
            var value = sigmoid.Of(Expression.X).In<T>();
            return work.Rows($"{CurvesStem} {sigmoid.Name}", sweep, (T x) => new CurveRow(
                sigmoid.Name, T.Name, isRight, Number.From(x), Number.From(value.At(x)), Number.From(Rounded.Sigmoid(x))));
        }
    }

    private sealed class Forming(Work work, Sigmoid sigmoid) : IFormatWork<Row>
    {
        public Row Run<T>()
            where T : struct, IFloat<T>
        {
            var ends = SigmoidEnds<T>.Of(sigmoid);
            var (count, pieces) = (SigmoidSurvey.Count<T>(), new List<Func<SigmoidSurvey?>>());
            for (var i = -Pieces; i < Pieces; i++)
            {
                // The piece that ends with 0 begins the numbers above it.
                var (from, to) = ((i * count / Pieces) + (i == -Pieces ? 0 : 1), (i + 1) * count / Pieces);
                pieces.Add(() => SigmoidSurvey.From<T>(sigmoid, from, to, work.Cancellation));
            }

            var all = work.Values($"{Stem} {sigmoid.Name} {T.Name}", "parts", pieces).Aggregate(SigmoidSurvey.Join)!;
            return new(sigmoid.Name, T.Name, all.IsMonotone, all.Ulps.ToString(System.Globalization.CultureInfo.InvariantCulture))
            {
                OneFirst = Number.From(ends.OneFirst),
                BelowOneLast = Number.From(ends.BelowOneLast),
                ZeroLast = Number.From(ends.ZeroLast),
                AboveZeroFirst = Number.From(ends.AboveZeroFirst),
                WorstX = Number.From(UlpDistance.Step(T.Zero, all.WorstX)),
                Least = Number.From(UlpDistance.Step(T.Zero, all.Least)),
                Largest = Number.From(UlpDistance.Step(T.Zero, all.Largest)),
            };
        }
    }
}

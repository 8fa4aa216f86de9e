using Experiments.Cli;
using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;
using Experiments.Samples;

namespace Experiments.Formats;

/// <summary>
/// What 16 stored bits do to the loss: σ(x) computed in float32 and kept in a shorter format, the loss computed in
/// float32 from that.
/// </summary>
internal static class MixedPrecision
{
    private const string Stem = "mixed-precision";

    // 1/64 times an integer is exact in float32; both cliffs, near 6.2 and 8.3, and all that float16 keeps of the other
    // side lie within ±20.
    private static readonly SweepSettings Settings =
        new("float16 bfloat16", "-20", "20", "0.015625", formatOfX: NumberFormat.Named<Float32>());

    private static readonly Setting<IReadOnlyList<ExactNumber>> Labels = SweepSettings.Labels("0 1");

    // Losses of a stored probability, by their columns.
    private static readonly (string Column, Loss Loss)[] Recipes =
    [
        ("keras224", Keras.Keras224),
        ("tf_keras2", Keras.TfKeras2),
        ("keras3", Keras.Keras3),
        ("torch", Torch.Bce),
    ];

    private static readonly Table<Row> Table = new(
        [
            new("format", row => row.Format) { IsKey = true },
            new("label", row => row.Label.Text, ColumnFormats.Integer) { IsKey = true },
            new("x", row => row.X, Float32.Name) { IsKey = true, IsDrawn = true },
            new("stored", row => row.Stored),
            .. Recipes.Select((recipe, i) => new Column<Row>(recipe.Column, row => row.Losses[i], Float32.Name) { IsDrawn = true }),
            new("exact", row => row.Exact, Float32.Name) { IsDrawn = true },
            .. Recipes.Select((recipe, i) =>
                new Column<Row>(recipe.Column + "_error", row => row.Errors[i], Float64.Name) { IsDrawn = true }),
        ]);

    private static readonly Table<End> EndTable = new(
        [
            new("format", row => row.Format) { IsKey = true },
            new("label", row => row.Label.Text, ColumnFormats.Integer) { IsKey = true },
            new("stored", row => row.Stored) { IsKey = true },
            new("x", row => row.X, Float32.Name),
            .. Recipes.Select(recipe => new Column<End>(recipe.Column, row => row.Losses[recipe.Column], Float32.Name)),
        ]);

    public static Experiment Experiment { get; } = new(
        Stem,
        "—",
        "The loss in float32 from a sigmoid stored as float16 or bfloat16, as four frameworks compute it",
        [.. Settings.All, Labels, LossSettings.Epsilon],
        given =>
        {
            var (formats, sweep) = Settings.Read(given);
            var labels = Labels.Read(given);
            var epsilon = LossSettings.Epsilon.Read(given)?.Value;
            return new Plan([Stem], [Stem], work => Form(work, formats, labels, sweep, epsilon)).DrawnFromTables().Drawn(sweep.IsGrid);
        })
    {
        Example = "experiments mixed-precision --format bfloat16 --label 0 --from 4 --to 10\n"
            + "experiments mixed-precision --epsilon 1e-3 --no-plots",
    };

    private static Outputs Form(
        Work work, IReadOnlyList<NumberFormat> formats, IReadOnlyList<ExactNumber> labels, Sweep sweep, Rational? epsilon)
    {
        (NumberFormat Format, ExactNumber Label)[] parts = [.. formats.SelectMany(format => labels.Select(label => (format, label)))];
        var losses = labels.ToDictionary(label => label, label => Losses(label, epsilon));
        var cliffs = new Lazy<Cliff[]>(() => [.. parts.Select(part => part.Format.Run(new CliffOf(part.Label, losses[part.Label])))]);
        return new(
            [
                OutputTable.From(Stem, Table, parts.SelectMany(part =>
                    part.Format.Run(new Rows(work, sweep, part.Label, losses[part.Label])))),
            ],
            [
                new(Stem, series => MixedPrecisionFigure.Draw(
                    [.. cliffs.Value.Zip(series[Stem], (cliff, rows) => new MixedPrecisionSeries(
                        cliff.Format, cliff.Label, rows, cliff.ZeroUpto, cliff.OneFrom, cliff.OfZero, cliff.OfOne))])),
            ])
        {
            Printed =
            [
                ResultTable.From(
                    $"{Stem}-ends",
                    "The sigmoid is stored as 0 up to x and as 1 from x on, and the losses there",
                    EndTable,
                    Enumerable.Range(0, parts.Length).Select(i => cliffs.Value[i]).SelectMany(cliff => new End[]
                    {
                        new(cliff.Format, cliff.Label, 0, cliff.ZeroUpto, cliff.OfZero),
                        new(cliff.Format, cliff.Label, 1, cliff.OneFrom, cliff.OfOne),
                    })),
                ClipEnds.Printed(Stem, [NumberFormat.Named<Float32>(), .. formats], epsilon),
            ],
        };
    }

    /// <summary>The losses of a probability with a label; PyTorch's has no ε.</summary>
    private static Evaluator<Float32> Losses(ExactNumber label, Rational? epsilon) =>
        new([.. Recipes.Select(recipe => recipe.Loss.With(new() { Epsilon = epsilon }).Formula(Expression.X, label.Value))]);

    /// <summary>
    /// A sample: its raw output, its sigmoid as it is stored, the losses from that, and their errors relative to the
    /// exact loss.
    /// </summary>
    private sealed record Row(string Format, ExactNumber Label, Number X, Number Stored, Number[] Losses, Number Exact, Number[] Errors);

    /// <summary>The rows of a stored format and label.</summary>
    private sealed class Rows(Work work, Sweep sweep, ExactNumber label, Evaluator<Float32> recipes) : IFormatWork<IEnumerable<Func<Row[]>>>
    {
        public IEnumerable<Func<Row[]>> Run<TStored>()
            where TStored : struct, IFloat<TStored>
        {
            var kept = Expression.Store(Sigmoid.Naive.Value(Expression.X), NumberFormat.Named<TStored>()).In<Float32>();
            var exact = ArticleLosses.Exact.Value.For(label.Value).In<Float32>();
            return work.Rows($"{Stem} {TStored.Name} in", sweep, (Float32 x) =>
            {
                var (p, e) = (kept.At(x), exact.At(x));
                var losses = recipes.All(p);
                return new Row(
                    TStored.Name,
                    label,
                    Number.From(x),
                    Number.From(Rounded.Converted<Float32, TStored>(p)),
                    [.. losses.Select(Number.From)],
                    Number.From(e),
                    [.. losses.Select(loss => Number.From(Errors.Relative(e, loss)))]);
            });
        }
    }

    /// <summary>Where σ is stored as 0 and where as 1, and the losses there by their columns.</summary>
    private sealed record Cliff(
        string Format,
        ExactNumber Label,
        Number? ZeroUpto,
        Number? OneFrom,
        IReadOnlyDictionary<string, Number> OfZero,
        IReadOnlyDictionary<string, Number> OfOne);

    /// <summary>One end of it: σ is stored as a number up to or from an x.</summary>
    private sealed record End(string Format, ExactNumber Label, int Stored, Number? X, IReadOnlyDictionary<string, Number> Losses);

    /// <summary>The cliff of a stored format and label.</summary>
    private sealed class CliffOf(ExactNumber label, Evaluator<Float32> losses) : IFormatWork<Cliff>
    {
        public Cliff Run<TStored>()
            where TStored : struct, IFloat<TStored> => new(
            TStored.Name,
            label,
            Number.From(Limits<Float32>.Written.StoredZeroUpto(NumberFormat.Named<TStored>())),
            Number.From(Limits<Float32>.Written.StoredOneFrom(NumberFormat.Named<TStored>())),
            Ends(new(0)),
            Ends(new(1)));

        private Dictionary<string, Number> Ends(Float32 p) =>
            Recipes.Zip(losses.All(p)).ToDictionary(part => part.First.Column, part => Number.From(part.Second));
    }
}

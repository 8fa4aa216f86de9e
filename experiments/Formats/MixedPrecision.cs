using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Formats;

/// <summary>What 16 stored bits do to the loss: σ(x) computed in float32 and kept in a shorter format, the loss computed in float32 from that.</summary>
internal static class MixedPrecision
{
    private const string Stem = "mixed-precision";

    // 1/64 times an integer is exact in float32; both cliffs, near 6.2 and 8.3, and all that float16 keeps of the other side lie within ±20.
    private static readonly SweepSettings Settings =
        new("float16 bfloat16", "-20", "20", "0.015625", formatOfX: NumberFormat.Find(Float32.Name));

    private static readonly Setting<IReadOnlyList<bool>> Labels = SweepSettings.Labels("0 1");

    private static readonly Table<Row> Table = new(
        new("format", row => row.Format) { IsKey = true },
        new("label", row => row.Label) { IsKey = true },
        new("x", row => row.X, Float32.Name) { IsKey = true, IsDrawn = true },
        new("stored", row => row.Stored),
        new("keras224", row => row.Losses.Keras224, Float32.Name) { IsDrawn = true },
        new("tf_keras2", row => row.Losses.TfKeras2, Float32.Name) { IsDrawn = true },
        new("keras3", row => row.Losses.Keras3, Float32.Name) { IsDrawn = true },
        new("torch", row => row.Losses.Torch, Float32.Name) { IsDrawn = true },
        new("exact", row => row.Exact, Float32.Name) { IsDrawn = true });

    public static Experiment Experiment { get; } = new(
        Stem,
        "—",
        "The loss in float32 from a sigmoid stored as float16 or bfloat16, as four frameworks compute it",
        [.. Settings.All, Labels],
        given =>
        {
            var (formats, sweep) = Settings.Read(given);
            var labels = Labels.Read(given);
            return new([Stem], [Stem], work => Form(work, formats, labels, sweep));
        });

    private static Outputs Form(Work work, IReadOnlyList<NumberFormat> formats, IReadOnlyList<bool> labels, Sweep sweep)
    {
        (NumberFormat Format, bool Label)[] parts = [.. formats.SelectMany(format => labels.Select(label => (format, label)))];
        return new(
            [OutputTable.From(Stem, Table, parts.SelectMany(part => part.Format.Run(new Rows(work, sweep, part.Label))))],
            [new(Stem, series => MixedPrecisionFigure.Draw([.. parts.Zip(series[Stem], (part, rows) => part.Format.Run(new Drawn(part.Label, rows)))]))]);
    }

    private static Row Sample<TStored>(Float32 x, bool label)
        where TStored : struct, IFloat<TStored>
    {
        var stored = Sigmoid.Stored<Float32, TStored>(x);
        return new(
            TStored.Name,
            label,
            Number.From(x),
            Number.From(stored),
            Losses(Exact.Round<Float32>(stored.Exact), label),
            Number.From(BinaryCrossEntropy.Exact(x, label)));
    }

    private static StoredLosses Losses(Float32 p, bool label) => new(
        Number.From(ProbabilityLoss.Keras224(p, label)),
        Number.From(ProbabilityLoss.TfKeras2(p, label)),
        Number.From(ProbabilityLoss.Keras3(p, label)),
        Number.From(ProbabilityLoss.Torch(p, label)));

    private sealed record Row(string Format, bool Label, Number X, Number Stored, StoredLosses Losses, Number Exact);

    /// <summary>The rows of a stored format and label.</summary>
    private sealed class Rows(Work work, Sweep sweep, bool label) : IFormatWork<IEnumerable<Row>>
    {
        public IEnumerable<Row> Run<TStored>()
            where TStored : struct, IFloat<TStored> =>
            work.Rows($"{Stem} {TStored.Name} in", sweep, (Float32 x) => Sample<TStored>(x, label));
    }

    /// <summary>What is drawn of them: the losses, and where σ is stored as 0 or 1 and what the losses are there.</summary>
    private sealed class Drawn(bool label, Series rows) : IFormatWork<MixedPrecisionSeries>
    {
        public MixedPrecisionSeries Run<TStored>()
            where TStored : struct, IFloat<TStored> => new(
            TStored.Name,
            label,
            rows,
            Number.From(Limits.StoredZeroUpto<Float32, TStored>()),
            Number.From(Limits.StoredOneFrom<Float32, TStored>()),
            Losses(new(0), label),
            Losses(new(1), label));
    }
}

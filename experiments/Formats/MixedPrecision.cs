using Experiments.Article;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Formats;

/// <summary>What 16 stored bits do to the loss: σ(x) computed in float32 and kept in a shorter format, the loss computed in float32 from that.</summary>
internal static class MixedPrecision
{
    private const string Stem = "mixed-precision";

    // 1/64 times an integer is exact in float32; both cliffs, near 6.2 and 8.3, and all that float16 keeps of the other side lie within ±20.
    private static readonly SweepOptions Options =
        new(["float16", "bfloat16"], "-20", "20", "0.015625", formatOfX: NumberFormat.Find(Float32.Name));

    private static readonly LabelOption Label = new("0", "1");

    public static Experiment Experiment { get; } = new(
        Stem,
        "—",
        "The loss in float32 from a sigmoid stored as float16 or bfloat16, as four frameworks compute it",
        [.. Options.All, Label.Option],
        parsed =>
        {
            var (formats, sweep) = Options.Read(parsed);
            var labels = Label.Read(parsed);
            var command = Options.Canonical(Stem, parsed);
            Label.AddTo(command, parsed);
            return new(command.ToString(), [Stem], [Stem], run => Write(run, formats, labels, sweep));
        });

    private static void Write(Run run, IReadOnlyList<NumberFormat> formats, IReadOnlyList<bool> labels, Sweep sweep)
    {
        var series = new List<MixedPrecisionSeries>();
        run.WriteTable(Stem, ["format", "label", "x", "stored", "keras224", "tf_keras2", "keras3", "torch", "exact"], table =>
        {
            foreach (var format in formats)
            {
                series.AddRange(labels.Select(label => format.Run(new Rows(run, table, sweep, label))));
            }
        });
        run.WriteFigure(Stem, () => MixedPrecisionFigure.Draw(series));
    }

    private sealed class Rows(Run run, CsvTable table, Sweep sweep, bool label) : IFormatWork<MixedPrecisionSeries>
    {
        public MixedPrecisionSeries Run<TStored>()
            where TStored : struct, IFloat<TStored>
        {
            var columns = run.WriteRows<Float32>(table, $"{Stem} {TStored.Name} in", sweep, Row<Float32, TStored>);
            var (ofZero, ofOne) = (Losses(new Float32(0)), Losses(new Float32(1)));
            return new(
                TStored.Name,
                label,
                columns[0],
                Recipe(0),
                Recipe(1),
                Recipe(2),
                Recipe(3),
                columns[5],
                Threshold.Of(Limits.StoredZeroUpto<Float32, TStored>()),
                Threshold.Of(Limits.StoredOneFrom<Float32, TStored>()));

            Recipe Recipe(int i) => new(columns[i + 1], Threshold.Of(ofZero[i]), Threshold.Of(ofOne[i]));
        }

        private Row Row<T, TStored>(T x)
            where T : struct, IFloat<T>
            where TStored : struct, IFloat<TStored>
        {
            var stored = Sigmoid.Stored<T, TStored>(x);
            T[] losses = [.. Losses(T.Round(stored.Exact)), BinaryCrossEntropy.Exact(x, label)];
            return new(
                [TStored.Name, label ? "1" : "0", x.ToText(), stored.ToText(), .. losses.Select(loss => loss.ToText())],
                [x.ToDouble(), .. losses.Select(loss => loss.ToDouble())]);
        }

        private T[] Losses<T>(T p)
            where T : struct, IFloat<T> =>
        [
            ProbabilityLoss.Keras224(p, label),
            ProbabilityLoss.TfKeras2(p, label),
            ProbabilityLoss.Keras3(p, label),
            ProbabilityLoss.Torch(p, label),
        ];
    }
}

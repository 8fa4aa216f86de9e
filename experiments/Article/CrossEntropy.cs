using Experiments.Cli;
using Experiments.Formats;
using Experiments.Losses;
using Experiments.Numerics.Formats;
using Experiments.Output.Figures;
using Experiments.Output.Tables;

namespace Experiments.Article;

/// <summary>Figure 3: the loss of one sample over its raw output, computed in three ways, and its derivative.</summary>
internal static class CrossEntropy
{
    private const string Stem = "cross-entropy";

    // A multiple of 1/32 is exact in formats of 24 bits and more. The article's grey curve is NumPy's float128, which is float80; the true one beside it.
    private static readonly SweepOptions Options = new(["float32", "float80", "float128"], "-30", "90", "0.03125");
    private static readonly LabelOption Label = new("1");

    public static Experiment Experiment { get; } = new(
        Stem,
        "Figure 3",
        "Binary cross-entropy from raw outputs, from clipped and from naive sigmoid outputs, and its gradients",
        [.. Options.All, Label.Option],
        parsed =>
        {
            var (formats, sweep) = Options.Read(parsed);
            var labels = Label.Read(parsed);
            var command = Options.Canonical(Stem, parsed);
            Label.AddTo(command, parsed);
            return Plan(command.ToString(), formats, labels, sweep);
        });

    internal static Plan Plan(string command, IReadOnlyList<NumberFormat> formats, IReadOnlyList<bool> labels, Sweep sweep) =>
        new(command, [Stem], [Stem], run => Write(run, formats, labels, sweep));

    private static void Write(Run run, IReadOnlyList<NumberFormat> formats, IReadOnlyList<bool> labels, Sweep sweep)
    {
        var series = new List<CrossEntropySeries>();
        string[] header = ["format", "label", "x", "naive", "clipped", "logits", "exact", "gradient_clipped", "gradient_logits", "gradient_exact"];
        run.WriteTable(Stem, header, table =>
        {
            foreach (var format in formats)
            {
                series.AddRange(labels.Select(label => format.Run(new Rows(run, table, sweep, label))));
            }
        });
        run.WriteFigure(Stem, () => CrossEntropyFigure.Draw(series));
    }

    private sealed class Rows(Run run, CsvTable table, Sweep sweep, bool label) : IFormatWork<CrossEntropySeries>
    {
        public CrossEntropySeries Run<T>()
            where T : struct, IFloat<T>
        {
            var columns = run.WriteRows<T>(table, Stem, sweep, Row);

            var (low, high) = (Limits.ClipLowUpto<T>(), Limits.ClipHighFrom<T>());
            return new(
                T.Name,
                T.Parameters is { Precision: > 53 },
                label,
                columns[0],
                columns[1],
                columns[2],
                columns[3],
                columns[4],
                Threshold.Of(low),
                Threshold.Of(high),
                low is { } l ? Threshold.Of<T>(BinaryCrossEntropy.Clipped(l, label)) : null,
                high is { } h ? Threshold.Of<T>(BinaryCrossEntropy.Clipped(h, label)) : null);
        }

        private Row Row<T>(T x)
            where T : struct, IFloat<T>
        {
            var naive = BinaryCrossEntropy.Naive(x, label);
            var clipped = BinaryCrossEntropy.Clipped(x, label);
            var logits = BinaryCrossEntropy.Logits(x, label);
            var exact = BinaryCrossEntropy.Exact(x, label);
            return new(
                [
                    T.Name,
                    label ? "1" : "0",
                    x.ToText(),
                    naive.ToText(),
                    clipped.ToText(),
                    logits.ToText(),
                    exact.ToText(),
                    BinaryCrossEntropy.GradientClipped(x, label).ToText(),
                    BinaryCrossEntropy.GradientLogits(x, label).ToText(),
                    BinaryCrossEntropy.GradientExact(x, label).ToText(),
                ],
                [x.ToDouble(), naive.ToDouble(), clipped.ToDouble(), logits.ToDouble(), exact.ToDouble()]);
        }
    }
}

using Experiments.Cli;
using Experiments.Formats;
using Experiments.Losses;
using Experiments.Numerics.Formats;
using Experiments.Output.Figures;
using Experiments.Output.Tables;

namespace Experiments.Article;

/// <summary>Figure 1: the sigmoid, its inverse the logit, and the logits that float32 probabilities can reach.</summary>
internal static class Curves
{
    private const string Stem = "curves";

    // The article does not say; these ranges show both curves whole, and p stays inside (0, 1).
    private static readonly SweepOptions Options = new(["float64"], "-8", "8", "0.02", "x of the sigmoid");
    private static readonly DecimalOption PFrom = new("--p-from", "first p of the logit", "0.001");
    private static readonly DecimalOption PTo = new("--p-to", "last p of the logit", "0.999");
    private static readonly DecimalOption PStep = new("--p-step", "distance of two neighbours", "0.001");

    // How many of the smallest and largest probabilities are listed.
    private const int Reachable = 12;

    public static Experiment Experiment { get; } = new(
        Stem,
        "Figure 1",
        "The sigmoid, its inverse, and the logits that float32 probabilities can reach",
        [.. Options.All, PFrom.Option, PTo.Option, PStep.Option],
        parsed =>
        {
            var (formats, sweep) = Options.Read(parsed);
            var (pFrom, pTo) = (PFrom.Text(parsed), PTo.Text(parsed));
            var pSweep = Sweep.Parse(pFrom, pTo, PStep.Text(parsed), "--p-");
            if (pSweep.At(0).Sign < 0 || pSweep.At(pSweep.Count - 1).Sign < 0 || pSweep.At(0) > 1 || pSweep.At(pSweep.Count - 1) > 1)
            {
                throw new UsageException($"--p-from, --p-to: a probability lies in [0, 1], not {pFrom} to {pTo}.");
            }

            var command = Options.Canonical(Stem, parsed);
            Array.ForEach([PFrom, PTo, PStep], option => option.AddTo(command, parsed));
            return new(command.ToString(), [Stem, $"{Stem}-reachable"], [Stem], run => Write(run, formats, sweep, pSweep));
        });

    private static void Write(Run run, IReadOnlyList<NumberFormat> formats, Sweep sweep, Sweep pSweep)
    {
        var series = new List<CurvesSeries>();
        run.WriteTable(Stem, ["function", "x", "y", "format"], table =>
            series.AddRange(formats.Select(format => format.Run(new Rows(run, table, sweep, pSweep)))));
        var reachable = ReachableLogits<Float32>();
        run.WriteTable($"{Stem}-reachable", ["format", "p", "logit"], table =>
        {
            foreach (var logit in reachable.Smallest.Concat(reachable.Largest))
            {
                table.Add([reachable.Format, logit.P, logit.Logit]);
            }
        });
        run.WriteFigure(Stem, () => CurvesFigure.Draw(series, reachable));
    }

    /// <summary>The logits of the smallest and of the largest probabilities inside (0, 1), in rising order.</summary>
    private static ReachableLogits ReachableLogits<T>()
        where T : struct, IBinaryFloat<T>
    {
        var below1 = T.One.Bits - Reachable;
        return new(
            T.Name,
            [.. Enumerable.Range(1, Reachable).Select(i => At(T.FromBits((UInt128)(uint)i)))],
            [.. Enumerable.Range(0, Reachable).Select(i => At(T.FromBits(below1 + (UInt128)(uint)i)))]);

        static ReachableLogit At(T p) => new(p.ToText(), Logit.Of(p).ToText(), Logit.Of(p).ToDouble());
    }

    private sealed class Rows(Run run, CsvTable table, Sweep sweep, Sweep pSweep) : IFormatWork<CurvesSeries>
    {
        public CurvesSeries Run<T>()
            where T : struct, IFloat<T>
        {
            var sigmoid = run.WriteRows<T>(table, Stem, sweep, x => Row("sigmoid", x, Sigmoid.Of(x)));
            var logit = run.WriteRows<T>(table, Stem, pSweep, p => Row("logit", p, Logit.Of(p)));
            return new(T.Name, sigmoid[0], sigmoid[1], logit[0], logit[1]);
        }

        private static Row Row<T>(string function, T x, T y)
            where T : struct, IFloat<T> => new([function, x.ToText(), y.ToText(), T.Name], [x.ToDouble(), y.ToDouble()]);
    }
}

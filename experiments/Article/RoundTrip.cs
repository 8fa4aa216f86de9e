using Experiments.Cli;
using Experiments.Formats;
using Experiments.Losses;
using Experiments.Numerics.Formats;
using Experiments.Output.Figures;
using Experiments.Output.Tables;

namespace Experiments.Article;

/// <summary>Figure 2: y = logit(σ(x)), which should be x: steps of growing height, then infinity; and next to 0 nothing of x is left.</summary>
internal static class RoundTrip
{
    private const string Stem = "round-trip";

    // A multiple of 1/256 is exact in formats of 24 bits and more, and the grid of 0…20 shows each step above x = 10 as several rows.
    private static readonly SweepOptions Options = new(["float32"], "0", "20", "0.00390625");

    public static Experiment Experiment { get; } = new(
        Stem,
        "Figure 2",
        "The round trip logit(sigmoid(x)), which should be x, and its error",
        [.. Options.All],
        parsed =>
        {
            var (formats, sweep) = Options.Read(parsed);
            return Plan(Options.Canonical(Stem, parsed).ToString(), formats, sweep);
        });

    internal static Plan Plan(string command, IReadOnlyList<NumberFormat> formats, Sweep sweep) =>
        new(command, [Stem, $"{Stem}-near-zero"], [Stem], run => Write(run, formats, sweep));

    private static void Write(Run run, IReadOnlyList<NumberFormat> formats, Sweep sweep)
    {
        var series = new List<RoundTripSeries>();
        var nearZero = new List<NearZeroSeries>();
        string[] header = ["format", "x", "sigmoid", "logit", "absolute_error", "relative_error"];
        run.WriteTable(Stem, header, table => series.AddRange(formats.Select(format => format.Run(new Rows(run, table, sweep)))));
        run.WriteTable($"{Stem}-near-zero", [.. header, "clipped", "exact", "loss_error"], table =>
            nearZero.AddRange(formats.Select(format => format.Run(new NearZero(run, table)))));
        run.WriteFigure(Stem, () => RoundTripFigure.Draw(series, nearZero));
    }

    private static string Text<T>(T value)
        where T : struct, IFloat<T> => value.ToText();

    private static Row TripOf<T>(T x)
        where T : struct, IFloat<T>
    {
        var p = Sigmoid.Of(x);
        var y = Logit.Of(p);
        var absolute = Losses.RoundTrip.AbsoluteError(x, y);
        var relative = Losses.RoundTrip.RelativeError(x, y);
        return new(
            [T.Name, x.ToText(), p.ToText(), y.ToText(), Text(absolute), Text(relative)],
            [x.ToDouble(), y.ToDouble(), relative.Value]);
    }

    private sealed class Rows(Run run, CsvTable table, Sweep sweep) : IFormatWork<RoundTripSeries>
    {
        public RoundTripSeries Run<T>()
            where T : struct, IFloat<T>
        {
            var columns = run.WriteRows<T>(table, Stem, sweep, TripOf);
            return new(
                T.Name,
                columns[0],
                columns[1],
                columns[2],
                Threshold.Of(Limits.OnePercentFrom<T>()),
                Threshold.Of(Limits.RoundTripInfiniteFrom<T>()));
        }
    }

    /// <summary>The round trip from ±1 down to where nothing of x is left, and the clipped loss for label 1 beside the exact one.</summary>
    private sealed class NearZero(Run run, CsvTable table) : IFormatWork<NearZeroSeries>
    {
        public NearZeroSeries Run<T>()
            where T : struct, IFloat<T>
        {
            // One octave beyond the x = 2^−k whose round trip is 0.
            var octaves = 1 - Math.ILogB(Limits.FirstLostHalving(T.One).ToDouble());
            var columns = run.WriteRows<T>(table, Stem, Sweep.AroundZero(octaves), Row);
            var size = columns[0].Select(Math.Abs).ToArray();
            double[] BySize(double[] values) => [.. values.Zip(size).OrderBy(pair => pair.Second).Select(pair => pair.First)];
            return new(BySize(size), BySize(columns[1]), BySize(columns[2]), Threshold.Of(Limits.SmallErrorFrom<T>()), Threshold.Of(Limits.SmallErrorUpto<T>()));
        }

        private static Row Row<T>(T x)
            where T : struct, IFloat<T>
        {
            var (cells, drawn) = TripOf(x);
            var clipped = BinaryCrossEntropy.Clipped(x, label: true);
            var exact = BinaryCrossEntropy.Exact(x, label: true);
            var error = Losses.RoundTrip.RelativeError(exact, clipped);
            return new([.. cells, clipped.ToText(), exact.ToText(), Text(error)], [drawn[0], drawn[2], error.Value]);
        }
    }
}

using Experiments.Formats;
using Experiments.Functions;
using Experiments.Output;

namespace Experiments;

/// <summary>Figure 2: y = logit(σ(x)), which should be x: steps of growing height, then infinity.</summary>
internal static class RoundTrip
{
    private const string Stem = "round-trip";

    // 1/256 is exact in every format, and the grid of 0…20 shows each step above x = 10 as several rows.
    private static readonly SweepOptions Options = new(["float32"], "0", "20", "0.00390625");

    public static Experiment Experiment { get; } = new(
        Stem,
        "Figure 2",
        "The round trip logit(sigmoid(x)), which should be x, and its error",
        [.. Options.All],
        parsed =>
        {
            var (formats, sweep) = Options.Read(parsed);
            return run => Write(run, formats, sweep);
        });

    internal static void Write(Run run, IReadOnlyList<NumberFormat> formats, Sweep sweep)
    {
        var series = new List<RoundTripSeries>();
        run.WriteTable(Stem, ["format", "x", "sigmoid", "logit", "absolute_error", "relative_error"], table =>
            series.AddRange(formats.Select(format => format.Run(new Rows(run, table, sweep)))));
        run.WriteFigure(Stem, () => RoundTripFigure.Draw(series));
    }

    private sealed class Rows(Run run, CsvTable table, Sweep sweep) : IFormatWork<RoundTripSeries>
    {
        public RoundTripSeries Run<T>()
            where T : struct, IFloat<T>
        {
            var columns = run.WriteRows<T>(table, Stem, sweep, Row);
            return new(
                T.Name,
                columns[0],
                columns[1],
                columns[2],
                Threshold.Of(Thresholds.OnePercentFrom(T.One, Threshold.Farthest<T>())),
                Threshold.Of(Thresholds.First(T.One, Threshold.Farthest<T>(), x => Functions.RoundTrip.Of(x).IsInfinite)));
        }

        private static Row Row<T>(T x)
            where T : struct, IFloat<T>
        {
            var p = Sigmoid.Of(x);
            var y = Logit.Of(p);
            var absolute = Functions.RoundTrip.AbsoluteError(x, y);
            var relative = Functions.RoundTrip.RelativeError(x, y);
            return new(
                [T.Name, x.ToText(), p.ToText(), y.ToText(), Text(absolute), Text(relative)],
                [x.ToDouble(), y.ToDouble(), relative.Value]);
        }

        private static string Text<T>(T value)
            where T : struct, IFloat<T> => value.ToText();
    }
}

using Experiments.Numerics.Formats;
using Experiments.Output.Figures;
using Experiments.Output.Tables;

namespace Experiments.Article;

/// <summary>The rows of one format: σ over x and logit over p.</summary>
internal sealed record CurvesSeries(string Format, Series SigmoidRows, Series LogitRows)
{
    public double[] X { get; } = SigmoidRows.Values("x");

    public double[] Sigmoid { get; } = SigmoidRows.Values("y");

    public double[] P { get; } = LogitRows.Values("x");

    public double[] Logit { get; } = LogitRows.Values("y");
}

/// <summary>A probability next to 0 or 1 and its logit.</summary>
internal sealed record ReachableLogit(string Format, Number P, Number Logit);

/// <summary>
/// Figure 1: the sigmoid and its inverse, and below them the logits that float32 probabilities reach, far fewer above 0
/// than below.
/// </summary>
internal static class CurvesFigure
{
    // Heights in the strip of one bar, above and below it.
    private const double Above = 0.62;
    private const double Below = 0.38;

    // A stretch of the sigmoid lower than this is drawn alone, without its asymptotes.
    private const double LowStretch = 0.2;

    private static readonly Extent UnitInterval = new(0, 1);
    private static readonly Extent LogitRange = new(-8, 8);
    private static readonly Extent StripRange = new(-106, 20);

    public static Figure Draw(IReadOnlyList<CurvesSeries> series, IReadOnlyList<ReachableLogit> reachable) =>
        new(
            series.Count == 1 ? [] : [.. series.Select((rows, i) => (Style.Format(i), rows.Format))],
            [[Sigmoid(series), Logit(series)], [Reachable(reachable)]]);

    private static Panel Sigmoid(IReadOnlyList<CurvesSeries> series)
    {
        var x = Extents(series, rows => rows.X).OrRoom();
        var stretch = Extents(series, rows => rows.Sigmoid);
        var y = stretch.Max - stretch.Min is > 0 and < LowStretch ? stretch.Widened(0.06) : UnitInterval.Widened(0.06);
        var panel = new Panel("the sigmoid 1 / (1 + exp(−x))", Axis.Linear("x", x), Axis.Linear("σ(x)", y));
        panel.Segment(Style.Ideal, x.Min, 0, x.Max, 0);
        panel.Segment(Style.Ideal, x.Min, 1, x.Max, 1);
        for (var i = 0; i < series.Count; i++)
        {
            panel.Curve(Style.Format(i), series[i].X, series[i].Sigmoid);
        }

        return panel;
    }

    private static Panel Logit(IReadOnlyList<CurvesSeries> series)
    {
        var (p, y) = (Extents(series, rows => rows.P), Extents(series, rows => rows.Logit));
        if (p.Max - p.Min > 0.5)
        {
            (p, y) = (UnitInterval.Widened(0.03), y.Or(LogitRange));
        }

        var panel = new Panel("its inverse, the logit log(p / (1 − p))", Axis.Linear("p", p), Axis.Linear("logit(p)", y));
        panel.Segment(Style.Ideal, 0, y.Min, 0, y.Max);
        panel.Segment(Style.Ideal, 1, y.Min, 1, y.Max);
        for (var i = 0; i < series.Count; i++)
        {
            panel.Curve(Style.Format(i), series[i].P, series[i].Logit);
        }

        return panel;
    }

    private static Panel Reachable(IReadOnlyList<ReachableLogit> reachable)
    {
        var (least, most) = (reachable[0].Logit, reachable[^1].Logit);
        var panel = new Panel(
            $"the logits that {reachable[0].Format} probabilities between 0 and 1 can reach, "
            + $"the last {reachable.Count / 2} at each end marked",
            Axis.Linear("logit(p)", StripRange),
            Axis.Blank)
        {
            Size = PanelSize.Strip,
        };
        panel.Segment(Style.Ideal, 0, 0, 0, Below);
        panel.Note(0, Below, "logit(½) = 0", new(-1, -1));
        panel.Bar(Style.Function, new(least.Value, most.Value), reachable.Select(row => row.Logit.Value));
        var (smallest, belowOne) = (Typeset.Power(2, Float32.Layout.EminSubnormal), Typeset.Power(2, -Float32.Layout.Precision));
        panel.Note(least.Value, Above, $"logit({smallest}) = {Typeset.Number(least.Text)}", new(1, 1));
        panel.Note(most.Value, Above, $"logit(1 − {belowOne}) = {Typeset.Number(most.Text)}", new(-1, 1));
        return panel;
    }

    private static Extent Extents(IEnumerable<CurvesSeries> series, Func<CurvesSeries, double[]> values) =>
        series.Aggregate(Extent.None, (all, rows) => all.Or(Extent.Of(values(rows))));
}

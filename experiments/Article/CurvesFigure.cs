using Experiments.Output.Figures;
using Experiments.Output.Tables;

namespace Experiments.Article;

/// <summary>The rows of one format: σ over x and logit over p.</summary>
internal sealed record CurvesSeries(string Format, Series SigmoidRows, Series LogitRows)
{
    /// <summary>How far both are off; null where nothing is compared.</summary>
    public CurveErrors? Errors { get; init; }

    public double[] X { get; } = SigmoidRows.Values("x");

    public double[] Sigmoid { get; } = SigmoidRows.Values("y");

    public double[] P { get; } = LogitRows.Values("x");

    public double[] Logit { get; } = LogitRows.Values("y");
}

/// <summary>How far σ over x and logit over p are off float128's, relative to it.</summary>
internal sealed record CurveErrors(double[] Sigmoid, double[] Logit);

/// <summary>A probability next to 0 or 1 and its logit.</summary>
internal sealed record ReachableLogit(string Format, Number P, Number Logit);

/// <summary>
/// The logits of a format's least and largest probabilities, which are the first multiples of a power above 0 and of
/// one below 1.
/// </summary>
internal sealed record ReachableLogits((int Radix, int Exponent) Low, (int Radix, int Exponent) High, IReadOnlyList<ReachableLogit> Rows);

/// <summary>
/// Figure 1: the sigmoid and its inverse, of several formats how far they are off, and below them the logits that
/// probabilities reach, far fewer above 0 than below.
/// </summary>
internal static class CurvesFigure
{
    // From the middle of a strip to the texts above and below its bar; of a bar among several to a text above it.
    private const double Beside = 0.12;
    private const double Above = 0.25;

    // More bars need a higher panel.
    private const int MostLow = 3;

    // A stretch of the sigmoid lower than this is drawn alone, without its asymptotes.
    private const double LowStretch = 0.2;

    private static readonly Extent UnitInterval = new(0, 1);
    private static readonly Extent LogitRange = new(-8, 8);

    public static Figure Draw(IReadOnlyList<CurvesSeries> series, IReadOnlyList<ReachableLogits> reachable) =>
        new(
            series.Count == 1 ? [] : [.. series.Select((rows, i) => (Key)(Style.Format(i), rows.Format))],
            [
                [Sigmoid(series), Logit(series)],
                .. series.Count == 1 ? [] : Differences(series),
                [Reachable(reachable)],
            ]);

    private static Panel Sigmoid(IReadOnlyList<CurvesSeries> series)
    {
        var x = Extent.OfFinest(series.Select(rows => rows.X)).OrRoom();
        var stretch = Extents(series, rows => rows.Sigmoid);
        var y = stretch.Max - stretch.Min is > 0 and < LowStretch ? stretch.Widened(0.06) : UnitInterval.Widened(0.06);
        var panel = new Panel("the sigmoid 1 / (1 + exp(−x))", Axis.Linear("x", x), Axis.Linear("σ(x)", y));
        panel.Segment(Style.Ideal, x.Min, 0, x.Max, 0);
        panel.Segment(Style.Ideal, x.Min, 1, x.Max, 1);
        for (var i = 0; i < series.Count; i++)
        {
            panel.Curve(Style.Format(i), series[i].X, series[i].Sigmoid, $"σ in {series[i].Format}", ArticleFigure.Gap(series[i].Format));
        }

        return panel;
    }

    private static Panel Logit(IReadOnlyList<CurvesSeries> series)
    {
        var (p, y) = (Extent.OfFinest(series.Select(rows => rows.P)), Extents(series, rows => rows.Logit));
        if (p.Max - p.Min > 0.5)
        {
            (p, y) = (UnitInterval.Widened(0.03), y.Or(LogitRange));
        }

        var panel = new Panel("its inverse, the logit log(p / (1 − p))", Axis.Linear("p", p), Axis.Linear("logit(p)", y));
        panel.Segment(Style.Ideal, 0, y.Min, 0, y.Max);
        panel.Segment(Style.Ideal, 1, y.Min, 1, y.Max);
        for (var i = 0; i < series.Count; i++)
        {
            panel.Curve(Style.Format(i), series[i].P, series[i].Logit, $"logit in {series[i].Format}", ArticleFigure.Gap(series[i].Format));
        }

        return panel;
    }

    private static Panel[][] Differences(IReadOnlyList<CurvesSeries> series) =>
    [
        [
            Off("σ", "x", series, rows => (rows.X, rows.Errors!.Sigmoid)),
            Off("logit", "p", series, rows => (rows.P, rows.Errors!.Logit)),
        ],
    ];

    /// <summary>How far a function is off in each format, on a logarithmic axis.</summary>
    private static Panel Off(
        string function, string argument, IReadOnlyList<CurvesSeries> series, Func<CurvesSeries, (double[] X, double[] Error)> rows)
    {
        var x = Extent.OfFinest(series.Select(one => rows(one).X)).OrRoom();
        var y = series.Aggregate(Extent.None, (all, one) => all.Or(Extent.Of(rows(one).Error, above: 0)));
        var panel = new Panel(
            $"how far {function} is off float128's, of the same {argument}",
            Axis.Linear(argument, x),
            Axis.Logarithmic("rel. difference", y));
        for (var i = 0; i < series.Count; i++)
        {
            panel.Envelope(Style.Format(i), rows(series[i]).X, rows(series[i]).Error);
        }

        return panel;
    }

    private static Panel Reachable(IReadOnlyList<ReachableLogits> reachable)
    {
        var x = reachable.Aggregate(Extent.None, (all, ends) => all.Or(Extent.Of([.. ends.Rows.Select(row => row.Logit.Value)])));
        var isOne = reachable.Count == 1;
        string[] names = [.. reachable.Select(ends => ends.Rows[0].Format).Reverse()];
        var panel = new Panel(
            $"the logits that {(isOne ? $"{names[0]} " : "")}probabilities between 0 and 1 can reach, "
            + $"the last {reachable[0].Rows.Count / 2} at each end marked",
            Axis.Linear("logit(p)", x.Widened(0.03)),
            isOne ? Axis.Blank : Axis.Named("", names))
        {
            Size = isOne ? PanelSize.Strip : names.Length <= MostLow ? PanelSize.Half : PanelSize.Full,
        };
        var ground = isOne ? 0.5 : 0;
        panel.Segment(Style.Ideal, 0, -0.5, 0, isOne ? ground - Beside : names.Length - 0.5);
        for (var i = 0; i < reachable.Count; i++)
        {
            var (low, high, rows) = reachable[i];
            var (least, most, y) = (rows[0].Logit, rows[^1].Logit, ground + reachable.Count - 1 - i);
            panel.Bar(Style.Function, new(least.Value, most.Value), rows.Select(row => row.Logit.Value), y);
            var (first, last) = (Typeset.Power(low.Radix, low.Exponent), $"1 − {Typeset.Power(high.Radix, high.Exponent)}");
            if (isOne)
            {
                panel.Note(least.Value, y + Beside, $"logit({first}) = {Typeset.Number(least.Text)}", new(1, 1));
                panel.Note(most.Value, y + Beside, $"logit({last}) = {Typeset.Number(most.Text)}", new(-1, 1));
            }
            else
            {
                var text = $"p from {first} to {last}: {Typeset.Number(least.Text)} … {Typeset.Number(most.Text)}";
                var isLong = least.Value < x.Min + ((x.Max - x.Min) / 2);
                panel.Note(least.Value, isLong ? y + Above : y, text, isLong ? new(1, 1) : new(-1, 0));
            }
        }

        if (isOne)
        {
            panel.Note(0, ground - Beside, "logit(½) = 0", new(-1, -1));
        }

        return panel;
    }

    private static Extent Extents(IEnumerable<CurvesSeries> series, Func<CurvesSeries, double[]> values) =>
        series.Aggregate(Extent.None, (all, rows) => all.Or(Extent.Of(values(rows))));
}

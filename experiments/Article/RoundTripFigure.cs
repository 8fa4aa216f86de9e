using Experiments.Output.Figures;
using Experiments.Output.Tables;

namespace Experiments.Article;

/// <summary>Where the round trip of a format is 1 % off or infinite.</summary>
internal sealed record RoundTripLimits(
    string Format, Number? OnePercentFrom, Number? InfiniteFrom, Number? SmallErrorFrom, Number? SmallErrorUpto);

/// <summary>The rows of one format, y = logit(σ(x)) and its relative error, and those on both sides of 0.</summary>
internal sealed record RoundTripSeries(RoundTripLimits Limits, Series Rows, Series NearZeroRows)
{
    public string Format => Limits.Format;

    /// <summary>How words write an x.</summary>
    public Func<double, string> Digits { get; } = ArticleFigure.Digits(Limits.Format);

    public double[] X { get; } = Rows.Values("x");

    public double[] Y { get; } = Rows.Values("logit");

    public double[] RelativeError { get; } = Rows.Values("relative_error");

    public NearZeroSeries NearZero { get; } = NearZeroSeries.BySize(NearZeroRows);

    /// <summary>What the article's own stack gave; null for another format.</summary>
    public Series? Recorded { get; init; }
}

/// <summary>Rows on both sides of 0, by |x|: the relative errors of round trip and loss.</summary>
internal sealed record NearZeroSeries(double[] X, double[] RelativeError, double[] LossError)
{
    /// <summary>Rows in rising x by their size.</summary>
    public static NearZeroSeries BySize(Series rows)
    {
        double[] size = [.. rows.Values("x").Select(Math.Abs)];
        return new(Sorted(size), Sorted(rows.Values("relative_error")), Sorted(rows.Values("loss_error")));

        double[] Sorted(double[] values) => [.. values.Zip(size).OrderBy(pair => pair.Second).Select(pair => pair.First)];
    }
}

/// <summary>
/// Figure 2: where the round trip leaves the identity, up to infinity, and its relative error over the whole range and
/// next to 0; two rows a format, or of many formats a low one each.
/// </summary>
internal static class RoundTripFigure
{
    private const string ArticleFormat = "float32";

    // With more formats each has one low row of panels with few words, so that the figure fits a page.
    private const int MostWhole = 2;
    private const int FewDigits = 5;

    // Of a panel's width: a pixel or so.
    private const double Shown = 0.002;

    private const double OnePercent = 0.01;
    private static readonly Extent ErrorRange = new(OnePercent, 0.3);

    // 12 to 18 in float32: the last steps before infinity and a little beyond it.
    private const double WindowLength = 6;

    // The article's reading of its own figure: 1 % at about 14.6, infinite above about 16.6.
    private static readonly (double X, string Text)[] ArticleThresholds = [(14.6, "article: 14.6"), (16.6, "article: 16.6")];

    public static Figure Draw(IReadOnlyList<RoundTripSeries> series) => new(
        [
            (Style.RoundTrip, "y = logit(σ(x))"),
            (Style.Ideal, "y = x"),
            (Style.Clipped, "clipped loss of σ(x)"),
            (Style.OnePercent, "1 % off"),
            .. series.Any(rows => rows.Recorded is not null && series.Count <= MostWhole)
                ? [new Key(Style.Function, ArticleStack.Name, Swatch.Ring)] : Array.Empty<Key>(),
        ],
        [.. series.SelectMany(rows => Rows(rows, series.Count <= MostWhole))]);

    private static Panel[][] Rows(RoundTripSeries rows, bool isWhole)
    {
        var x = Extent.Of(rows.X).OrRoom();
        var end = Math.Ceiling(rows.Limits.InfiniteFrom?.Value ?? x.Max) + 1;
        var window = Extent.Window(new(end - WindowLength, end), rows.X).OrRoom();
        Panel[] whole = [Steps(rows, window, isAll: window == x, isWhole), Error(rows, x, isWhole)];
        Panel[] near = [NearZero(rows, isWhole), LossNearZero(rows, isWhole)];
        return isWhole ? [whole, near] : [[.. whole, .. near]];
    }

    private static PanelSize Size(bool isWhole) => isWhole ? PanelSize.Full : PanelSize.Half;

    private static Panel Steps(RoundTripSeries rows, Extent x, bool isAll, bool isWhole)
    {
        var y = x.Or(Extent.Of(rows.Y.AsSpan(x.Rows(rows.X)))).Widened(0.03);
        var panel = new Panel(
            !isWhole ? $"{rows.Format}: its {(isAll ? "" : "last ")}steps"
                : $"{rows.Format}: {(isAll ? "" : "the last steps, ")}each step is one value of σ(x)",
            Axis.Linear("x", x),
            Axis.Linear("y", y))
        {
            Size = Size(isWhole),
            Digits = rows.Digits,
        };
        HatchVoids(panel, rows, negative: "−∞");
        panel.Segment(Style.Ideal, x.Min, x.Min, x.Max, x.Max);
        var (xs, ys) = WithThreshold(rows, x);
        panel.Steps(Style.RoundTrip, xs, ys, gap: ArticleFigure.Gap(rows.Format));
        if (isWhole && rows.Recorded is { } recorded)
        {
            ArticleStack.Draw(panel, Style.Function, recorded, "logit", x, y);
        }

        foreach (var (threshold, text) in Thresholds(rows, isWhole).Where(at => x.Contains(at.Threshold.Value)))
        {
            panel.Threshold(
                threshold.Value,
                $"{text}\nx = {(isWhole ? Typeset.Number(threshold.Text) : Typeset.Number(threshold.Value, FewDigits))}");
        }

        var isArticleWindow = isWhole && rows.Format == ArticleFormat && x.Max - x.Min <= WindowLength;
        foreach (var (value, text) in ArticleThresholds.Where(at => isArticleWindow && x.Contains(at.X)))
        {
            panel.Reference(value, text);
        }

        return panel;
    }

    private static Panel Error(RoundTripSeries rows, Extent x, bool isWhole)
    {
        var inside = x.Rows(rows.X);
        var y = Extent.Of(rows.RelativeError.AsSpan(inside), above: 0);
        var panel = new Panel(
            isWhole ? $"{rows.Format}: its relative error, over the whole range" : "its relative error",
            Axis.Linear("x", x),
            Axis.Logarithmic("|y − x| / |x|", y.Or(ErrorRange)))
        {
            Size = Size(isWhole),
            Digits = rows.Digits,
        };
        HatchVoids(panel, rows, negative: "∞");
        panel.Envelope(Style.RoundTrip, rows.X, rows.RelativeError);
        panel.Level(Style.OnePercent, OnePercent);
        if (!y.IsEmpty)
        {
            var most = isWhole ? "largest finite error" : "at most";
            var worst = rows.X[inside][Array.IndexOf(rows.RelativeError[inside], y.Max)];
            panel.Mark(
                worst,
                y.Max,
                $"{most} {Typeset.Number(100 * y.Max, 3)} %,\nat x = {(isWhole ? rows.Digits(worst) : Typeset.Number(worst, FewDigits))}",
                new(worst > x.Middle ? -1 : 1, 1));
        }
        else if (rows.RelativeError[inside].Contains(0))
        {
            panel.Words("exactly 0 wherever it is finite", new(0, 0));
        }

        return panel;
    }

    private static Panel NearZero(RoundTripSeries rows, bool isWhole)
    {
        var title = isWhole ? $"{rows.Format}: next to 0, where σ(x) is next to ½" : "next to 0";
        var panel = NearZero(title, "|y − x| / |x|", rows.NearZero);
        panel.Envelope(Style.RoundTrip, rows.NearZero.X, rows.NearZero.RelativeError);
        if (rows.Limits is { SmallErrorFrom: { } from, SmallErrorUpto: { } upto })
        {
            var isFromLast = -from.Value > upto.Value;
            var text = isWhole ? $"1 % off from x = {Typeset.Number(from.Text)}\nup to x = {Typeset.Number(upto.Text)}" : "";
            panel.Threshold(-from.Value, isFromLast ? text : "", atTop: true);
            panel.Threshold(upto.Value, isFromLast ? "" : text, atTop: true);
        }

        return panel;
    }

    private static Panel LossNearZero(RoundTripSeries rows, bool isWhole)
    {
        var (x, error) = (rows.NearZero.X, rows.NearZero.LossError);
        var panel = NearZero(isWhole ? $"{rows.Format}: the loss there" : "the loss there", "rel. error", rows.NearZero);
        var all = Extent.Of(x, above: 0);
        panel.Envelope(Style.Clipped, x, error);
        panel.Words(
            $"off by {Typeset.Number(Extent.Of(error).Max, 2)} at most"
            + (isWhole ? $", of the points shown,\nwhose |x| goes from {Typeset.Number(all.Min, 2)} to {Typeset.Number(all.Max, 2)}" : ""),
            new(0, 1));
        return panel;
    }

    /// <summary>A panel over |x| on the axes that round trip and loss share.</summary>
    private static Panel NearZero(string title, string error, NearZeroSeries rows)
    {
        var x = Extent.Of(rows.X, above: 0);
        var errors = Extent.Of(rows.RelativeError, above: 0).Or(Extent.Of(rows.LossError, above: 0)).Or(ErrorRange);
        var panel = new Panel(title, Axis.Logarithmic("|x|", x, hasRoom: false), Axis.Logarithmic(error, errors)) { Size = PanelSize.Half };
        panel.Level(Style.OnePercent, OnePercent);
        return panel;
    }

    private static IEnumerable<(Number Threshold, string Text)> Thresholds(RoundTripSeries rows, bool isWhole)
    {
        if (rows.Limits.OnePercentFrom is { } onePercent)
        {
            yield return (onePercent, isWhole ? "x ≥ 1: first 1 % off at" : "1 % off at");
        }

        if (rows.Limits.InfiniteFrom is { } infinite)
        {
            var isDecimal = ArticleFigure.IsDecimal(rows.Format);
            yield return (infinite, isWhole ? $"y {(isDecimal ? "no number" : "infinite")} from" : isDecimal ? "no y from" : "∞ from");
        }
    }

    /// <summary>The rows, and one at the threshold where the next is visibly later: the line ends there.</summary>
    private static (double[] X, double[] Y) WithThreshold(RoundTripSeries rows, Extent x)
    {
        var end = rows.Limits.InfiniteFrom?.Value ?? double.PositiveInfinity;
        var next = Array.FindIndex(rows.X, at => at >= end);
        return next > 0 && !double.IsFinite(rows.Y[next]) && rows.X[next] - end > (x.Max - x.Min) * Shown
            ? ([.. rows.X[..next], end, .. rows.X[next..]], [.. rows.Y[..next], rows.Y[next], .. rows.Y[next..]])
            : (rows.X, rows.Y);
    }

    /// <summary>
    /// Hatches each stretch of rows that are infinite or no number, from the threshold itself where it lies just before
    /// them.
    /// </summary>
    private static void HatchVoids(Panel panel, RoundTripSeries rows, string negative)
    {
        for (var first = 0; first < rows.X.Length; first++)
        {
            if (double.IsFinite(rows.Y[first]))
            {
                continue;
            }

            var last = first;
            while (last + 1 < rows.X.Length && rows.Y[last + 1].Equals(rows.Y[first]))
            {
                last++;
            }

            var from = rows.Limits.InfiniteFrom is { } threshold
                && first > 0
                && new Extent(rows.X[first - 1], rows.X[first]).Contains(threshold.Value)
                ? threshold.Value
                : rows.X[first];
            var isNaN = double.IsNaN(rows.Y[first]);
            panel.Hatch(from, rows.X[last], isNaN ? ArticleFigure.Gap(rows.Format) : rows.Y[first] > 0 ? "∞" : negative);
            first = last;
        }
    }
}

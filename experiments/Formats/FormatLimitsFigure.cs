using Experiments.Output.Figures;
using Experiments.Output.Tables;

namespace Experiments.Formats;

/// <summary>
/// The rows of one format, label 1, and where in it the round trip and the losses break: the cells of formats.csv by
/// column.
/// </summary>
internal sealed record FormatLimitsSeries(string Format, Series Rows, IReadOnlyDictionary<string, Number?> Limits)
{
    public double[] X { get; } = Rows.Values("x");

    public double[] RelativeError { get; } = Rows.Values("relative_error");

    public double[] Naive { get; } = Rows.Values("naive");

    public double[] Clipped { get; } = Rows.Values("clipped");

    public double[] Logits { get; } = Rows.Values("logits");

    public Number? OnePercentFrom => Limits["one_percent_from"];

    public Number? InfiniteFrom => Limits["round_trip_infinite_from"];

    public Number? InfiniteUpto => Limits["round_trip_negative_infinite_upto"];

    public Number? ClipHighFrom => Limits["clip_high_from"];

    public Number? ClipLowUpto => Limits["clip_low_upto"];

    public Number? NaiveZeroFrom => Limits["naive_label1_zero_from"];

    public Number? NaiveInfiniteUpto => Limits["naive_label1_infinite_upto"];

    public bool ClipProtects => Limits["clip_protects"]?.Text == "true";
}

/// <summary>
/// The formats one above the other on the same axes: the error of the round trip on the left, the losses for label 1 on
/// the right.
/// </summary>
internal static class FormatLimitsFigure
{
    private const double OnePercent = 0.01;

    // The digits of a longer limit in a title; the table has all of them.
    private const int Digits = 5;
    private const int LongestText = 7;

    public static Figure? Draw(IReadOnlyList<FormatLimitsSeries> series)
    {
        var errors = new Extent(OnePercent, OnePercent);
        var losses = Extent.None;
        foreach (var rows in series)
        {
            errors = errors.Or(Extent.Of(rows.RelativeError, above: 0));
            losses = losses.Or(Extent.Of(rows.Logits, above: 0));
        }

        return losses.IsEmpty ? null : new(
            [
                (Style.RoundTrip, "error of logit(σ(x))"),
                (Style.Logits, "logits: from raw outputs"),
                (Style.Clipped, "clipped: from sigmoid outputs"),
                (Style.Naive(0), "naive"),
            ],
            [.. series.Select(rows => new[] { Error(rows, errors), Loss(rows, losses) })]);
    }

    private static Panel Error(FormatLimitsSeries rows, Extent y)
    {
        var x = Extent.Of(rows.X).OrRoom();
        var panel = new Panel(
            $"{rows.Format}: "
            + Sentence(("1 % off from", rows.OnePercentFrom), ("∞ from", rows.InfiniteFrom), ("−∞ up to", rows.InfiniteUpto)),
            Axis.Linear("x", x),
            Axis.Logarithmic("|y − x| / |x|", y))
        {
            Size = PanelSize.Half,
        };
        Mark(panel, x, rows.InfiniteUpto, rows.InfiniteFrom, "−∞", "∞");
        panel.Segment(Style.Ideal, x.Min, OnePercent, x.Max, OnePercent);
        panel.Envelope(Style.RoundTrip, rows.X, rows.RelativeError);
        return panel;
    }

    private static Panel Loss(FormatLimitsSeries rows, Extent y)
    {
        var x = Extent.Of(rows.X).OrRoom();
        var panel = new Panel(
            rows.ClipProtects
                ? Sentence(("clipped up to", rows.ClipLowUpto), ("and from", rows.ClipHighFrom), ("naive 0 from", rows.NaiveZeroFrom))
                : Sentence(("clipped is nan, naive 0 from", rows.NaiveZeroFrom), ("naive ∞ up to", rows.NaiveInfiniteUpto)),
            Axis.Linear("x", x),
            Axis.Logarithmic("loss", y, "nat"))
        {
            Size = PanelSize.Half,
        };
        panel.Steps(Style.Naive(0), rows.X, rows.Naive);
        panel.Steps(Style.Logits, rows.X, rows.Logits);
        panel.Steps(Style.Clipped, rows.X, rows.Clipped);
        foreach (var limit in new[] { rows.ClipLowUpto, rows.ClipHighFrom }.OfType<Number>().Where(limit => x.Contains(limit.Value)))
        {
            panel.Threshold(limit.Value, string.Empty);
        }

        return panel;
    }

    /// <summary>Hatches what lies beyond two limits, and draws them.</summary>
    private static void Mark(Panel panel, Extent x, Number? upto, Number? from, string low, string high)
    {
        if (upto is { Value: var last } && x.Contains(last))
        {
            panel.Hatch(x.Min, last, low);
            panel.Threshold(last, string.Empty);
        }

        if (from is { Value: var first } && x.Contains(first))
        {
            panel.Hatch(first, x.Max, high);
            panel.Threshold(first, string.Empty);
        }
    }

    private static string Sentence(params (string Words, Number? Limit)[] parts) =>
        string.Join(", ", parts.Where(part => part.Limit is not null).Select(part => $"{part.Words} {Shown(part.Limit!.Value)}"));

    private static string Shown(Number limit) =>
        limit.Text.Length <= LongestText ? Typeset.Number(limit.Text) : Typeset.Number(limit.Value, Digits);
}

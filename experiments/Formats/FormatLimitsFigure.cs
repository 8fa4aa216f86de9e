using Experiments.Article;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Formats;
using Experiments.Output.Figures;
using Experiments.Output.Tables;

namespace Experiments.Formats;

/// <summary>The rows of one format, label 1, and where in it the round trip and the losses break.</summary>
internal sealed record FormatLimitsSeries(string Format, double[] X, double[] RelativeError, double[] Naive, double[] Clipped, double[] Logits)
{
    public Threshold? OnePercentFrom { get; init; }

    public Threshold? InfiniteFrom { get; init; }

    public Threshold? InfiniteUpto { get; init; }

    public Threshold? ClipHighFrom { get; init; }

    public Threshold? ClipLowUpto { get; init; }

    public Threshold? NaiveZeroFrom { get; init; }

    public Threshold? NaiveInfiniteUpto { get; init; }

    public bool ClipProtects { get; init; }
}

/// <summary>The formats one above the other on the same axes: the error of the round trip on the left, the losses for label 1 on the right.</summary>
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
            $"{rows.Format}: {Sentence(("1 % off from", rows.OnePercentFrom), ("∞ from", rows.InfiniteFrom), ("−∞ up to", rows.InfiniteUpto))}",
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
        foreach (var limit in new[] { rows.ClipLowUpto, rows.ClipHighFrom }.OfType<Threshold>().Where(limit => x.Contains(limit.Value)))
        {
            panel.Threshold(limit.Value, string.Empty);
        }

        return panel;
    }

    /// <summary>Hatches what lies beyond two limits, and draws them.</summary>
    private static void Mark(Panel panel, Extent x, Threshold? upto, Threshold? from, string low, string high)
    {
        if (upto is not null && x.Contains(upto.Value))
        {
            panel.Hatch(x.Min, upto.Value, low);
            panel.Threshold(upto.Value, string.Empty);
        }

        if (from is not null && x.Contains(from.Value))
        {
            panel.Hatch(from.Value, x.Max, high);
            panel.Threshold(from.Value, string.Empty);
        }
    }

    private static string Sentence(params (string Words, Threshold? Limit)[] parts) =>
        string.Join(", ", parts.Where(part => part.Limit is not null).Select(part => $"{part.Words} {Shown(part.Limit!)}"));

    private static string Shown(Threshold limit) =>
        limit.Text.Length <= LongestText ? Typeset.Number(limit.Text) : Typeset.Number(limit.Value, Digits);
}

using System.Globalization;
using Experiments.Output.Figures;

namespace Experiments.Samples;

/// <summary>
/// Figure 6: the losses of batches, one against the other, for several sizes, and how often the clip still shows in
/// them.
/// </summary>
internal static class BatchFigure
{
    private const double Headroom = 1.2;

    /// <summary>The sizes of which a figure shows three beside its own.</summary>
    public static IReadOnlyList<int> OtherSizes { get; } = [1, 4, 16, 64];

    /// <summary>The figure; null where no raw output is finite.</summary>
    public static Figure? Draw(IReadOnlyList<Sample> samples, int size, ulong seed, SampleAxes axes, Caption caption)
    {
        Sample[] finite = [.. samples.Where(sample => sample.IsFinite)];
        if (finite.Length == 0)
        {
            return null;
        }

        var order = Batches.Order(finite.Length, seed);
        Panel[] others = [.. OtherSizes.Where(other => other != size && other <= finite.Length).Take(3).Select(Losses)];
        Panel[] first = [Losses(size), Share(finite, seed)];
        return new(
            [
                new(Style.Batch, "batch", Swatch.Dot),
                new(Style.Batch, "batch with a clipped image", Swatch.Ring),
                .. Scatter.Legend,
            ],
            others.Length == 0 ? [first] : [first, others])
        {
            Subtitle = caption.Subtitle(samples),
        };

        Panel Losses(int size)
        {
            var batches = Batches.Of(finite, order, size);
            return Scatter.Draw(
                size == 1 ? "batches of 1: each image" : $"batches of {size}",
                axes.Loss,
                [.. batches.Select(batch => new Marker(Style.Batch, batch.LossRaw, batch.LossSigmoid, batch.Clipped > 0))],
                $"off by over 1 %: {batches.Count(batch => batch.IsOff)} of {batches.Count}",
                $"with a clipped image: {batches.Count(batch => batch.Clipped > 0)}");
        }
    }

    private static Panel Share(Sample[] samples, ulong seed)
    {
        var shares = Batches.Shares(samples, seed);
        var y = new Extent(0, Math.Clamp(Headroom * 100 * shares.Max(share => share.Most), 1, 100));
        var panel = new Panel(
            "batches whose mean loss is off by more than 1 %",
            Axis.Named("images in a batch", [.. shares.Select(share => share.Size.ToString(CultureInfo.InvariantCulture))]),
            Axis.Linear("batches", y, "%"))
        {
            Span = 2,
        };
        double[] x = [.. shares.Select((_, i) => (double)i)];
        panel.Shade(Style.Batch, x, Percent(share => share.Least), Percent(share => share.Most));
        panel.Curve(Style.Batch, x, Percent(share => share.Drawn));
        panel.Words(
            $"shaded: the range over {Batches.Shuffles} random orders\n{Change(Batches.All(samples), samples.Length)}",
            new(1, 100 * shares[^1].Most < y.Middle ? 1 : -1));
        return panel;

        double[] Percent(Func<BatchShare, double> part) => [.. shares.Select(share => 100 * part(share))];
    }

    /// <summary>How the mean over all images differs, in words.</summary>
    private static string Change(Batch all, int count)
    {
        var (raw, sigmoid) = (Typeset.Number(all.LossRaw, 6), Typeset.Number(all.LossSigmoid, 6));
        var difference = all.LossSigmoid - all.LossRaw;
        var change = difference == 0 ? "the same"
            : $"{(difference > 0 ? "higher" : "lower")} by {Typeset.Number(Math.Abs(difference), 2)} nat"
                + (all.LossRaw > 0 ? $", {Typeset.Number(100 * Math.Abs(difference) / all.LossRaw, 2)} %" : "");
        return $"mean loss of all {count} images: {raw} nat from raw outputs,\n{sigmoid} nat from sigmoid outputs: {change}";
    }
}

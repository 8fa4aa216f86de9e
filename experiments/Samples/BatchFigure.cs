using System.Globalization;
using Experiments.Output.Figures;

namespace Experiments.Samples;

/// <summary>
/// Figure 6: the losses of batches of a size, one against the other; how far the means of several sizes are off; and how
/// many are off by more than 1 %.
/// </summary>
internal static class BatchFigure
{
    private const double OnePercent = 0.01;
    private const double Headroom = 1.2;

    /// <summary>The sizes that a figure shows beside its own.</summary>
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
        var own = (size, Style.Batch, Batches.Of(finite, order, size));

        // The fewest last, so that all show.
        (int Size, Line Line, IReadOnlyList<Batch> Batches)[] sizes =
        [
            .. OtherSizes.Where(other => other != size && other <= finite.Length)
                .Select((other, i) => (other, Style.OtherBatch(i), Batches.Of(finite, order, other)))
                .Append(own)
                .OrderBy(batches => batches.Item1),
        ];
        return new(
            [
                .. sizes.Select((batches, i) =>
                    new Key(batches.Line, (i == 0 ? "batches of " : "of ") + Typeset.Number(batches.Size, 9), Swatch.Dot)),
                new(Style.Batch, "with a clipped image", Swatch.Ring),
                .. Scatter.Legend,
            ],
            [[Losses(size, own.Item3, axes), Differences(sizes), Share(finite, seed)]])
        {
            Subtitle = [.. caption.Subtitle(samples), Change(Batches.All(finite), finite.Length)],
        };
    }

    private static Panel Losses(int size, IReadOnlyList<Batch> batches, SampleAxes axes) => Scatter.Draw(
        size == 1 ? "batches of 1: each image" : $"batches of {size}",
        axes.Loss,
        [.. batches.Select(batch => new Marker(Style.Batch, batch.LossRaw, batch.LossSigmoid, batch.Clipped > 0))],
        $"off by over 1 %: {batches.Count(batch => batch.IsOff)} of {batches.Count}",
        $"with a clipped image: {batches.Count(batch => batch.Clipped > 0)}");

    /// <summary>How far the mean loss of each batch is off.</summary>
    private static Panel Differences((int Size, Line Line, IReadOnlyList<Batch> Batches)[] sizes)
    {
        Marker[] markers =
        [
            .. sizes.SelectMany(size => size.Batches.Select(
                batch => new Marker(size.Line, batch.LossRaw, batch.RelativeDifference, batch.Clipped > 0))),
        ];
        var (x, y) = (
            Extent.Of([.. markers.Select(marker => marker.X)], above: 0),
            Extent.Of([.. markers.Select(marker => marker.Y)], above: 0).Or(new(OnePercent, OnePercent)));
        var panel = new Panel(
            "how far a mean is off",
            Axis.Logarithmic("mean loss from raw outputs", x, "nat"),
            Axis.Logarithmic("relative difference", y));
        panel.Level(Style.Ideal, OnePercent, "1 %", new(-1, -1));
        panel.Scatter([.. markers.Where(marker => double.IsFinite(marker.Y))]);
        var equal = markers.Count(marker => marker.Y == 0);
        var infinite = markers.Count(marker => double.IsInfinity(marker.Y));
        string[] words =
        [
            .. equal == 0 ? [] : (string[])[$"equal, at the lower edge: {equal}"],
            .. infinite == 0 ? [] : (string[])[$"without bound, not shown: {infinite}"],
        ];
        panel.Words(string.Join('\n', words), new(1, 1));
        return panel;
    }

    private static Panel Share(Sample[] samples, ulong seed)
    {
        var shares = Batches.Shares(samples, seed);
        var y = new Extent(0, Math.Clamp(Headroom * 100 * shares.Max(share => share.Most), 1, 100));
        var panel = new Panel(
            "means off by more than 1 %",
            Axis.Named("images in a batch", [.. shares.Select(share => share.Size.ToString(CultureInfo.InvariantCulture))]),
            Axis.Linear("batches", y, "%"));
        double[] x = [.. shares.Select((_, i) => (double)i)];
        panel.Shade(Style.Batch, x, Percent(share => share.Least), Percent(share => share.Most));
        panel.Curve(Style.Batch, x, Percent(share => share.Drawn));
        panel.Words(
            shares.All(share => share.Most == 0) ? $"none in any of {Batches.Shuffles} orders"
                : $"shaded: the range over\n{Batches.Shuffles} random orders",
            new(1, 1));
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
        return $"mean loss of all {count} images: {raw} nat from raw outputs, {sigmoid} nat from sigmoid outputs: {change}";
    }
}

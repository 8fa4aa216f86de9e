using System.Globalization;
using Experiments.Output.Figures;
using Experiments.Output.Tables;

namespace Experiments.Audit;

/// <summary>
/// What the figure says of an audit; batches that are off, by size, where exact losses are known.
/// </summary>
internal sealed record AuditShown(
    string Loss, string Format, string Verdict, long Rows, bool HasTruth, IReadOnlyList<AuditBatches> Batches);

/// <summary>
/// The outputs of a model with the zones where the loss is cut off, its losses against the exact ones, and how many
/// batches
/// are off.
/// </summary>
internal static class AuditFigure
{
    private const double Headroom = 1.25;

    // Of counts, on a logarithmic axis.
    private static readonly Extent Everywhere = new(1e-3, 1e30);

    public static Figure Draw(
        AuditShown report,
        IReadOnlyList<(int Label, Series Rows)> bins,
        IReadOnlyList<AuditedSample> sample,
        (double? Low, double? High) ends,
        bool areProbabilities)
    {
        Panel[] panels =
        [
            Outputs(bins, ends, areProbabilities),
            .. report.HasTruth ? (Panel[])[Losses(report, sample), Shares(report)] : [],
        ];
        return new(
            [
                new(Style.Class(true), "label 1", Swatch.Filled),
                new(Style.Class(false), "label 0", Swatch.Outlined),
                new(Style.ClipZone, "the loss of a label no longer depends on x", Swatch.Filled),
                .. report.HasTruth ? (Key[])[(Style.Ideal, "equal losses")] : [],
            ],
            [panels])
        {
            Subtitle = [$"{report.Loss} in {report.Format}: {report.Verdict}", $"{report.Rows} rows"],
        };
    }

    private static Panel Outputs(IReadOnlyList<(int Label, Series Rows)> bins, (double? Low, double? High) ends, bool areProbabilities)
    {
        var x = Extent.Of([.. bins.SelectMany(label => label.Rows.Values("from").Concat(label.Rows.Values("to")))]).OrRoom();
        var most = bins.Select(label => label.Rows.Values("count").DefaultIfEmpty(0).Max()).DefaultIfEmpty(0).Max();
        var name = areProbabilities ? "probabilities" : "raw outputs";
        var panel = new Panel(
            name,
            Axis.Linear(areProbabilities ? "probability" : "raw output", x.Widened(0.03)),
            Axis.LogarithmicCount("samples in a bin", (int)Math.Min(int.MaxValue, Headroom * most)));
        if (ends.Low is { } low)
        {
            panel.Zone(Style.ClipZone, new(double.MinValue, low), Everywhere);
        }

        if (ends.High is { } high)
        {
            panel.Zone(Style.ClipZone, new(high, double.MaxValue), Everywhere);
        }

        foreach (var (label, rows) in bins.Reverse())
        {
            panel.Bars(Style.Class(label == 1), Bars(rows), outlined: label == 0);
        }

        return panel;
    }

    /// <summary>The bins of a label, those without a value among them.</summary>
    private static Histogram Bars(Series label)
    {
        var (from, to, counts) = (label.Values("from"), label.Values("to"), label.Values("count"));
        var width = to[0] - from[0];
        var all = new int[(int)Math.Round((to[^1] - from[0]) / width)];
        for (var bin = 0; bin < counts.Length; bin++)
        {
            all[(int)Math.Round((from[bin] - from[0]) / width)] = (int)Math.Min(int.MaxValue, counts[bin]);
        }

        return new([.. Enumerable.Range(0, all.Length + 1).Select(bin => from[0] + (bin * width))], all);
    }

    private static Panel Losses(AuditShown report, IReadOnlyList<AuditedSample> sample)
    {
        var losses = Extent.Of([.. sample.SelectMany(one => new[] { one.Loss, one.Exact })], above: 0);
        var panel = new Panel(
            "the loss of each sample", Axis.Logarithmic("exact loss", losses, "nat"), Axis.Logarithmic(report.Loss, losses, "nat"));
        panel.Identity(Style.Ideal);
        panel.Scatter(
        [
            .. sample.Where(one => double.IsFinite(one.Loss) && double.IsFinite(one.Exact))
                .Select(one => new Marker(Style.Class(one.Label > 0.5), one.Exact, Math.Max(0, one.Loss))),
        ]);
        var zero = sample.Count(one => one.Loss <= 0);
        var missing = sample.Count(one => !double.IsFinite(one.Loss));
        panel.Words(
            string.Join('\n', new[] { (zero, "0 or less, at the lower edge"), (missing, "nan or ∞, not shown") }
                .Where(words => words.Item1 > 0).Select(words => $"{words.Item2}: {words.Item1}")),
            new(1, -1));
        return panel;
    }

    private static Panel Shares(AuditShown report)
    {
        double[] shares = [.. report.Batches.Select(size => 100.0 * size.Off / size.Batches)];
        var every = shares.Length > 12 ? 4 : 2;
        var panel = new Panel(
            "batch means off by more than 1 %",
            Axis.Named("samples in a batch", [.. report.Batches.Select((size, i) => i % every == 0 ? Digits(size.Size) : "")]),
            Axis.Linear("batches", new(0, Math.Clamp(Headroom * shares.DefaultIfEmpty(0).Max(), 1, 105)), "%"));
        panel.Curve(Style.Batch, [.. shares.Select((_, i) => (double)i)], shares);
        if (shares.All(share => share == 0))
        {
            panel.Words($"none, in any of {Samples.Batches.Shuffles} orders", new(0, 1));
        }

        return panel;
    }

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);
}

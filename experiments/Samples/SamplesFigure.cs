using Experiments.Output.Figures;

namespace Experiments.Samples;

/// <summary>
/// Figures 4 and 5: the raw outputs of the training images, their sigmoids, and the loss from one against the loss from
/// the other, with a close look at the least losses.
/// </summary>
internal static class SamplesFigure
{
    /// <summary>The figure; null where no raw output is finite.</summary>
    public static Figure? Draw(IReadOnlyList<Sample> samples, SampleAxes axes, Caption caption)
    {
        Sample[] finite = [.. samples.Where(sample => sample.IsFinite)];
        return finite.Length == 0 ? null : new(
            [
                new(Style.Class(true), "class 1", Swatch.Filled),
                new(Style.Class(false), "class 0", Swatch.Outlined),
                new(
                    Style.ClipZone,
                    $"clip: up to {Typeset.Number(Clip.LowUpto.Value, 4)} and from {Typeset.Number(Clip.HighFrom.Value, 4)}",
                    Swatch.Filled),
                new(Style.Function, "clipped image", Swatch.Ring),
                Scatter.Legend[^1],
            ],
            [[Raw(finite, axes), Sigmoid(finite, axes)], Losses(finite, axes)])
        {
            Subtitle = caption.Subtitle(samples),
        };
    }

    private static Panel Raw(Sample[] samples, SampleAxes axes)
    {
        var panel = new Panel("raw outputs", axes.Raw, axes.RawCount);
        panel.Zone(Style.ClipZone, new(double.MinValue, Clip.LowUpto.Value), Extent.All);
        panel.Zone(Style.ClipZone, new(Clip.HighFrom.Value, double.MaxValue), Extent.All);
        AddBars(panel, label => axes.RawBars(samples, label));
        panel.Words($"{Range(samples, true)}\n{Range(samples, false)}", new(0, 1));
        return panel;
    }

    private static Panel Sigmoid(Sample[] samples, SampleAxes axes)
    {
        var panel = new Panel("sigmoid outputs", axes.Sigmoid, axes.SigmoidCount);
        AddBars(panel, label => axes.SigmoidBars(samples, label));
        var (from, to) = (axes.SigmoidEdges[1], axes.SigmoidEdges[^2]);
        panel.Words(
            $"exactly 0: {Count(p => p == 0)}, exactly 1: {Count(p => p == 1)}\n"
            + $"from {Digits(from)} to {Digits(to)}: {Count(p => from <= p && p < to)}",
            new(0, 1));
        return panel;

        int Count(Func<float, bool> condition) => samples.Count(sample => condition(sample.Sigmoid.Value));
    }

    private static Panel[] Losses(Sample[] samples, SampleAxes axes)
    {
        // In the order of their losses the classes mix as they do in the data, however its files are sorted.
        Marker[] markers =
        [
            .. samples.OrderBy(sample => sample.LossRaw.Value)
                .Select(sample => new Marker(Style.Class(sample.Label), sample.LossRaw.Value, sample.LossSigmoid.Value, sample.IsClipped)),
        ];
        Sample[] clipped = [.. samples.Where(sample => sample.IsClipped)];
        string[] sides = clipped.Length == 0 ? [] : [Side(right: true), Side(right: false)];
        string[] words = [$"clipped: {clipped.Length} of {samples.Length}", .. sides];
        return
        [
            Scatter.Draw("both losses of each image", axes.Loss, markers, words),
            Scatter.Close("the same next to the least clipped losses", axes.Loss, markers),
        ];

        string Side(bool right) =>
            $"{(right ? "right" : "wrong")} side: {Count(right, true)} class 1, {Count(right, false)} class 0";

        int Count(bool right, bool label) => clipped.Count(sample => sample.IsRight == right && sample.Label == label);
    }

    private static void AddBars(Panel panel, Func<bool, Histogram> bars)
    {
        panel.Bars(Style.Class(true), bars(true), outlined: false);
        panel.Bars(Style.Class(false), bars(false), outlined: true);
    }

    private static string Range(Sample[] samples, bool label)
    {
        var range = Extent.Of([.. samples.Where(sample => sample.Label == label).Select(sample => (double)sample.Raw.Value)]);
        return $"class {(label ? 1 : 0)}: {(range.IsEmpty ? "no image" : $"{Digits(range.Min)} to {Digits(range.Max)}")}";
    }

    private static string Digits(double value) => Typeset.Number(value, 3);
}

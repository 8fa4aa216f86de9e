using Experiments.Output.Figures;

namespace Experiments.Samples;

/// <summary>
/// Axes for several figures of the same images, so that the eye sees what changes from one to the next.
/// </summary>
internal sealed class SampleAxes
{
    private const int Bins = 50;

    // Of the axis, about 1.4 logical pixels.
    private const double NarrowestBin = 1.0 / 150;

    // Above the bars, for two lines of text.
    private const double Headroom = 1.25;

    /// <summary>Axes that hold every finite sample of some sets, and both ends of the clip.</summary>
    public SampleAxes(params IReadOnlyList<IReadOnlyList<Sample>> sets)
    {
        Sample[] samples = [.. sets.SelectMany(set => set).Where(sample => sample.IsFinite)];
        var raw = Extent.Of([.. samples.Select(sample => (double)sample.Raw.Value)]);
        var axis = raw.Or(new(Clip.LowUpto.Value, Clip.HighFrom.Value)).Widened(0.05);
        RawEdges = Histogram.RoundEdges(
            raw.IsEmpty ? axis : raw, Math.Max((raw.Max - raw.Min) / Bins, (axis.Max - axis.Min) * NarrowestBin));
        SigmoidEdges = [.. Enumerable.Range(0, Bins + 1).Select(i => i / (double)Bins)];
        Raw = Axis.Linear("raw output", axis.Or(new(RawEdges[0], RawEdges[^1])));
        Sigmoid = Axis.Linear("sigmoid output", new(0, 1));
        RawCount = Axis.Count("images in a bin", new(0, Headroom * Math.Max(1, Most(RawBars))));
        SigmoidCount = Axis.LogarithmicCount("images in a bin", Most(SigmoidBars));
        var losses = Extent.Of(
            [.. samples.SelectMany(sample => new double[] { sample.LossSigmoid.Value, sample.LossRaw.Value })], above: 0);
        Loss = losses.Or(new(Math.Min(Clip.Floor(false), Clip.Floor(true)), Math.Max(Clip.Ceiling(false), Clip.Ceiling(true))));

        int Most(Func<IReadOnlyList<Sample>, bool, Histogram> bars) =>
            sets.SelectMany(set => new[] { bars(set, false), bars(set, true) }).Max(histogram => histogram.Counts.Max());
    }

    /// <summary>Raw outputs, as wide as the bins and the clip ask for.</summary>
    public Axis Raw { get; }

    /// <summary>How many images a bin of raw outputs holds.</summary>
    public Axis RawCount { get; }

    /// <summary>Probabilities.</summary>
    public Axis Sigmoid { get; }

    /// <summary>How many images a bin of sigmoid outputs holds, logarithmic: nearly all are in two of them.</summary>
    public Axis SigmoidCount { get; }

    /// <summary>The losses above 0 that there are or that the clip leaves, in nats.</summary>
    public Extent Loss { get; }

    /// <summary>The edges of the bins of sigmoid outputs, each a fiftieth wide.</summary>
    public double[] SigmoidEdges { get; }

    private double[] RawEdges { get; }

    /// <summary>The raw outputs of a class in bins of a round width.</summary>
    public Histogram RawBars(IReadOnlyList<Sample> samples, bool label) =>
        new(RawEdges, Of(samples, label).Select(sample => (double)sample.Raw.Value));

    /// <summary>The sigmoid outputs of a class in bins of a fiftieth.</summary>
    public Histogram SigmoidBars(IReadOnlyList<Sample> samples, bool label) =>
        new(SigmoidEdges, Of(samples, label).Select(sample => (double)sample.Sigmoid.Value));

    private static IEnumerable<Sample> Of(IReadOnlyList<Sample> samples, bool label) =>
        samples.Where(sample => sample.Label == label && sample.IsFinite);
}

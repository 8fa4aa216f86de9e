using Experiments.Numerics.Formats;
using Experiments.Output.Figures;
using Experiments.Samples;

namespace Experiments.Claims;

/// <summary>C12 and C13: the training images after 8 epochs.</summary>
internal static class EarlyClaims
{
    private const float ArticleLeast = -3;
    private const float ArticleMost = 8;

    // Data set and network differ from the article's, so that a range can agree in order of magnitude alone: each end
    // must lie within a factor of two of the article's.
    private const double Factor = 2;

    // C13 calls two scatter plots identical: 1 % is 0.0043 of a decade, a two-thousandth of an axis of eight decades.
    private const double LargestDifference = 0.01;

    /// <summary>C12: the range of raw outputs.</summary>
    public static Judgement? Range(TrainingEvidence training)
    {
        if (training.Early is not { } samples)
        {
            return null;
        }

        var (least, most) = (samples.MinBy(sample => sample.Raw.Value).Raw, samples.MaxBy(sample => sample.Raw.Value).Raw);
        var ratios = (Least: (double)least.Value / ArticleLeast, Most: (double)most.Value / ArticleMost);
        return new(
            $"[{least.ToText()}, {most.ToText()}]",
            Verdict.Illustrated.If(IsNear(ratios.Least) && IsNear(ratios.Most)),
            "other photographs, of which either class is as easy to be sure of as the other: "
                + $"the lower end is {Times(ratios.Least)} times the article's, the upper {Times(ratios.Most)} times, "
                + $"and ½ to 2 would count; the clip holds {samples.Count(sample => sample.IsClipped)} of {samples.Count}");

        static string Times(double ratio) => Typeset.Number(ratio, 3);
    }

    /// <summary>C13: of every image both losses agree.</summary>
    public static Judgement? Agreement(TrainingEvidence training)
    {
        if (training.Early is not { } samples)
        {
            return null;
        }

        var largest = TrainingEvidence.LargestLossDifference(samples);
        return new(
            $"off by at most {new Float64(largest).ToText()} of the loss from raw outputs, over {samples.Count} images",
            Verdict.Illustrated.If(largest <= LargestDifference),
            "other photographs; up to 0.01 counts as identical, which no eye sees in the plot");
    }

    /// <summary>Whether both losses of every image agree.</summary>
    public static bool Agree(IReadOnlyList<Sample> samples) => TrainingEvidence.LargestLossDifference(samples) <= LargestDifference;

    private static bool IsNear(double ratio) => ratio is >= 1 / Factor and <= Factor;
}

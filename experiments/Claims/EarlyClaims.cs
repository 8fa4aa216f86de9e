using Experiments.Numerics.Formats;
using Experiments.Samples;

namespace Experiments.Claims;

/// <summary>C12 and C13: the training images after 8 epochs.</summary>
internal static class EarlyClaims
{
    // C13 calls two scatter plots identical: 1 % is 0.0043 of a decade, a two-thousandth of an axis of eight decades.
    private const double LargestDifference = 0.01;

    /// <summary>C12: the range of raw outputs, each end against the article's.</summary>
    public static Judgement? Range(TrainingEvidence training)
    {
        if (training.Early is not { } samples)
        {
            return null;
        }

        var (least, most) = (samples.MinBy(sample => sample.Raw.Value).Raw, samples.MaxBy(sample => sample.Raw.Value).Raw);
        TrainingNumber[] ends =
            [new(training, "epoch8_class0_raw_min", least, Article: -3), new(training, "epoch8_class1_raw_max", most, Article: 8)];
        return new(
            $"[{least.ToText()}, {most.ToText()}]",
            ends[0].Verdict.Or(ends[1].Verdict),
            $"{training.Source}; lower end: {ends[0].Words}; upper end: {ends[1].Words}")
        {
            Values = [("least", least.ToText()), ("most", most.ToText())],
        };
    }

    /// <summary>C13: of every image both losses agree; said of a network that has learnt.</summary>
    public static Judgement? Agreement(TrainingEvidence training)
    {
        if (training.Early is not { } samples)
        {
            return null;
        }

        var largest = new Float64(TrainingEvidence.LargestLossDifference(samples)).ToText();
        return new(
            $"off by at most {largest} of the loss from raw outputs, over {samples.Count} images",
            TrainedClaims.Learnt(training, Agree(samples)),
            TrainedClaims.HasLearnt(training)
                ? $"{training.Source}; up to 0.01 counts as identical, which no eye sees in the plot" : TrainedClaims.NotLearnt(training))
        {
            Short = $"off by at most {largest}",
            Values = [("largest_loss_difference", largest), ("images", $"{samples.Count}")],
        };
    }

    /// <summary>Whether both losses of every image agree.</summary>
    public static bool Agree(IReadOnlyList<Sample> samples) => TrainingEvidence.LargestLossDifference(samples) <= LargestDifference;
}

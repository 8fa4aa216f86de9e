using Experiments.Numerics.Formats;
using Experiments.Samples;

namespace Experiments.Claims;

/// <summary>C18: networks on features of a pretrained one.</summary>
internal static class FeatureClaims
{
    // Above this share of right answers a network has learnt its task: the lower end of what C14 takes.
    private const double LeastAccuracy = 0.82;

    /// <summary>
    /// C18: a network that has learnt its task has equal losses after 8 epochs, and at the end no batch of 4 shows the
    /// clip.
    /// </summary>
    public static Judgement? SamePicture(Evidence evidence)
    {
        if (evidence.Features is not { Early: { } early, TestAccuracy: { } accuracy } features)
        {
            return null;
        }

        var (_, off, count) = features.BatchShares();
        var (text, largest) = (new Float64(accuracy).ToText(), new Float64(TrainingEvidence.LargestLossDifference(early)).ToText());
        return new(
            $"{(features.IsRecorded ? "ResNet-18: " : "")}after 8 epochs losses off by at most {largest}; at the end raw outputs in {Range(features.Trained)}, "
                + $"test accuracy {text}, {off} of {count} means of 4 off by more than 1 %",
            Verdict.Illustrated.If(accuracy >= LeastAccuracy && EarlyClaims.Agree(early) && off == 0),
            $"{(features.IsRecorded ? "ResNet-18 on the embedded photographs, not the article's networks; VGG16 and Inception V3 take --features"
                    : "the model given and its features, not the article's")}; "
                + "a test accuracy of 0.82 and C13's and C17's limits count as the same picture")
        {
            Short = $"test accuracy {text}; {off} of {count} means off",
            Values = [("largest_loss_difference", largest), ("test_accuracy", text), ("batches_off", $"{off}"), ("batches", $"{count}")],
        };
    }

    private static string Range(IReadOnlyList<Sample> samples) =>
        $"[{samples.MinBy(sample => sample.Raw.Value).Raw.ToText()}, {samples.MaxBy(sample => sample.Raw.Value).Raw.ToText()}]";
}

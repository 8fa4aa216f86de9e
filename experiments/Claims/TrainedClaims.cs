using Experiments.Numerics.Formats;
using Experiments.Samples;

namespace Experiments.Claims;

/// <summary>C14–C17: the training images at the end of the training.</summary>
internal static class TrainedClaims
{
    private const int ArticleAccuracy = 85;

    // In hundredths. The share of 1000 test images that are classified right has a standard deviation of
    // √(0.85·0.15/1000) = 0.011; this is not quite three of it.
    private const int AccuracyTolerance = 3;

    // Classes that separate overlap in a twentieth of the images at most.
    private const int LeastSeparate = 95;

    private const float ArticleLeast = -4;

    // A plot shows what clipped samples add to a mean from a hundredth of it on, and an error of the mean likewise.
    private const double LargestShare = 0.01;

    private const string OtherRun = "other photographs, and a recipe chosen so that outputs reach the range of the clip";

    /// <summary>
    /// C14: the test accuracy, and how many training images have raw outputs of the sign of their class.
    /// </summary>
    public static Judgement? Accuracy(TrainingEvidence training)
    {
        if (training.TestCount == 0)
        {
            return null;
        }

        var right = training.Trained.Count(sample => sample.IsRight);
        var distance = Math.Abs((100L * training.TestRight) - ((long)ArticleAccuracy * training.TestCount));
        var isNear = distance <= (long)AccuracyTolerance * training.TestCount;
        return new(
            $"{new Float64(training.TestRight / (double)training.TestCount).ToText()}; "
                + $"{right} of {training.Trained.Count} training images on their class's side of 0",
            Verdict.Illustrated.If(isNear && 100L * right >= (long)LeastSeparate * training.Trained.Count),
            $"other photographs; of {training.TestCount} test images that nothing was chosen by, 0.85 ± 0.03 counts, "
                + "and 95 % of the training images on their side as separate");
    }

    /// <summary>C15: the least raw output of class 1; a tenth below the article's is still about it.</summary>
    public static Judgement Least(TrainingEvidence training)
    {
        var least = Class1(training).MinBy(sample => sample.Raw.Value).Raw;
        return new(
            least.ToText(),
            Verdict.Illustrated.If(10 * least.Value >= 11 * ArticleLeast),
            $"{OtherRun}; down to -4.4 counts as about");
    }

    /// <summary>
    /// C16: there are class-1 images with raw outputs above 16, and all of those have the clip's loss.
    /// </summary>
    public static Judgement Clipped(TrainingEvidence training)
    {
        var most = Class1(training).MaxBy(sample => sample.Raw.Value).Raw;
        Sample[] far = [.. Class1(training).Where(sample => sample.Raw.Value > TrainingEvidence.FarOut)];
        var clip = Clip.HighFrom;
        var (short16, shortClip) = (new Float32(TrainingEvidence.FarOut - most.Value), new Float32(clip.Value - most.Value));
        return new(
            $"{far.Length} of {Class1(training).Count()} above 16, the largest at {most.ToText()}; "
                + (far.Length == 0 ? "" : $"their clipped losses are {Losses(far)}, ")
                + $"the clip begins at {clip.ToText()} and leaves {new Float32((float)Clip.Floor(true)).ToText()}",
            Verdict.Illustrated.If(far.Length > 0 && far.All(sample => sample.LossSigmoid.Value.Equals((float)Clip.Floor(true)))),
            far.Length > 0 ? $"{OtherRun}; 1 − 1e-7 is 1 − 2^−23 in float32, so the loss is 2^−23"
                : $"the largest misses 16 by {short16.ToText()}{(shortClip.Value > 0 ? $" and the clip by {shortClip.ToText()}" : "")} "
                    + $"with seed {training.Seed}; README's table over 20 seeds says how often others get there");

        static string Losses(Sample[] samples) =>
            string.Join(" and ", samples.Select(sample => sample.LossSigmoid.ToText()).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// C17: how much clipped samples add to the mean clipped loss of a batch of 4, and how many of these means differ
    /// from the mean loss of raw outputs.
    /// </summary>
    public static Judgement Batches(TrainingEvidence training)
    {
        var clipped = training.Trained.Count(sample => sample.IsClipped);
        if (clipped == 0)
        {
            return new(
                "no image is clipped",
                Verdict.NotTested,
                $"without a clipped image there is nothing to be hidden by the others of its batch (seed {training.Seed})");
        }

        var (share, off, count) = training.BatchShares();
        return new(
            $"clipped images: {clipped}, which make {new Float64(share).ToText()} of their batch's mean at most; "
                + $"{off} of {count} means are off by more than 1 %",
            Verdict.Illustrated.If(share <= LargestShare && off == 0),
            $"{OtherRun}; a hundredth of a mean would begin to show");
    }

    private static IEnumerable<Sample> Class1(TrainingEvidence training) => training.Trained.Where(sample => sample.Label);
}

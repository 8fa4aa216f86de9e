using Experiments.Cli;
using Experiments.Numerics.Formats;
using Experiments.Samples;

namespace Experiments.Claims;

/// <summary>C14–C17: the training images at the end of the training.</summary>
internal static class TrainedClaims
{
    private const int ArticleAccuracy = 85;

    // In hundredths. Of 1000 test images the share told right has a standard deviation of √(0.85·0.15/1000) = 0.011; this is not quite three.
    private const int AccuracyTolerance = 3;

    // Classes that separate overlap in a twentieth of the images at most.
    private const int LeastSeparate = 95;

    private const float ArticleLeast = -4;

    // What clipped samples add to a mean shows in a plot from a hundredth on, and so does a mean that is off.
    private const double LargestShare = 0.01;

    private const string OtherRun = "other photographs, and a recipe chosen so that outputs reach the range of the clip";

    /// <summary>C14: the test accuracy, and how many training images have raw outputs of the sign of their class.</summary>
    public static Judgement? Accuracy(TrainingEvidence training)
    {
        if (training.TestCount == 0)
        {
            return null;
        }

        var right = training.Trained.Count(sample => sample.IsRight);
        var isNear = Math.Abs((100L * training.TestRight) - ((long)ArticleAccuracy * training.TestCount)) <= (long)AccuracyTolerance * training.TestCount;
        return new(
            $"{Cell.Of(training.TestRight / (double)training.TestCount)}; {right} of {training.Trained.Count} training images on their class's side of 0",
            Verdict.Illustrated.If(isNear && 100L * right >= (long)LeastSeparate * training.Trained.Count),
            $"other photographs; of {training.TestCount} test images that nothing was chosen by, 0.85 ± 0.03 counts, and 95 % of the training images on their side as separate");
    }

    /// <summary>C15: the least raw output of class 1; a tenth below the article's is still about it.</summary>
    public static Judgement Least(TrainingEvidence training)
    {
        var least = Class1(training).MinBy(sample => sample.Raw.Value).Raw;
        return new(Cell.Of(least), Verdict.Illustrated.If(10 * least.Value >= 11 * ArticleLeast), $"{OtherRun}; down to -4.4 counts as about");
    }

    /// <summary>C16: there are class-1 images with raw outputs above 16, and all of those have the clip's loss.</summary>
    public static Judgement Clipped(TrainingEvidence training)
    {
        var most = Class1(training).MaxBy(sample => sample.Raw.Value).Raw;
        Sample[] far = [.. Class1(training).Where(sample => sample.Raw.Value > TrainingEvidence.FarOut)];
        var clip = Clip.HighFrom;
        var (short16, shortClip) = (new Float32(TrainingEvidence.FarOut - most.Value), new Float32(clip.Value - most.Value));
        return new(
            $"{far.Length} of {Class1(training).Count()} above 16, the largest at {Cell.Of(most)}; {(far.Length == 0 ? "" : $"their clipped losses are {Losses(far)}, ")}the clip begins at {Cell.Of(clip)} and leaves {Cell.Of(new Float32((float)Clip.Floor(true)))}",
            Verdict.Illustrated.If(far.Length > 0 && far.All(sample => sample.LossSigmoid.Value.Equals((float)Clip.Floor(true)))),
            far.Length > 0 ? $"{OtherRun}; 1 − 1e-7 is 1 − 2^−23 in float32, so the loss is 2^−23"
                : $"the largest misses 16 by {Cell.Of(short16)}{(shortClip.Value > 0 ? $" and the clip by {Cell.Of(shortClip)}" : "")} with seed {training.Seed}; README's table over 20 seeds says how often others get there");

        static string Losses(Sample[] samples) => string.Join(" and ", samples.Select(sample => Cell.Of(sample.LossSigmoid)).Distinct().Order(StringComparer.Ordinal));
    }

    /// <summary>C17: how much clipped samples add to the mean clipped loss of a batch of 4, and how many means are off from those of raw outputs.</summary>
    public static Judgement Batches(TrainingEvidence training)
    {
        var clipped = training.Trained.Count(sample => sample.IsClipped);
        if (clipped == 0)
        {
            return new("no image is clipped", Verdict.NotTested, $"without a clipped image there is nothing to be hidden by the others of its batch (seed {training.Seed})");
        }

        var (share, off, count) = training.BatchShares();
        return new(
            $"clipped images: {clipped}, which make {Cell.Of(share)} of their batch's mean at most; {off} of {count} means are off by more than 1 %",
            Verdict.Illustrated.If(share <= LargestShare && off == 0),
            $"{OtherRun}; a hundredth of a mean would begin to show");
    }

    private static IEnumerable<Sample> Class1(TrainingEvidence training) => training.Trained.Where(sample => sample.Label);
}

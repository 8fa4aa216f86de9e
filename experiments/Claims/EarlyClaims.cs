namespace Experiments.Claims;

/// <summary>C12 and C13: the training images after 8 epochs.</summary>
internal static class EarlyClaims
{
    private const float ArticleLeast = -3;
    private const float ArticleMost = 8;

    // Another data set and another network: of a range its order can be the same, so each end has to lie within a factor of two of the article's.
    private const float Factor = 2;

    // C13's "identical" of a scatter plot: 1 % is a third of a dot's width on axes of eight decades.
    private const double LargestDifference = 0.01;

    /// <summary>C12: the range of raw outputs.</summary>
    public static Judgement? Range(TrainingEvidence training)
    {
        if (training.Early is not { } samples)
        {
            return null;
        }

        var (least, most) = (samples.MinBy(sample => sample.Raw.Value).Raw, samples.MaxBy(sample => sample.Raw.Value).Raw);
        var (isLeast, isMost) = (IsNear(least.Value, ArticleLeast), IsNear(most.Value, ArticleMost));
        return new(
            $"[{Cell.Of(least)}, {Cell.Of(most)}]",
            Verdict.Illustrated.If(isLeast && isMost),
            $"other photographs, of which both classes are as easy to be sure of: the lower end is {Within(isLeast)}, the upper end {Within(isMost)} a factor of two of the article's; "
                + $"{(samples.Any(sample => sample.IsClipped) ? "the clip holds some" : "the clip is far from any")}");

        static string Within(bool isNear) => isNear ? "within" : "not within";
    }

    /// <summary>C13: of every image both losses agree.</summary>
    public static Judgement? Agreement(TrainingEvidence training)
    {
        if (training.Early is not { } samples)
        {
            return null;
        }

        var largest = LargestLossDifference(samples);
        return new(
            $"off by at most {Cell.Of(largest)} of the loss from raw outputs, over {samples.Count} images",
            Verdict.Illustrated.If(largest <= LargestDifference),
            "other photographs; up to 0.01 counts as identical, which no eye sees in the plot");
    }

    /// <summary>The largest relative difference of an image's losses.</summary>
    public static double LargestLossDifference(IReadOnlyList<NetworkSample> samples) =>
        samples.Max(sample => Functions.RoundTrip.RelativeError(sample.LossRaw, sample.LossSigmoid).Value);

    /// <summary>Whether both losses of every image agree.</summary>
    public static bool Agree(IReadOnlyList<NetworkSample> samples) => LargestLossDifference(samples) <= LargestDifference;

    private static bool IsNear(float ours, float article) => ours / article is >= 1 / Factor and <= Factor;
}

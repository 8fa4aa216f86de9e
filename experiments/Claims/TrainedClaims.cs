using Experiments.Numerics.Formats;
using Experiments.Samples;

namespace Experiments.Claims;

/// <summary>C14–C17: the training images at the end of the training.</summary>
internal static class TrainedClaims
{
    // The share of 1000 test images that are classified right has a standard deviation of √(0.85·0.15/1000) = 0.011;
    // 0.85 ± 0.03 is not quite three of it.
    private const double LeastAccuracy = 0.82;
    private const double MostAccuracy = 0.88;

    // Classes that separate overlap in a twentieth of the images at most.
    private const int LeastSeparate = 95;

    // A plot shows what clipped samples add to a mean from a hundredth of it on, and an error of the mean likewise.
    private const double LargestShare = 0.01;

    private const string Floor = "1 − 1e-7 is 1 − 2^−23 in float32, so the loss is 2^−23";

    /// <summary>
    /// Whether a network has learnt to tell its training images apart: whether the classes separate, as C14 says.
    /// </summary>
    /// <remarks>
    /// A network at chance has small raw outputs, where both losses agree and nothing lies below −4, whatever the
    /// losses are. An accuracy just above ½ would not do: C13 and C15 speak of the network of C14.
    /// </remarks>
    public static bool HasLearnt(TrainingEvidence training) => 100L * Right(training) >= (long)LeastSeparate * training.Trained.Count;

    /// <summary>The verdict on a claim that speaks of a network that has learnt.</summary>
    public static Verdict Learnt(TrainingEvidence training, bool holds) =>
        HasLearnt(training) ? Holding(training).If(holds) : Verdict.NotTested;

    /// <summary>Why a claim says nothing of a network that has not learnt.</summary>
    public static string NotLearnt(TrainingEvidence training) =>
        $"the network has not learnt: {Separation(training)}, and {LeastSeparate} % are needed";

    /// <summary>
    /// C14: the test accuracy, and how many training images have raw outputs of the sign of their class.
    /// </summary>
    public static Judgement? Accuracy(TrainingEvidence training)
    {
        if (training.TestAccuracy is not { } accuracy)
        {
            return null;
        }

        var isNear = accuracy is >= LeastAccuracy and <= MostAccuracy;
        var text = new Float64(accuracy).ToText();
        return new(
            $"{text}; {Separation(training)}",
            !HasLearnt(training) ? Verdict.NotTested
                : isNear ? Holding(training)
                : training.Data is null ? Verdict.Differs
                : Verdict.NotReproduced,
            !HasLearnt(training) ? NotLearnt(training)
                : $"{training.Source}; 0.85 ± 0.03 counts, of test images that nothing was chosen by; "
                    + $"{LeastSeparate} % on their side count as separate")
        {
            Values =
            [
                ("test_accuracy", text),
                ("training_images_right", $"{Right(training)}"),
                ("training_images", $"{training.Trained.Count}"),
            ],
        };
    }

    /// <summary>C15: the least raw output of class 1; said of a network that has learnt.</summary>
    public static Judgement Least(TrainingEvidence training)
    {
        var least = Class1(training).MinBy(sample => sample.Raw.Value).Raw;
        var number = new TrainingNumber(training, "class1_raw_min", least, Article: -4);

        // "No image below about": one that is far above does not contradict it, whose data they are.
        var verdict = !training.IsRecorded && least.Value >= number.Article ? Holding(training) : number.Verdict;
        return new(
            least.ToText(),
            HasLearnt(training) ? verdict : Verdict.NotTested,
            HasLearnt(training) ? $"{training.Source}; {number.Words}" : NotLearnt(training))
        {
            Values = [("class1_raw_min", least.ToText())],
        };
    }

    /// <summary>
    /// C16: there are class-1 images with raw outputs above 16, and all of those have the clip's loss. Of the recorded
    /// training: in some of twenty trainings, with the share of such seeds and its interval.
    /// </summary>
    public static Judgement Clipped(TrainingEvidence training)
    {
        Sample[] far = [.. Class1(training).Where(sample => sample.Raw.Value > TrainingEvidence.FarOut)];
        var isAtFloor = far.All(sample => sample.LossSigmoid.Value.Equals((float)Clip.Floor(true)));
        var most = Class1(training).MaxBy(sample => sample.Raw.Value).Raw.ToText();
        var losses = far.Length == 0 ? "" : $"; their clipped losses are {Losses(far)}";
        var of = $"{far.Length} of {Class1(training).Count()} above 16, the largest at {most}";
        var values = new List<(string, string)> { ("class1_above_16", $"{far.Length}"), ("class1_raw_max", most) };
        if (!HasLearnt(training))
        {
            return new(of + losses, Verdict.NotTested, NotLearnt(training)) { Values = values };
        }

        if (!training.IsRecorded)
        {
            var none = training.Data is null ? Verdict.Differs : Verdict.NotReproduced;
            var verdict = far.Length == 0 ? none : Holding(training).If(isAtFloor);
            return new(of + losses, verdict, $"{training.Source}; {Floor}") { Values = values };
        }

        var (count, have) = (SeedTable.Count, SeedTable.Values("class1_above_16").Count(images => images > 0));
        var (low, high) = ClopperPearson.Limits(have, count);
        values.AddRange([("seeds", $"{count}"), ("seeds_above_16", $"{have}"), ("low", Share(low)), ("high", Share(high))]);
        return new(
            $"{have} of {count} seeds have such images; seed {training.Seed}: {of}{losses}",
            !isAtFloor ? Verdict.NotReproduced : have > 0 ? Verdict.Illustrated : Verdict.Differs,
            $"{training.Source}; share of seeds at 95 % (Clopper–Pearson): {Share(low)} … {Share(high)}; {Floor}")
        {
            Values = values,
        };

        static string Losses(Sample[] samples) =>
            string.Join(" and ", samples.Select(sample => sample.LossSigmoid.ToText()).Distinct().Order(StringComparer.Ordinal));

        static string Share(int thousandths) => new Float64(thousandths / 1000.0).ToText();
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
        var text = new Float64(share).ToText();
        return new(
            $"{off} of {count} means are off by more than 1 %; clipped images: {clipped}, which make {text} of their batch's mean at most",
            Holding(training).If(share <= LargestShare && off == 0),
            $"{training.Source}; a hundredth of a mean would begin to show")
        {
            Values = [("clipped", $"{clipped}"), ("largest_share", text), ("batches_off", $"{off}"), ("batches", $"{count}")],
        };
    }

    /// <summary>The verdict where a claim holds: of the user's data it is tested, of ours illustrated.</summary>
    private static Verdict Holding(TrainingEvidence training) => training.Data is null ? Verdict.Illustrated : Verdict.Reproduced;

    private static string Separation(TrainingEvidence training) =>
        $"{Right(training)} of {training.Trained.Count} training images on their class's side of 0";

    private static int Right(TrainingEvidence training) => training.Trained.Count(sample => sample.IsRight);

    private static IEnumerable<Sample> Class1(TrainingEvidence training) => training.Trained.Where(sample => sample.Label);
}

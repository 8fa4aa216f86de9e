using Experiments.Losses.Frameworks;
using Experiments.Numerics.Formats;
using Experiments.Samples;
using Experiments.Samples.Learning;

namespace Experiments.Claims;

/// <summary>C18, C19 and F4: a network on features, and whether the loss changes what is learnt.</summary>
internal static class EffectClaims
{
    private const string Usual = "photographs";
    private const string Extreme = "photographs/batch-1/unscaled";
    private const string Logistic = "logistic";
    private const string Stored = "stored-float16";
    private const string Equivalent = "equivalent";
    private const string Different = "different";

    // Test accuracies as near as this count as equal, as in the protocol of training-effect.
    private const double Margin = 0.01;

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
            $"{(features.IsRecorded ? "ResNet-18: " : "")}after 8 epochs losses off by at most {largest}; "
                + $"at the end raw outputs in {Range(features.Trained)}, "
                + $"test accuracy {text}, {off} of {count} means of 4 off by more than 1 %",
            Verdict.Illustrated.If(accuracy >= LeastAccuracy && EarlyClaims.Agree(early) && off == 0),
            (features.IsRecorded
                ? "ResNet-18 on the embedded photographs, not the article's networks; VGG16 and Inception V3 take --features; "
                : "the model given and its features, not the article's; ")
                + "a test accuracy of 0.82 and C13's and C17's limits count as the same picture")
        {
            Short = $"test accuracy {text}; {off} of {count} means off",
            Values = [("largest_loss_difference", largest), ("test_accuracy", text), ("batches_off", $"{off}"), ("batches", $"{count}")],
        };
    }

    /// <summary>
    /// C19: by the committed trainings, where outputs are extreme and batches of one, a loss of the sigmoid learns
    /// something else; with usual batches and inputs it does not.
    /// </summary>
    public static Judgement Advice(Evidence evidence)
    {
        (string Name, string Words)[] arms = [(Keras.Keras224.Name, Keras.Keras224.Name), (Stored, "sigmoid stored as float16")];
        var usual = arms.Select(arm => EffectTable.Verdicts(Usual, arm.Name).Accuracy).ToArray();
        var extreme = arms.Select(arm => EffectTable.Verdicts(Extreme, arm.Name)).ToArray();
        var never = arms.Select(arm => EffectTable.NeverBegun(Extreme, arm.Name)).ToArray();
        var (raw, seeds) = EffectTable.NeverBegun(Extreme, ArticleName);
        var isDifferent = extreme.Any(verdicts => verdicts.Accuracy == Different || verdicts.Loss == Different);
        var isOtherwiseEqual = usual.All(verdict => verdict == Equivalent);
        var words = arms.Select((arm, i) =>
            $"{arm.Words} {extreme[i].Accuracy}, {never[i].Never} of {never[i].All} trainings never begin");
        return new(
            $"batches of 1, pixels 0 … 255: {string.Join("; ", words)}; from raw outputs {raw} of {seeds}; "
                + $"batches of 20, pixels in [0, 1]: {string.Join(" and ", usual.Distinct())}",
            !isOtherwiseEqual ? Verdict.NotTested
                : isDifferent ? Verdict.Illustrated
                : extreme.All(verdicts => verdicts.Accuracy == Equivalent) ? Verdict.NotReproduced
                : Verdict.NotTested,
            "by test accuracy against the loss from raw outputs, other photographs than the article's, see training-effect; "
                + "one arm that differs is enough, since the advice is of every loss of sigmoid outputs")
        {
            Short = $"batches of 1, unscaled: {string.Join(" and ", never.Select(arm => arm.Never))} of {seeds} never begin",
            Values =
            [
                ("seeds", $"{seeds}"),
                ("keras_never_begun", $"{never[0].Never}"),
                ("float16_never_begun", $"{never[1].Never}"),
                ("raw_never_begun", $"{raw}"),
            ],
        };
    }

    /// <summary>
    /// F4, by trainings of a few seeds: with the clipped loss a logistic regression learns the same, where a clip at
    /// 0.01 is seen; in batches of 1 with pixels 0 … 255 some seeds never begin, and from raw outputs all do.
    /// </summary>
    public static Judgement? Learning(Evidence evidence)
    {
        if (evidence.Pairs is not { } pairs)
        {
            return null;
        }

        PairedTraining[] clipped = [.. pairs.Where(pair => pair.Arm == Keras.Keras224.Name)];
        var logistic = clipped.Where(pair => pair.Data == Logistic).ToArray();
        var control = pairs.Where(pair => pair.Data == Logistic).Except(logistic).ToArray();
        var extreme = clipped.Where(pair => pair.Data == Extreme).ToArray();
        var off = logistic.Max(pair => Math.Abs(pair.Other.TestAccuracy - pair.Reference.TestAccuracy));
        var found = control.Min(pair => pair.Other.TestLoss - pair.Reference.TestLoss);
        var (dead, raw) = (extreme.Count(pair => pair.Other.ZeroGradient >= 1), extreme.Count(pair => pair.Reference.ZeroGradient >= 1));
        var (text, least) = (new Float64(off).ToText(), new Float64(found).ToText());
        return new(
            $"{logistic.Length} seeds: logistic regression: test accuracies off by at most {text}, "
                + $"a clip at 0.01 costs {least} nat at least; "
                + $"batches of 1, pixels 0 … 255: after an epoch all gradients are 0 with {dead} of {extreme.Length} seeds, "
                + $"from raw outputs with {raw}",
            Verdict.Reproduced.If(off <= Margin && found > 0 && dead > 0 && raw == 0),
            "a few seeds show that it happens; how often, and with what limits, 30 seeds say: training-effect")
        {
            Short = $"equal; {dead} of {extreme.Length} seeds never begin",
            Values =
            [
                ("accuracy_difference", text),
                ("control_loss_difference", least),
                ("never_begun", $"{dead}"),
                ("seeds", $"{extreme.Length}"),
            ],
        };
    }

    private static string Range(IReadOnlyList<Sample> samples) =>
        $"[{samples.MinBy(sample => sample.Raw.Value).Raw.ToText()}, {samples.MaxBy(sample => sample.Raw.Value).Raw.ToText()}]";

    private static string ArticleName => Losses.ArticleLosses.Logits.Name;
}

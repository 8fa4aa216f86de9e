using Experiments.Losses.Frameworks;
using Experiments.Numerics.Formats;
using Experiments.Samples;
using Experiments.Samples.Learning;

namespace Experiments.Claims;

/// <summary>C18, C19 and F4: a network on features, and whether the loss changes what is learnt.</summary>
internal static class EffectClaims
{
    private static readonly string Reference = Losses.ArticleLosses.Logits.Name;

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
    /// C19: by the committed trainings, where outputs are extreme and batches of one, a loss of the sigmoid learns less;
    /// with usual batches and inputs it learns the same.
    /// </summary>
    public static Judgement Advice(Evidence evidence)
    {
        (string Name, string Words)[] arms =
            [(Keras.Keras224.Name, Keras.Keras224.Name), (EffectNames.StoredFloat16, "sigmoid stored as float16")];
        var usual = arms.Select(arm => EffectTable.ByAccuracy(EffectNames.Photographs, arm.Name).Verdict).ToArray();
        var extreme = arms.Select(arm => EffectTable.ByAccuracy(EffectNames.Extreme, arm.Name)).ToArray();
        var stopped = arms.Select(arm => EffectTable.Stopped(EffectNames.Extreme, arm.Name)).ToArray();
        var (raw, seeds) = EffectTable.Stopped(EffectNames.Extreme, Reference);
        var words = arms.Select((arm, i) =>
            $"{arm.Words} {extreme[i].Verdict}, {stopped[i].Stopped} of {stopped[i].All} trainings stop with all gradients 0");
        return new(
            $"batches of 1, pixels 0 … 255: {string.Join("; ", words)}; from raw outputs {raw} of {seeds}; "
                + $"batches of 20, pixels in [0, 1]: {string.Join(" and ", usual.Distinct())}",
            Array.Exists(usual, verdict => verdict != EffectNames.Equivalent) ? Verdict.NotTested
                : Array.Exists(extreme, arm => arm is { Verdict: EffectNames.Different, Mean: < 0 }) ? Verdict.Illustrated
                : Array.TrueForAll(extreme, arm => arm.Verdict == EffectNames.Equivalent) ? Verdict.NotReproduced
                : Verdict.NotTested,
            "by test accuracy against the loss from raw outputs, other photographs than the article's, see training-effect; one arm that "
                + "learns less is enough, since the advice is of every loss of sigmoid outputs; "
                + $"in batches of 20 a clip at 0.01 is {EffectTable.ByAccuracy(EffectNames.Photographs, EffectNames.Control).Verdict} too")
        {
            Short = $"batches of 1, unscaled: {string.Join(" and ", stopped.Select(arm => arm.Stopped))} of {seeds} stop",
            Values =
            [
                ("seeds", $"{seeds}"),
                ("keras_stopped", $"{stopped[0].Stopped}"),
                ("float16_stopped", $"{stopped[1].Stopped}"),
                ("raw_stopped", $"{raw}"),
            ],
        };
    }

    /// <summary>
    /// F4, by trainings of a few seeds: with the clipped loss a logistic regression comes to the same test loss, within a
    /// quarter of what a clip at 0.01 costs; in batches of 1 with pixels 0 … 255 some trainings stop in the first epoch,
    /// and from raw outputs none does.
    /// </summary>
    public static Judgement? Learning(Evidence evidence)
    {
        if (evidence.Pairs is not { } pairs)
        {
            return null;
        }

        PairedTraining[] clipped = [.. pairs.Where(pair => pair.Arm == Keras.Keras224.Name)];
        var logistic = clipped.Where(pair => pair.Data == EffectNames.Logistic).ToArray();
        var control = pairs.Where(pair => pair.Data == EffectNames.Logistic && pair.Arm == EffectNames.Control).ToArray();
        var extreme = clipped.Where(pair => pair.Data == EffectNames.Extreme).ToArray();
        var off = logistic.Max(pair => Math.Abs(LossDifference(pair)));
        var cost = control.Min(LossDifference);
        var (stopped, raw) = (extreme.Count(pair => HasStopped(pair.Other)), extreme.Count(pair => HasStopped(pair.Reference)));
        var (text, least) = (new Float64(off).ToText(), new Float64(cost).ToText());
        var (often, seeds) = EffectTable.Stopped(EffectNames.Extreme, Keras.Keras224.Name);
        return new(
            $"{logistic.Length} seeds: logistic regression: test losses off by at most {text} nat, "
                + $"where a clip at 0.01 costs {least} nat at least; batches of 1, pixels 0 … 255: after an epoch all gradients are 0 "
                + $"with {stopped} of {extreme.Length} seeds, from raw outputs with {raw}",
            Verdict.Reproduced.If(cost > 0 && off <= EffectNames.ControlShare * cost && stopped > 0 && raw == 0),
            $"a few seeds show that it happens; of {seeds} seeds it happens with {often}, see training-effect")
        {
            Short = $"equal; {stopped} of {extreme.Length} seeds stop",
            Values =
            [
                ("loss_difference", text),
                ("control_loss_difference", least),
                ("stopped", $"{stopped}"),
                ("seeds", $"{extreme.Length}"),
            ],
        };

        static double LossDifference(PairedTraining pair) => pair.Other.TestLoss - pair.Reference.TestLoss;

        static bool HasStopped(LearnedOutcome outcome) => outcome.ZeroGradient >= 1;
    }

    private static string Range(IReadOnlyList<Sample> samples) =>
        $"[{samples.MinBy(sample => sample.Raw.Value).Raw.ToText()}, {samples.MaxBy(sample => sample.Raw.Value).Raw.ToText()}]";
}

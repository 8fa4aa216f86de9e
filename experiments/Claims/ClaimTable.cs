using Experiments.Cli;
using Experiments.Numerics.Formats;
using Experiments.Samples;

namespace Experiments.Claims;

/// <summary>
/// The table of claims: the article's, in its order, then our own findings; how each is judged, and the recorded
/// verdict.
/// </summary>
internal static class ClaimTable
{
    /// <summary>The stem of its file.</summary>
    public const string Stem = "claims";

    private const string NeedsTraining = "no training of a network got so far";
    private const string NeedsModel = "no pretrained model: --features MODEL";

    private const string NeedsPairs = "no paired trainings: leave --quick out";

    /// <summary>Whether paired trainings of a few seeds are needed to judge a claim.</summary>
    public static bool TakesPairs(Claim claim) => claim.Needs == NeedsPairs;

    /// <summary>Whether a training of a network on images is needed to judge a claim.</summary>
    public static bool TakesTraining(Claim claim) => claim.Needs == NeedsTraining;

    /// <summary>Whether a training on features of a pretrained model is.</summary>
    public static bool TakesFeatures(Claim claim) => claim.Needs == NeedsModel;

    /// <summary>The claims.</summary>
    public static IReadOnlyList<Claim> Claims { get; } =
    [
        new(
            "C1",
            "logit(sigmoid(x)) = x",
            "logit(sigmoid(x)) = x in exact arithmetic",
            "identity",
            Verdict.Reproduced,
            RoundTripClaims.Identity),
        new(
            "C2",
            "round trip 1 % off from",
            "in float32 the relative error of the round trip reaches 1 % at about",
            "14.6",
            Verdict.Reproduced,
            RoundTripClaims.OnePercent),
        new(
            "C3",
            "round trip infinite from",
            "above about this x the round trip is infinite, because the sigmoid is exactly 1",
            "16.6",
            Verdict.Reproduced,
            RoundTripClaims.Infinite),
        new(
            "C4",
            "estimate log(eps)",
            "the limit can be estimated from the format alone as log(eps)",
            "-15.94",
            Verdict.Reproduced,
            RoundTripClaims.Estimate),
        new(
            "C5",
            "clipped loss is always finite",
            "Keras' clipped loss never over- or underflows in float32, whatever the input",
            "never",
            Verdict.Reproduced,
            ClipClaims.Finite),
        new(
            "C6",
            "clipped loss flat at both ends",
            "the clipped loss is flat at both ends",
            "flat left and right",
            Verdict.Reproduced,
            ClipClaims.Flat),
        new(
            "C7",
            "loss from raw outputs smooth",
            "the loss from raw outputs is smooth over the whole sweep",
            "smooth",
            Verdict.Reproduced,
            LossClaims.Smooth),
        new(
            "C8",
            "clipped loss goes in steps",
            "before the clip limit, at large positive x, the clipped loss goes in steps",
            "steps",
            Verdict.Reproduced,
            ClipClaims.Steps),
        new(
            "C9",
            "clipped loss underestimates",
            "on the negative side the clipped loss underestimates, the more so the more negative x",
            "grows with -x",
            Verdict.Reproduced,
            ClipClaims.Deficit),
        new(
            "C10",
            "float128 ends early",
            "even NumPy's float128 does not get far when the loss is taken from the sigmoid",
            "grey curve ends",
            Verdict.Reproduced,
            LossClaims.NaiveEnds),
        new(
            "C11",
            "extreme samples have equal loss",
            "sigmoid and clipped loss cannot tell apart samples in extreme accord or discord with their label",
            "equal loss",
            Verdict.Reproduced,
            ClipClaims.Indistinct),
        Trained(
            "C12",
            "raw outputs after 8 epochs",
            "after 8 epochs raw outputs lie within about",
            "[-3, 8]",
            Verdict.Differs,
            EarlyClaims.Range),
        Trained(
            "C13",
            "losses agree after 8 epochs",
            "after 8 epochs both losses agree for every sample",
            "identical",
            Verdict.Illustrated,
            EarlyClaims.Agreement),
        Trained(
            "C14",
            "classes separate, accuracy",
            "after full training the classes separate, test accuracy about",
            "0.85",
            Verdict.Illustrated,
            TrainedClaims.Accuracy),
        Trained(
            "C15",
            "least raw output of class 1",
            "no class-1 training image has a raw output below about",
            "-4",
            Verdict.Illustrated,
            TrainedClaims.Least),
        Trained(
            "C16",
            "class-1 images above 16",
            "some class-1 images have raw outputs above about 16, and their clipped loss sits at about",
            "1e-7",
            Verdict.Illustrated,
            TrainedClaims.Clipped),
        Trained(
            "C17",
            "batches of 4 hide the clip",
            "with batches of 4 the samples of middling loss dominate and the clipping no longer shows",
            "Figure 6",
            Verdict.Illustrated,
            TrainedClaims.Batches),
        new(
            "C18",
            "pretrained networks alike",
            "networks on VGG16 and Inception V3 look qualitatively the same",
            "yes",
            Verdict.Illustrated,
            EffectClaims.SamePicture,
            NeedsModel),
        new(
            "C19",
            "advice: loss from raw outputs",
            "advice: take the loss from raw outputs if many of them are extreme and batches are very small, or to rule the question out",
            "—",
            Verdict.Illustrated,
            EffectClaims.Advice),
        new(
            "F1",
            "round trip 1 % off next to 0",
            "next to x = 0 the relative error of the round trip exceeds 1 % too, and the clipped loss does not suffer",
            "—",
            Verdict.Reproduced,
            NearZeroFinding.Judge),
        new(
            "F2",
            "no clip in 16-bit formats",
            "Keras' clip protects nothing in float16 and bfloat16: 1 − ε is 1 there, and the loss of a confident sample nan",
            "—",
            Verdict.Reproduced,
            HalfClipFinding.Judge),
        new(
            "F3",
            "limits of every format",
            "in every format the round trip is infinite from the first number above p·ln 2 on (decimal: ln(2·10^28)), "
            + "and 1 % off from there or earlier",
            "—",
            Verdict.Reproduced,
            ThresholdFinding.Judge),
        new(
            "F4",
            "the loss and what is learnt",
            "trainings that differ in the loss alone: with Keras' clip a logistic regression learns the same; "
            + "in batches of 1 with pixels 0 … 255 some trainings stop in the first epoch, and from raw outputs none does",
            "—",
            Verdict.Reproduced,
            EffectClaims.Learning,
            NeedsPairs),
    ];

    /// <summary>
    /// The plan of judging claims, all where none are named, by evidence that is gathered first; the command says what a
    /// pretrained model was, if one was given.
    /// </summary>
    public static Plan Plan(Func<Work, Evidence> gather, string command = "verify", IReadOnlyList<Claim>? claims = null) =>
        new([Stem], [], work => Form(gather(work), claims ?? Claims))
        {
            Command = command,
            Seeds = [TrainingEvidence.ShownSeed],
            Data = FashionMnist.Version,
        };

    /// <summary>The table, judged by what there is.</summary>
    public static ClaimVerdicts Judge(Evidence evidence, IReadOnlyList<Claim> claims)
    {
        var progress = evidence.Work.Start("claims", claims.Count, "judged");
        var rows = new List<ClaimRow>();
        foreach (var claim in claims)
        {
            evidence.Work.Cancellation.ThrowIfCancellationRequested();
            rows.Add(Row(claim, evidence));
            progress.Report(rows.Count);
        }

        return new(rows);
    }

    /// <summary>A claim, judged; of another training than the recorded one no verdict is recorded.</summary>
    public static ClaimRow Row(Claim claim, Evidence evidence) =>
        new(claim, Judge(claim, evidence), HasRecord: !TakesTraining(claim) || evidence.Training is not { IsRecorded: false });

    private static Outputs Form(Evidence evidence, IReadOnlyList<Claim> claims)
    {
        var verdicts = Judge(evidence, claims);
        return new([OutputTable.From(Stem, ClaimRow.Table, verdicts.Rows)], [])
        {
            Data = evidence.Features is { IsRecorded: false } features ? $"{FashionMnist.Version}; features {features.Checksum:x16}" : null,
            Results = [verdicts],
            Printed = [ResultTable.From(Stem, "The claims by verdict; verify says each", ClaimVerdicts.Counts, verdicts.Counted)],
        };
    }

    /// <summary>A claim that speaks of exact values does not hold where a formula gives none.</summary>
    private static Judgement? Judge(Claim claim, Evidence evidence)
    {
        try
        {
            return claim.Judge(evidence);
        }
        catch (NotFiniteException error)
        {
            return new("—", Verdict.NotReproduced, $"a value is no number: {error.Message}");
        }
    }

    /// <summary>A claim about a training.</summary>
    private static Claim Trained(
        string id, string title, string text, string article, Verdict expected, Func<TrainingEvidence, Judgement?> judge) =>
        new(id, title, text, article, expected, evidence => evidence.Training is { } training ? judge(training) : null, NeedsTraining);
}

namespace Experiments.Claims;

/// <summary>A row of the table of claims; of a claim that could not be judged, not tested is what is to be expected.</summary>
internal sealed record ClaimRow(Claim Claim, Judgement? Judgement)
{
    public static IReadOnlyList<string> Header { get; } = ["id", "claim", "article", "ours", "verdict", "expected", "why"];

    /// <summary>Our values; — where there are none.</summary>
    public string Ours => Judgement?.Ours ?? "—";

    /// <summary>Whether the claim holds.</summary>
    public Verdict Verdict => Judgement?.Verdict ?? Verdict.NotTested;

    /// <summary>The recorded verdict.</summary>
    public Verdict Expected => Judgement is null ? Verdict.NotTested : Claim.Expected;

    /// <summary>What ours rests on, or why it differs.</summary>
    public string Why => Judgement?.Why ?? Claim.Needs;

    /// <summary>Whether the verdict is the recorded one.</summary>
    public bool IsRecorded => Verdict == Expected;

    /// <summary>The cells of its row.</summary>
    public IReadOnlyList<string> Cells => [Claim.Id, Claim.Text, Claim.Article, Ours, Verdict.Word, Expected.Word, Why];
}

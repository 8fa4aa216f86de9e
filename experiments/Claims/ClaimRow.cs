using Experiments.Output.Tables;

namespace Experiments.Claims;

/// <summary>A row of the table of claims; of a claim that could not be judged, not tested is what is to be expected.</summary>
internal sealed record ClaimRow(Claim Claim, Judgement? Judgement)
{
    /// <summary>The table of claims.</summary>
    public static Table<ClaimRow> Table { get; } = new(
        new("id", row => row.Claim.Id) { IsKey = true },
        new("claim", row => row.Claim.Text),
        new("article", row => row.Claim.Article),
        new("ours", row => row.Ours),
        new("verdict", row => row.Verdict.Word),
        new("expected", row => row.Expected.Word),
        new("why", row => row.Why));

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
}

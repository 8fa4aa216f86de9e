using Experiments.Cli;
using Experiments.Output.Tables;

namespace Experiments.Claims;

/// <summary>
/// A row of the table of claims. Where a claim could not be judged, the expected verdict is not tested.
/// </summary>
/// <param name="Claim">The claim.</param>
/// <param name="Judgement">What it came to; null where it could not be judged.</param>
/// <param name="HasRecord">Whether a verdict is recorded of what it was judged by.</param>
internal sealed record ClaimRow(Claim Claim, Judgement? Judgement, bool HasRecord = true)
{
    /// <summary>The table of claims.</summary>
    public static Table<ClaimRow> Table { get; } = new(
        new("id", row => row.Claim.Id) { IsKey = true },
        new("claim", row => row.Claim.Text),
        new("article", row => row.Claim.Article),
        new("ours", row => row.Ours),
        new("verdict", row => row.Verdict.Word),
        new("expected", row => row.Expected?.Word ?? ""),
        new("why", row => row.Why));

    /// <summary>Our values; — where there are none.</summary>
    public string Ours => Judgement?.Ours ?? "—";

    /// <summary>Whether the claim holds.</summary>
    public Verdict Verdict => Judgement?.Verdict ?? Verdict.NotTested;

    /// <summary>The recorded verdict; null where none is.</summary>
    public Verdict? Expected => !HasRecord ? null : Judgement is null ? Verdict.NotTested : Claim.Expected;

    /// <summary>What ours rests on, or why it differs.</summary>
    public string Why => Judgement?.Why ?? Claim.Needs;

    /// <summary>Whether the verdict is the recorded one, if there is one.</summary>
    public bool IsRecorded => Expected is null || Verdict == Expected;
}

/// <summary>The claims, judged; a verdict that is not the recorded one is a failure.</summary>
internal sealed record ClaimVerdicts(IReadOnlyList<ClaimRow> Rows) : IResult
{
    /// <summary>The table of how many claims have a verdict.</summary>
    public static Table<(string Verdict, int Claims)> Counts { get; } =
        new(new("verdict", row => row.Verdict) { IsKey = true }, new("claims", row => row.Claims));

    /// <summary>How many claims have each verdict that there is.</summary>
    public IEnumerable<(string Verdict, int Claims)> Counted => Verdict.All
        .Select(verdict => (verdict.Word, Claims: Rows.Count(row => row.Verdict == verdict)))
        .Where(part => part.Claims > 0);

    /// <inheritdoc/>
    public string? Failure => ClaimPage.Deviating(Rows) is { Length: > 0 } others ? $"not the recorded verdict: {others}" : null;
}

using Experiments.Cli;

namespace Experiments.Claims;

/// <summary>The claims, judged; a verdict that is not the recorded one is a failure.</summary>
internal sealed record ClaimVerdicts(IReadOnlyList<ClaimRow> Rows) : IResult
{
    /// <inheritdoc/>
    public string? Failure => ClaimPage.Deviating(Rows) is { Length: > 0 } others ? $"not the recorded verdict: {others}" : null;
}

namespace Experiments.Claims;

/// <summary>What a claim came to.</summary>
/// <param name="Ours">Our values, in the shortest digits of their formats.</param>
/// <param name="Verdict">Whether the claim holds of them.</param>
/// <param name="Why">What that rests on, or why ours differs from the article's, in one line.</param>
internal sealed record Judgement(string Ours, Verdict Verdict, string Why);

namespace Experiments.Claims;

/// <summary>A claim of the article, or a finding of ours, and how it is judged.</summary>
/// <param name="Id">C and its number in the article's list, F for ours.</param>
/// <param name="Title">The claim in a few words.</param>
/// <param name="Text">The claim.</param>
/// <param name="Article">The article's value; — where it has none.</param>
/// <param name="Expected">The recorded verdict.</param>
/// <param name="Judge">Computes what it speaks of; null where there is nothing to judge it by.</param>
/// <param name="Needs">What there is nothing without; empty where nothing is needed.</param>
internal sealed record Claim(
    string Id, string Title, string Text, string Article, Verdict Expected, Func<Evidence, Judgement?> Judge, string Needs = "");

/// <summary>What a claim came to.</summary>
/// <param name="Ours">Our values, in the shortest digits of their formats.</param>
/// <param name="Verdict">Whether they bear the claim out.</param>
/// <param name="Why">What that rests on, or why ours differs from the article's, in one line.</param>
internal sealed record Judgement(string Ours, Verdict Verdict, string Why)
{
    /// <summary>Our values in a few words: the first part of them.</summary>
    public string Short
    {
        get => field ?? Ours.Split(';')[0];
        init;
    }

    /// <summary>The numbers that it rests on, by name, each in the shortest digits of its format.</summary>
    public IReadOnlyList<(string Name, string Number)> Values { get; init; } = [];
}

namespace Experiments.Claims;

/// <summary>What comes of checking a claim, in one of five words.</summary>
internal sealed record Verdict(string Word)
{
    /// <summary>The same object was computed, and the claim is true of it.</summary>
    public static readonly Verdict Reproduced = new("reproduced");

    /// <summary>The claim is true but for a number, which is off by a little.</summary>
    public static readonly Verdict Approximately = new("approximately");

    /// <summary>
    /// The claim is true of another object that stands for the article's: other photographs, another network.
    /// </summary>
    public static readonly Verdict Illustrated = new("illustrated");

    /// <summary>The claim is not true of what was computed.</summary>
    public static readonly Verdict NotReproduced = new("not reproduced");

    /// <summary>There is nothing to judge it by.</summary>
    public static readonly Verdict NotTested = new("not tested");

    /// <summary>The words, from the best to none.</summary>
    public static IReadOnlyList<Verdict> All { get; } = [Reproduced, Approximately, Illustrated, NotReproduced, NotTested];

    /// <summary>The verdict where a claim holds, and else that it does not.</summary>
    public Verdict If(bool holds) => holds ? this : NotReproduced;
}

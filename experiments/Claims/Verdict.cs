namespace Experiments.Claims;

/// <summary>What comes of checking a claim, in one of six words.</summary>
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

    /// <summary>
    /// A number of the article's lies outside what other photographs give. That contradicts nothing.
    /// </summary>
    public static readonly Verdict Differs = new("differs (other data)");

    /// <summary>What was computed contradicts the claim.</summary>
    public static readonly Verdict NotReproduced = new("not reproduced");

    /// <summary>There is nothing to judge it by.</summary>
    public static readonly Verdict NotTested = new("not tested");

    /// <summary>The words, from the best to none.</summary>
    public static IReadOnlyList<Verdict> All { get; } = [Reproduced, Approximately, Illustrated, Differs, NotReproduced, NotTested];

    /// <summary>The verdict where a claim holds, and else that it is contradicted.</summary>
    public Verdict If(bool holds) => holds ? this : NotReproduced;

    /// <summary>The worse of two.</summary>
    public Verdict Or(Verdict other) => All.First(verdict => verdict == this || verdict == other) == this ? other : this;
}

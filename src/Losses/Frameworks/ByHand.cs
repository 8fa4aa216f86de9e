namespace Experiments.Losses.Frameworks;

/// <summary>Two ways to protect the logarithms that many programs have by hand, with an ε of one's own.</summary>
public static class ByHand
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [AddEpsilon, ClipEpsilon];

    /// <summary>−(y·log(p + ε) + (1 − y)·log((1 − p) + ε)), ε = 1e-7 unless another is given.</summary>
    /// <remarks>−log ε where p is exactly wrong; below 0 where it is exactly right and 1 + ε is not 1.</remarks>
    public static Loss AddEpsilon { get; } = Loss.Of(given => new()
    {
        Name = "add-epsilon",
        Framework = "programs by hand",
        Evidence = EvidenceKind.Inferred,
        Source = "−(y·log(p + ε) + (1 − y)·log(1 − p + ε))",
        Takes = Takes.Probability,
        Formula = (p, y) =>
        {
            Expression epsilon = given.Epsilon ?? Terms.PowerOfTen(-7);
            return Terms.CrossEntropy(p + epsilon, (1 - p) + epsilon, y);
        },
        Accepts = [Parameter.Epsilon],
    });

    /// <summary>−(y·log q + (1 − y)·log(1 − q)), q = p clipped to [ε, 1 − ε], ε = 1e-7 unless another is given.</summary>
    public static Loss ClipEpsilon { get; } = Loss.Of(given => new()
    {
        Name = "clip-epsilon",
        Framework = "programs by hand",
        Evidence = EvidenceKind.Inferred,
        Source = "−(y·log q + (1 − y)·log(1 − q)), q = p clipped to [ε, 1 − ε]",
        Takes = Takes.Probability,
        Formula = (p, y) =>
        {
            var q = Terms.Clip(p, given.Epsilon ?? Terms.PowerOfTen(-7));
            return Terms.CrossEntropy(q, 1 - q, y);
        },
        Accepts = [Parameter.Epsilon],
    });
}

namespace Experiments.Losses.Frameworks;

/// <summary>Deeplearning4j's loss LossBinaryXENT.</summary>
public static class Dl4j
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [BinaryXent];

    /// <summary>−(log q·y + log(1 − q)·(1 − y)), q = p clipped to [ε, 1 − ε], ε = 1e-5.</summary>
    /// <remarks>
    /// At most 11.51. The derivative is (q − y)/(q·(1 − q)) with q even where p was clipped, so that σ′ makes it smaller
    /// there and not 0.
    /// </remarks>
    public static Loss BinaryXent { get; } = Loss.Of(given => new()
    {
        Name = "dl4j-xent",
        Framework = "Deeplearning4j LossBinaryXENT",
        Versions = "1.0.0-beta",
        Evidence = EvidenceKind.Read,
        Source = "eclipse/deeplearning4j, nd4j/…/lossfunctions/impl/LossBinaryXENT.java, of 2018",
        Takes = Takes.Probability,
        Formula = (p, y) =>
        {
            var q = Clip(p, given);
            return -((Expression.Log(q) * y) + (Expression.Log(1 - q) * (1 - y)));
        },
        Backward = (p, y) =>
        {
            var q = Clip(p, given);
            return (q - y) / (q * (1 - q));
        },
        Accepts = [Parameter.Epsilon],
    });

    private static Expression Clip(Expression p, LossParameters given) => Terms.Clip(p, given.Epsilon ?? Terms.PowerOfTen(-5));
}

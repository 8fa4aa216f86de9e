namespace Experiments.Losses.Formula;

/// <summary>The formula to use: the loss of a raw output and its derivative, accurate for every x and label.</summary>
/// <remarks>README.md beside this file has the bounds, their proofs and the formula in other notations.</remarks>
public static class SplitLoss
{
    /// <summary>w·|x| + log1p(z), z = e^−|x|; w is 1 − y for x ≥ 0, else y. The derivative is ±(w − v·z)/(1 + z).</summary>
    /// <remarks>
    /// w is the weight of the class that x speaks against, v the other weight. The loss is within 1.5 ulps for hard
    /// labels and 2.5 for soft ones. The derivative is within 2.5 ulps for hard labels. For soft ones it is within 6 ulps
    /// of the larger of (1 − y)·σ(x) and y·(1 − σ(x)), whose difference it is.
    /// </remarks>
    public static Loss Split { get; } = new()
    {
        Name = "split",
        Framework = "the formula to use",
        Source = "src/Losses/Formula/README.md",
        Takes = Takes.Logit,
        Formula = (x, y) =>
        {
            var (size, against, _) = Parts(x, y);
            return (against * size) + Expression.Log1P(Expression.Exp(-size));
        },
        Backward = (x, y) =>
        {
            var (size, against, along) = Parts(x, y);
            var z = Expression.Exp(-size);
            var slope = (against - (along * z)) / (1 + z);
            return Expression.Select(Expression.AtLeast(x, 0), slope, -slope);
        },
    };

    /// <summary>|x|, the weight of the class that x speaks against, and that of the class it speaks for.</summary>
    private static (Expression Size, Expression Against, Expression Along) Parts(Expression x, Expression y)
    {
        var isPositive = Expression.AtLeast(x, 0);
        var rest = 1 - y;
        return (
            Expression.Select(isPositive, x, -x),
            Expression.Select(isPositive, rest, y),
            Expression.Select(isPositive, y, rest));
    }
}

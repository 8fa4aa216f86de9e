namespace Experiments.Losses;

/// <summary>A way to compute the sigmoid, the logistic function σ(x) = 1/(1 + e^−x), and its derivative.</summary>
/// <param name="Value">From x, the sigmoid.</param>
/// <param name="Backward">From the sigmoid s and the gradient g that reaches it, the gradient that reaches x.</param>
public sealed record Sigmoid(Func<Expression, Expression> Value, Func<Expression, Expression, Expression> Backward)
{
    /// <summary>1 / (1 + e^−x), as written; the gradient is g·(s·(1 − s)).</summary>
    /// <remarks>
    /// Exactly 1 once e^−x is at most the unit roundoff u, from x = −ln u on: 16.64 in float32, 36.74 in float64, 44.37
    /// in float80. 0 once e^−x overflows: below −88.72 in float32. In decimal that is the token overflow.
    /// </remarks>
    public static Sigmoid Naive { get; } = new(x => 1 / (1 + Expression.Exp(-x)), (s, g) => g * (s * (1 - s)));
}

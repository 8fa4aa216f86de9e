using Experiments.Numerics.Exact;

namespace Experiments.Losses;

/// <summary>The parts that formulas share, and their version as a whole.</summary>
public static class Formulas
{
    /// <summary>
    /// The version of all outputs. It rises whenever a digit changes for the same command; files of another version are
    /// stale.
    /// </summary>
    public const int Version = 1;

    /// <summary>ε = 1e-7, Keras' clip, rounded to the format.</summary>
    public static Rational Epsilon { get; } = Rational.FromDecimal(1, -7);

    /// <summary>logit(p) = log(p / (1 − p)), the inverse of the sigmoid, for 0 ≤ p ≤ 1.</summary>
    /// <remarks>
    /// −∞ at p = 0 and ∞ at p = 1. Its largest finite value is set by the largest p below 1: 16.64 in float32.
    /// </remarks>
    public static Expression Logit(Expression p)
    {
        ArgumentNullException.ThrowIfNull(p);
        return Expression.Log(p / (1 - p));
    }

    /// <summary>p clipped to [ε, 1 − ε], 1 − ε computed in the format: 1 itself in float16 and bfloat16 for 1e-7.</summary>
    public static Expression Clip(Expression p, Rational? epsilon = null)
    {
        Expression end = epsilon ?? Epsilon;
        return Expression.Clip(p, end, 1 - end);
    }

    /// <summary>The cross-entropy of a raw output as TensorFlow has it: (max(x, 0) − x·y) + log1p(e^−|x|).</summary>
    /// <remarks>
    /// Within 1.5 ulps of the exact loss for hard labels and every finite x (Formula/README.md); x − x·y may cancel for
    /// soft ones. Maximum and |x| come from one mask x ≥ 0, so that the derivative at 0 is right. Source:
    /// tensorflow/python/ops/nn_impl.py, sigmoid_cross_entropy_with_logits.
    /// </remarks>
    public static Expression CrossEntropy(Expression x, Expression y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var isPositive = Expression.AtLeast(x, 0);
        var minusSize = Expression.Select(isPositive, -x, x);
        return (Expression.Select(isPositive, x, 0) - (x * y)) + Expression.Log1P(Expression.Exp(minusSize));
    }
}

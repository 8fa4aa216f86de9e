namespace Experiments.Losses.Frameworks;

/// <summary>MLX's loss binary_cross_entropy, on the CPU.</summary>
public static class Mlx
{
    private const string Source = "ml-explore/mlx, 846d176227a0, python/mlx/nn/losses.py, binary_cross_entropy";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [Bce, Logits];

    /// <summary>σ as y = 1/(1 + e^|x|) below 0 and 1 − y from 0 on.</summary>
    internal static Sigmoid Sigmoid { get; } = new()
    {
        Name = "mlx",
        Framework = "MLX 0.32 CPU",
        Source = "ml-explore/mlx, 846d176227a0, mlx/backend/cpu/unary_ops.h, Sigmoid",
        Value = x =>
        {
            var small = 1 / (1 + Expression.Exp(Expression.Abs(x)));
            return Expression.Select(Terms.IsPositive(-x), small, 1 - small);
        },
    };

    /// <summary>From probabilities: −(y·max(log p, −100) + (1 − y)·max(log(1 − p), −100)).</summary>
    /// <remarks>
    /// 100 where p is exactly wrong. The gradient is NaN where p is exactly 0 or 1, for either label: 0/0.
    /// </remarks>
    public static Loss Bce { get; } = new()
    {
        Name = "mlx-bce",
        Framework = "MLX binary_cross_entropy(with_logits=False)",
        Versions = "0.18 – 0.32",
        Evidence = EvidenceKind.Read,
        Source = Source,
        Takes = Takes.Probability,
        Sigmoid = Sigmoid,
        Formula = (p, y) =>
            -((y * Expression.Max(Expression.Log(p), -100)) + ((1 - y) * Expression.Max(Expression.Log(1 - p), -100))),
    };

    /// <summary>From raw outputs: logaddexp(0, x) − x·y, logaddexp(0, x) = max(0, x) + log1p(e^(min − max)).</summary>
    /// <remarks>
    /// Small losses are kept for label 0 alone. The gradient is (1 − σ(−x)) − y, which loses both tails.
    /// </remarks>
    public static Loss Logits { get; } = new()
    {
        Name = "mlx-logits",
        Framework = "MLX binary_cross_entropy",
        Versions = "0.0.6 – 0.32",
        Evidence = EvidenceKind.Read,
        Source = $"{Source}; mlx/backend/cpu/binary_ops.h and mlx/primitives.cpp, LogAddExp",
        Takes = Takes.Logit,
        Sigmoid = Sigmoid,
        Formula = (x, y) =>
        {
            var (larger, smaller) = (Expression.Max(0, x), Expression.Min(0, x));
            return (larger + Expression.Log1P(Expression.Exp(smaller - larger))) - (x * y);
        },
        Backward = (x, y) => (1 - Sigmoid.Value(0 - x)) + -y,
    };
}

namespace Experiments.Losses.Frameworks;

/// <summary>Losses of Burn, with the operations that its backends share.</summary>
public static class Burn
{
    private const string Repository = "tracel-ai/burn, 2c06be351006";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [Bce, Logits];

    /// <summary>σ as e^−log(e^−x + 1), which its backends have where they have none of their own.</summary>
    internal static Sigmoid Sigmoid { get; } = new()
    {
        Name = "burn",
        Framework = "Burn 0.22 backends without a sigmoid of their own",
        Source = $"{Repository}, crates/burn-backend/src/backend/ops/activation.rs, sigmoid",
        Value = x => Expression.Exp(-Expression.Log(Expression.Exp(-x) + 1)),
        Backward = (s, g) => (s * (-s + 1)) * g,
    };

    /// <summary>From probabilities: (y − 1)·max(log1p(−p), −100) − y·max(log p, −100), differentiated as written.</summary>
    /// <remarks>
    /// 100 where p is exactly wrong. The gradient is NaN where p is exactly 0 or 1, for either label: 0·∞.
    /// </remarks>
    public static Loss Bce { get; } = new()
    {
        Name = "burn-bce",
        Framework = "Burn BinaryCrossEntropyLoss",
        Versions = "0.17 – 0.22",
        Evidence = EvidenceKind.Read,
        Source = $"{Repository}, crates/burn-nn/src/loss/binary_cross_entropy.rs",
        Takes = Takes.Probability,
        Sigmoid = Sigmoid,
        Formula = (p, y) =>
            ((y - 1) * Expression.Max(Expression.Log1P(-p), -100)) - (y * Expression.Max(Expression.Log(p), -100)),
        Rules = DerivativeRules.Reciprocal,
    };

    /// <summary>From raw outputs: (−y + 1)·x − (−m − log(e^−m + e^(−x − m))), m = max(−x, 0).</summary>
    /// <remarks>
    /// Both tails are lost, in the loss and in the gradient. The backend flex has log1p of its own and keeps label 1's.
    /// </remarks>
    public static Loss Logits { get; } = new()
    {
        Name = "burn-logits",
        Framework = "Burn BinaryCrossEntropyLoss with logits",
        Versions = "0.14 – 0.22",
        Evidence = EvidenceKind.Read,
        Source = $"{Bce.Source}; crates/burn-backend/src/backend/ops/activation.rs, log_sigmoid and log_sigmoid_backward",
        Takes = Takes.Logit,
        Sigmoid = Sigmoid,
        Formula = (x, y) =>
        {
            var m = Expression.Max(-x, 0);
            return ((-y + 1) * x) - (-m - Expression.Log(Exponentials(x)));
        },
        Backward = (x, y) =>
        {
            var isNegative = Terms.IsPositive(-x);
            var sign = Expression.Select(isNegative, 1, -1);
            return (-y + 1) - (isNegative - (sign * (1 - (1 / Exponentials(x)))));
        },
    };

    private static Expression Exponentials(Expression x)
    {
        var m = Expression.Max(-x, 0);
        return Expression.Exp(-m) + Expression.Exp(-x - m);
    }
}

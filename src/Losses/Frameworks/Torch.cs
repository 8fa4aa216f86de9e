using Experiments.Numerics.Exact;

namespace Experiments.Losses.Frameworks;

/// <summary>PyTorch's losses, on the CPU.</summary>
public static class Torch
{
    private const string Repository = "pytorch/pytorch";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [Bce, Bce113, Bce04, Logits, Logits22];

    /// <summary>BCELoss: (y − 1)·max(log1p(−p), −100) − y·max(log p, −100), its derivatives written by hand.</summary>
    /// <remarks>
    /// 100 where p is exactly wrong; −0 for label 1 at p = 1 and 0 for label 0 at p = 0. PyTorch keeps the derivative's
    /// floor 1e-12 in float32: of float64 probabilities its derivative is 4·10^−9 larger where the floor holds.
    /// </remarks>
    public static Loss Bce { get; } = Loss.Of(given => new()
    {
        Name = "torch-bce",
        Framework = "PyTorch BCELoss",
        Versions = "2.6 – 2.14",
        Evidence = EvidenceKind.Executed,
        Source = $"{Repository}, main of 2024, aten/src/ATen/native/Loss.cpp, binary_cross_entropy_out_cpu and _backward_out_cpu",
        Takes = Takes.Probability,
        Sigmoid = Sigmoid.Naive with { Backward = (s, g) => g * (1 - s) * s },
        Formula = (p, y) => BceOf(Expression.Log1P(-p), p, y),
        Backward = (p, y) => (p - y) / Expression.Max((1 - p) * p, Epsilon(given)),
        Accepts = [Parameter.Epsilon],
    });

    /// <summary>BCELoss until 1.13: log(1 − p) in the place of log1p(−p).</summary>
    public static Loss Bce113 { get; } = Loss.Of(given => new()
    {
        Name = "torch-bce-1.13",
        Framework = "PyTorch BCELoss",
        Versions = "1.7 – 1.13",
        Evidence = EvidenceKind.Executed,
        Source = $"{Repository}, 008af87c5f0d, aten/src/ATen/native/Loss.cpp, binary_cross_entropy_out_cpu and _backward_out_cpu",
        Takes = Takes.Probability,
        Sigmoid = Bce.Sigmoid,
        Formula = (p, y) => BceOf(Expression.Log(1 - p), p, y),
        Backward = (p, y) => (p - y) / Expression.Max((1 - p) * p, Epsilon(given)),
        Accepts = [Parameter.Epsilon],
    });

    /// <summary>BCELoss of THNN: −(log(p + ε)·y + log((1 − p) + ε)·(1 − y)) with ε = 1e-12.</summary>
    /// <remarks>
    /// 27.63 where p is exactly wrong. PyTorch forms it in double even where p is a float, so that a right answer costs
    /// about −1e-12; in float32 alone 1 + ε is 1 and it costs −0.
    /// </remarks>
    public static Loss Bce04 { get; } = Loss.Of(given => new()
    {
        Name = "torch-bce-0.4",
        Framework = "PyTorch BCELoss of THNN",
        Versions = "0.1 – 0.4",
        Evidence = EvidenceKind.Read,
        Source = $"{Repository}, a942fad2a866, aten/src/THNN/generic/BCECriterion.c",
        Takes = Takes.Probability,
        Sigmoid = Bce.Sigmoid,
        Formula = (p, y) =>
        {
            var epsilon = Epsilon(given);
            return -((Expression.Log(p + epsilon) * y) + (Expression.Log((1 - p) + epsilon) * (1 - y)));
        },
        Backward = (p, y) =>
        {
            var epsilon = Epsilon(given);
            return -(y - p) / (((1 - p) + epsilon) * (p + epsilon));
        },
        Accepts = [Parameter.Epsilon],
    });

    /// <summary>BCEWithLogitsLoss: (1 − y)·x − log σ(x), log σ(x) = min(x, 0) − log1p(e^−|x|); derivative σ(x) − y.</summary>
    /// <remarks>
    /// Small losses are kept for label 1 alone: 0 for label 0 below x = −16.64. The weight of positives multiplies
    /// log σ by (w − 1)·y + 1.
    /// </remarks>
    public static Loss Logits { get; } = Loss.Of(given => new()
    {
        Name = "torch-logits",
        Framework = "PyTorch BCEWithLogitsLoss",
        Versions = "2.3 – 2.14",
        Evidence = EvidenceKind.Executed,
        Source = $"{Repository}, main of 2024, aten/src/ATen/native/Loss.cpp, binary_cross_entropy_with_logits; FunctionsManual.cpp",
        Takes = Takes.Logit,
        Formula = (x, y) =>
        {
            var logSigmoid = Expression.Min(x, 0) - Expression.Log1P(Terms.ExpOfMinusSize(x));
            return ((1 - y) * x) - (given.PosWeight is { } weight ? logSigmoid * LogWeight(weight, y) : logSigmoid);
        },
        Backward = (x, y) => LogitsBackward(x, y, given),
        Accepts = [Parameter.PosWeight],
    });

    /// <summary>BCEWithLogitsLoss until 2.2: ((1 − y)·x + m) + log(e^−m + e^(−x − m)), m = max(−x, 0).</summary>
    /// <remarks>A logarithm of 1 + …: 0 beyond |x| = 16.64 for both labels.</remarks>
    public static Loss Logits22 { get; } = Loss.Of(given => new()
    {
        Name = "torch-logits-2.2",
        Framework = "PyTorch BCEWithLogitsLoss",
        Versions = "1.7 – 2.2",
        Evidence = EvidenceKind.Executed,
        Source = $"{Repository}, 008af87c5f0d, aten/src/ATen/native/Loss.cpp, binary_cross_entropy_with_logits and _backward",
        Takes = Takes.Logit,
        Formula = (x, y) =>
        {
            var m = Expression.Max(-x, 0);
            var log = Expression.Log(Expression.Exp(-m) + Expression.Exp(-x - m));
            return given.PosWeight is { } weight
                ? ((1 - y) * x) + (LogWeight(weight, y) * (log + m))
                : (((1 - y) * x) + m) + log;
        },
        Backward = (x, y) => LogitsBackward(x, y, given),
        Accepts = [Parameter.PosWeight],
    });

    /// <summary>From log(1 − p), p and y, the loss, each logarithm at least −100.</summary>
    private static Expression BceOf(Expression logOfRest, Expression p, Expression y) =>
        ((y - 1) * Expression.Max(logOfRest, -100)) - (y * Expression.Max(Expression.Log(p), -100));

    private static Expression LogitsBackward(Expression x, Expression y, LossParameters given)
    {
        var sigmoid = Sigmoid.Naive.Value(x);
        if (given.PosWeight is not { } weight)
        {
            return sigmoid - y;
        }

        var t = weight * y;
        return (((t + 1) - y) * sigmoid) - t;
    }

    private static Expression LogWeight(Rational weight, Expression y) => (((Expression)weight - 1) * y) + 1;

    private static Rational Epsilon(LossParameters given) => given.Epsilon ?? Terms.PowerOfTen(-12);
}

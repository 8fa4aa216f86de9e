using Experiments.Losses.Sigmoids;
using Experiments.Numerics.Exact;

namespace Experiments.Losses.Frameworks;

/// <summary>The two-term loss of σ(x) with nothing against log 0: candle, tinygrad, ONNX Runtime.</summary>
/// <remarks>∞ where p is exactly wrong, and NaN where it is exactly right: 0·log 0.</remarks>
public static class Unprotected
{
    private const string TinygradSource = "tinygrad/tinygrad, a9069c177a9d, tinygrad/mixin/op.py and elementwise.py";

    private static readonly Rational Log2E = Rational.FromDecimal(14426950408889634, -16);
    private static readonly Rational Ln2 = Rational.FromDecimal(6931471805599453, -16);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [Candle, TinygradBce, TinygradLogits, OnnxRuntime];

    /// <summary>candle's binary_cross_entropy_with_logit: −(y·log s + (1 − y)·log(1 − s)), s = σ(x).</summary>
    /// <remarks>With logits in name alone: NaN for label 1 from x = 16.64 on.</remarks>
    public static Loss Candle { get; } = new()
    {
        Name = "candle-logits",
        Framework = "candle binary_cross_entropy_with_logit",
        Versions = "0.3 – 0.11",
        Evidence = EvidenceKind.Read,
        Source = "huggingface/candle, 2a13b0f3ff62, candle-nn/src/loss.rs and ops.rs",
        Takes = Takes.Probability,
        Asks = Takes.Logit,
        Sigmoid = Sigmoid.Naive with { Backward = (s, g) => g * ((1 - s) * s) },
        Formula = (p, y) => Terms.CrossEntropy(p, 1 - p, y),
    };

    /// <summary>tinygrad's binary_crossentropy: −y·log p − (1 − y)·log(1 − p), log a = log2(a)·ln 2.</summary>
    /// <remarks>The compiler cancels ln 2 in the derivative.</remarks>
    public static Loss TinygradBce { get; } = new()
    {
        Name = "tinygrad-bce",
        Framework = "tinygrad binary_crossentropy",
        Versions = "0.9 – 0.13",
        Evidence = EvidenceKind.Executed,
        Source = TinygradSource,
        Takes = Takes.Probability,
        Sigmoid = Exponentials.Tinygrad with { Backward = Terms.LeftToRight },
        Formula = (p, y) => (-y * TinygradLog(p)) - ((1 - y) * TinygradLog(1 - p)),
        Backward = (p, y) => (-y / p) + ((1 - y) / (1 - p)),
    };

    /// <summary>
    /// tinygrad's binary_crossentropy_logits: −(y·L(x) + (1 − y)·L(−x)), L(x) = −(log(e^(−x − m) + e^(0 − m)) + m),
    /// m = max(−x, 0).
    /// </summary>
    /// <remarks>
    /// 0 beyond |x| = 16.64 for both labels. The value was run; the gradient is read, with half of it for each of two
    /// equal operands of a maximum as in JAX, and without what the compiler may cancel.
    /// </remarks>
    public static Loss TinygradLogits { get; } = Loss.Of(given => new()
    {
        Name = "tinygrad-logits",
        Framework = "tinygrad binary_crossentropy_logits",
        Versions = "0.12 – 0.13",
        Evidence = EvidenceKind.Executed,
        Source = TinygradSource,
        Takes = Takes.Logit,
        Sigmoid = Exponentials.Tinygrad with { Backward = Terms.LeftToRight },
        Formula = (x, y) =>
            -(((given.PosWeight is { } weight ? weight * y : y) * -TinygradSoftplus(-x)) + ((1 - y) * -TinygradSoftplus(x))),
        Rules = DerivativeRules.Jax,
        Accepts = [Parameter.PosWeight],
    });

    /// <summary>ONNX Runtime's block BCEWithLogitsLoss: −(log s·y + log(1 − s)·(1 − y)), s = σ(x).</summary>
    /// <remarks>The gradient was not run.</remarks>
    public static Loss OnnxRuntime { get; } = Loss.Of(given => new()
    {
        Name = "onnxruntime-bce",
        Framework = "ONNX Runtime training onnxblock.BCEWithLogitsLoss",
        Versions = "1.13 – 1.31",
        Evidence = EvidenceKind.Executed,
        Source = "microsoft/onnxruntime, 022fb5b99efe, orttraining/orttraining/python/training/onnxblock/loss/loss.py",
        Takes = Takes.Probability,
        Asks = Takes.Logit,
        Sigmoid = Rationals.Mlas with { Backward = Terms.LeftToRight },
        Formula = (p, y) =>
        {
            var ofOne = Expression.Log(p) * y;
            return -((given.PosWeight is { } weight ? ofOne * weight : ofOne) + (Expression.Log(1 - p) * (1 - y)));
        },
        Accepts = [Parameter.PosWeight],
    });

    private static Expression TinygradLog(Expression a) => Expression.Log2(a) * Ln2;

    private static Expression TinygradExp(Expression a) => Expression.Exp2(a * Log2E);

    private static Expression TinygradSoftplus(Expression a)
    {
        var m = Expression.Max(a, 0);
        return TinygradLog(TinygradExp(a - m) + TinygradExp(0 - m)) + m;
    }
}

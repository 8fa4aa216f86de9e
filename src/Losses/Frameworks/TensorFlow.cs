using Experiments.Numerics.Formats;

namespace Experiments.Losses.Frameworks;

/// <summary>TensorFlow's losses of raw outputs.</summary>
public static class TensorFlow
{
    private const string Source = "tensorflow/tensorflow, tag v1.12.0, tensorflow/python/ops/nn_impl.py";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [Logits, LogitsEager, Weighted];

    /// <summary>
    /// TensorFlow 1's sigmoid_cross_entropy_with_logits, its gradients added in the order of the graph.
    /// </summary>
    /// <remarks>Both tails are kept, in the loss and in the gradient.</remarks>
    public static Loss Logits { get; } = ArticleLosses.Logits with
    {
        Name = "tf-logits",
        Framework = "TensorFlow graph mode",
        Versions = "1.0 – 1.15",
        Evidence = EvidenceKind.Executed,
        Source = $"{Source}, sigmoid_cross_entropy_with_logits",
        Backward = null,
        Rules = DerivativeRules.TensorFlowGraph,
        TrainsIn = NumberFormat.Named<Float32>(),
    };

    /// <summary>The same loss in eager mode: gradients are added in the order of the tape.</summary>
    /// <remarks>The gradient for label 1 is exactly 0 from x = 17.33 on: −e^−x − 1 + 1.</remarks>
    public static Loss LogitsEager { get; } = Logits with
    {
        Name = "tf-logits-eager",
        Framework = "TensorFlow eager mode",
        Versions = "1.5 – 2.21",
        Rules = DerivativeRules.TensorFlowTape,
    };

    /// <summary>
    /// weighted_cross_entropy_with_logits: (1 − y)·x + l·(log1p(e^−|x|) + max(−x, 0)), l = 1 + (w − 1)·y.
    /// </summary>
    /// <remarks>
    /// Its gradient at x = 0 is 1 for label 0 and 0 for label 1, with w = 1: |x| and max(−x, 0) have the slope 0 there.
    /// </remarks>
    public static Loss Weighted { get; } = Loss.Of(given => new()
    {
        Name = "tf-weighted",
        Framework = "TensorFlow weighted_cross_entropy_with_logits",
        Versions = "1.0 – 2.21",
        Evidence = EvidenceKind.Executed,
        Source = $"{Source}, weighted_cross_entropy_with_logits",
        Takes = Takes.Logit,
        Formula = (x, y) =>
        {
            var weight = 1 + (((Expression)(given.PosWeight ?? 1) - 1) * y);
            return ((1 - y) * x) + (weight * (Expression.Log1P(Terms.ExpOfMinusSize(x)) + Expression.Max(0, -x)));
        },
        Rules = DerivativeRules.TensorFlowGraph,
        Accepts = [Parameter.PosWeight],
    });
}

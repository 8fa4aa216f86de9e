using Experiments.Numerics.Formats;

namespace Experiments.Losses.Frameworks;

/// <summary>TensorFlow's losses of raw outputs.</summary>
public static class TensorFlow
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [Logits];

    /// <summary>
    /// TensorFlow 1's sigmoid_cross_entropy_with_logits, its gradients added in the order of the graph.
    /// </summary>
    public static Loss Logits { get; } = ArticleLosses.Logits with
    {
        Name = "tf-logits",
        Framework = "TensorFlow 1",
        Source = "tensorflow/tensorflow, tag v1.12.0, tensorflow/python/ops/nn_impl.py, sigmoid_cross_entropy_with_logits",
        Backward = null,
        Rules = DerivativeRules.TensorFlowGraph,
        TrainsIn = NumberFormat.Named<Float32>(),
    };
}

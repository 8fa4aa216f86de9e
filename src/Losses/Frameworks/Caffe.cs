using Experiments.Losses.Sigmoids;

namespace Experiments.Losses.Frameworks;

/// <summary>Caffe's layer SigmoidCrossEntropyLoss.</summary>
public static class Caffe
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [SigmoidCrossEntropy];

    /// <summary>
    /// −(x·(y − h) − log(1 + e^(x − 2·x·h))), h = 1 where x ≥ 0, else 0; the derivative is σ(x) − y with
    /// σ = ½·tanh(x/2) + ½.
    /// </summary>
    /// <remarks>
    /// 0 beyond |x| = 16.64, and the gradient beyond |x| = 18.02. Caffe's ½ are doubles, so that its σ is formed in
    /// double even where x is a float; here it is formed in the format.
    /// </remarks>
    public static Loss SigmoidCrossEntropy { get; } = new()
    {
        Name = "caffe",
        Framework = "Caffe SigmoidCrossEntropyLoss",
        Versions = "1.0",
        Evidence = EvidenceKind.Read,
        Source = "BVLC/caffe, 9b8915401838, src/caffe/layers/sigmoid_cross_entropy_loss_layer.cpp and sigmoid_layer.cpp",
        Takes = Takes.Logit,
        Sigmoid = AsWritten.Tanh,
        Formula = (x, y) =>
        {
            var h = Expression.AtLeast(x, 0);
            return -((x * (y - h)) - Expression.Log(1 + Expression.Exp(x - ((2 * x) * h))));
        },
        Backward = (x, y) => AsWritten.Tanh.Value(x) - y,
    };
}

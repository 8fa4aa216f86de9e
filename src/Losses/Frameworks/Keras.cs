using Experiments.Losses.Sigmoids;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses.Frameworks;

/// <summary>
/// Keras' losses of probabilities. ε is 1e-7 in the format, q is the probability p clipped to [ε, 1 − ε].
/// </summary>
/// <remarks>Values below are those of float32, where ε = 1.00000001·10^−7 and 1 − ε = 1 − 2^−23.</remarks>
public static class Keras
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [Keras224, TfKeras2, Keras3, Keras3Torch, KerasTheano];

    /// <summary>
    /// Keras 1.2.2 to 2.2.4 on TensorFlow: z = log(q / (1 − q)), then TensorFlow's loss of z as of a raw output.
    /// </summary>
    /// <remarks>
    /// TensorFlow's SigmoidGrad multiplies g·(s·(1 − s)) where it works on packets of numbers, and (g·s)·(1 − s) on single
    /// ones. TensorFlow 1.12 has packets in float32 and float64; in float16 it gave what the second form gives.
    /// </remarks>
    public static Loss Keras224 { get; } = Loss.Of(given => new()
    {
        Name = "keras-2.2.4",
        Framework = "Keras on TensorFlow 1",
        Versions = "1.2.2 – 2.2.4",
        Evidence = EvidenceKind.Executed,
        Source = "keras-team/keras, tag 2.2.4, keras/backend/tensorflow_backend.py, binary_crossentropy; "
            + "tensorflow/tensorflow, 036fd97ec6c7, tensorflow/core/kernels/cwise_ops_gradients.h, scalar_sigmoid_gradient_op",
        Takes = Takes.Probability,
        Sigmoid = Sigmoid.Naive with { Backward = SigmoidGrad },
        Formula = (p, y) => Formulas.CrossEntropy(Formulas.Logit(Clip(p, given)), y),
        Rules = DerivativeRules.TensorFlowGraph,
        Accepts = [Parameter.Epsilon],
    });

    /// <summary>
    /// tf.keras 2 where it has no raw outputs: ε a second time, −(y·log(q + ε) + (1 − y)·log((1 − q) + ε)).
    /// </summary>
    /// <remarks>
    /// At most 15.42 for label 1 and 15.33 for label 0. Exactly −0 at p = 1 and p = 0, as the second ε undoes the clip. The
    /// gradient was not run.
    /// </remarks>
    public static Loss TfKeras2 { get; } = Loss.Of(given => new()
    {
        Name = "tf-keras-2",
        Framework = "tf.keras 2",
        Versions = "2.0 – 2.15",
        Evidence = EvidenceKind.Executed,
        Source = "keras-team/keras, tag v2.15.0, keras/backend.py, binary_crossentropy",
        Takes = Takes.Probability,
        Formula = (p, y) =>
        {
            var q = Clip(p, given);
            return Terms.CrossEntropy(q + Epsilon(given), (1 - q) + Epsilon(given), y);
        },
        Rules = DerivativeRules.TensorFlowGraph,
        Accepts = [Parameter.Epsilon],
    });

    /// <summary>Keras 3 on JAX and on NumPy: −(y·log q + (1 − y)·log(1 − q)).</summary>
    /// <remarks>
    /// From 1.19·10^−7 to 16.12 for label 1 and to 15.94 for label 0; never 0. The gradient is that on JAX, from its
    /// source; it was not run. From x = 15.54 to 16.64, where p is 1 − ε itself, it is half of what it would be.
    /// </remarks>
    public static Loss Keras3 { get; } = Loss.Of(given => new()
    {
        Name = "keras-3",
        Framework = "Keras 3 on JAX and NumPy",
        Versions = "3.0 – 3.16",
        Evidence = EvidenceKind.Executed,
        Source = "keras-team/keras, 3422977a5e38, keras/src/backend/jax/nn.py and numpy/nn.py, binary_crossentropy",
        Takes = Takes.Probability,
        Formula = (p, y) =>
        {
            var q = Clip(p, given);
            return Terms.CrossEntropy(q, 1 - q, y);
        },
        Rules = DerivativeRules.Jax,
        Accepts = [Parameter.Epsilon],
    });

    /// <summary>Keras 3 on PyTorch: PyTorch's loss of q; the gradient is 0 where p is not strictly in (ε, 1 − ε).</summary>
    /// <remarks>
    /// At most 16.12 for label 1 and 15.94 for label 0; right answers cost 1.19·10^−7 and 1.00·10^−7. PyTorch 2.14 gives
    /// no gradient at the ends of a clip; 1.13 does.
    /// </remarks>
    public static Loss Keras3Torch { get; } = Loss.Of(given => Torch.Bce with
    {
        Name = "keras-3-torch",
        Framework = "Keras 3 on PyTorch",
        Versions = "3.0 – 3.16",
        Source = "keras-team/keras, 3422977a5e38, keras/src/backend/torch/nn.py, binary_crossentropy",
        Formula = (p, y) => Torch.Bce.Formula(Clip(p, given), y),
        Backward = (p, y) =>
        {
            var gradient = Torch.Bce.Backward!(Clip(p, given), y);
            return Expression.Select(Terms.IsPositive(p - Epsilon(given)) * Terms.IsPositive(1 - Epsilon(given) - p), gradient, 0);
        },
        Accepts = [Parameter.Epsilon],
    });

    /// <summary>Keras 2.2.4 on Theano, which turns log(1 − q) into log1p(−q).</summary>
    /// <remarks>
    /// The same from raw outputs: they go through σ and the clip too. Theano's local_greedy_distributor moves the factor s of
    /// σ′ = s·(1 − s) into both quotients: the gradient is ((−y·s)/q + ((1 − y)·s)/(1 − q))·(1 − s), and 0 outside the clip.
    /// </remarks>
    public static Loss KerasTheano { get; } = Loss.Of(given => new()
    {
        Name = "keras-theano",
        Framework = "Keras on Theano",
        Versions = "2.2.4 – 2.3.1 with Theano 1.0.5",
        Evidence = EvidenceKind.Executed,
        Source = "keras-team/keras, tag 2.2.4, keras/backend/theano_backend.py, binary_crossentropy; "
            + "Theano/Theano, tag rel-1.0.5, theano/tensor/nnet/nnet.py and opt.py",
        Takes = Takes.Probability,
        Sigmoid = CutOffs.Theano with { Backward = (s, g) => g * (1 - s) },
        Formula = (p, y) =>
        {
            var q = Clip(p, given);
            return -((y * Expression.Log(q)) + ((1 - y) * Expression.Log1P(-q)));
        },
        Backward = (p, y) =>
        {
            var q = Clip(p, given);
            var isWithin = Expression.AtLeast(p, Epsilon(given)) * Expression.AtLeast(1 - Epsilon(given), p);
            return Expression.Select(isWithin, ((-y * p) / q) + (((1 - y) * p) / (1 - q)), 0);
        },
        Accepts = [Parameter.Epsilon],
    });

    private static Rational Epsilon(LossParameters given) => given.Epsilon ?? Terms.PowerOfTen(-7);

    private static Expression SigmoidGrad(Expression s, Expression g) => Expression.Select(
        Expression.InFormat(NumberFormat.Named<Float16>()), Terms.LeftToRight(s, g), Sigmoid.Naive.Backward(s, g));

    private static Expression Clip(Expression p, LossParameters given) => Terms.Clip(p, Epsilon(given));
}

using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>The binary cross-entropy, in nats, that frameworks compute from a probability p, 0 ≤ p ≤ 1, with a label y = 0 or 1.</summary>
/// <remarks>
/// Each formula as its source has it, every operation rounded in the format and in the order written; y and 1 − y are numbers like any
/// other, so a term with the factor 0 is ±0 and takes part in the sum. ε is 1e-7 in the format, q is p clipped to [ε, 1 − ε].
/// Values below are those of float32, where ε = 1.00000001·10^−7 and 1 − ε = 1 − 2^−23.
/// </remarks>
public static class ProbabilityLoss
{
    /// <summary>Keras 2.2.4 on TensorFlow: z = log(q / (1 − q)), then the loss of z as of a raw output.</summary>
    /// <remarks>
    /// From 1.19·10^−7 to 16.12 for label 1, from 1.00·10^−7 to 15.94 for label 0.
    /// Source: keras/backend/tensorflow_backend.py, binary_crossentropy, tag 2.2.4.
    /// </remarks>
    public static T Keras224<T>(T p, bool label)
        where T : struct, IFloat<T> => BinaryCrossEntropy.Logits(Logit.Of(BinaryCrossEntropy.Clip(p)), label);

    /// <summary>Keras 3 on JAX and on NumPy: −(y·log q + (1 − y)·log(1 − q)).</summary>
    /// <remarks>
    /// From 1.19·10^−7 to 16.12 for label 1 and to 15.94 for label 0; never 0.
    /// Source: keras/src/backend/jax/nn.py and numpy/nn.py, binary_crossentropy, 3.16.
    /// </remarks>
    public static T Keras3<T>(T p, bool label)
        where T : struct, IFloat<T>
    {
        var q = BinaryCrossEntropy.Clip(p);
        return Negative(q, T.One - q, label);
    }

    /// <summary>tf.keras 2 where it has no raw outputs: ε a second time, −(y·log(q + ε) + (1 − y)·log((1 − q) + ε)).</summary>
    /// <remarks>
    /// At most 15.42 for label 1 and 15.33 for label 0. Exactly −0 at p = 1 and p = 0, as the second ε undoes the clip.
    /// Source: keras/backend.py, binary_crossentropy, tag v2.15.0.
    /// </remarks>
    public static T TfKeras2<T>(T p, bool label)
        where T : struct, IFloat<T>
    {
        var q = BinaryCrossEntropy.Clip(p);
        var epsilon = BinaryCrossEntropy.Epsilon<T>();
        return Negative(q + epsilon, (T.One - q) + epsilon, label);
    }

    /// <summary>torch's BCELoss: (y − 1)·max(log1p(−p), −100) − y·max(log p, −100).</summary>
    /// <remarks>
    /// 100 where p is exactly wrong; −0 for label 1 at p = 1 and 0 for label 0 at p = 0.
    /// Source: aten/src/ATen/native/Loss.cpp, binary_cross_entropy_out_cpu.
    /// </remarks>
    public static T Torch<T>(T p, bool label)
        where T : struct, IFloat<T>
    {
        var y = BinaryCrossEntropy.Of<T>(label);
        return ((y - T.One) * AtLeast(T.Log1P(-p))) - (y * AtLeast(T.Log(p)));

        static T AtLeast(T log) => T.Max(log, T.Round((Rational)(-100)));
    }

    /// <summary>−(y·log a + (1 − y)·log b).</summary>
    private static T Negative<T>(T a, T b, bool label)
        where T : struct, IFloat<T>
    {
        var y = BinaryCrossEntropy.Of<T>(label);
        return -((y * T.Log(a)) + ((T.One - y) * T.Log(b)));
    }
}

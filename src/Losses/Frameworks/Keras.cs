namespace Experiments.Losses.Frameworks;

/// <summary>
/// Keras' losses of probabilities. ε is 1e-7 in the format, q is the probability p clipped to [ε, 1 − ε].
/// </summary>
/// <remarks>Values below are those of float32, where ε = 1.00000001·10^−7 and 1 − ε = 1 − 2^−23.</remarks>
public static class Keras
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [Keras224, TfKeras2, Keras3];

    /// <summary>
    /// Keras 1.2.2 to 2.2.4 on TensorFlow: z = log(q / (1 − q)), then TensorFlow's loss of z as of a raw output.
    /// </summary>
    public static Loss Keras224 { get; } = ArticleLosses.Clipped with
    {
        Name = "keras-2.2.4",
        Framework = "Keras 1.2.2 – 2.2.4 on TensorFlow",
        Source = "keras-team/keras, tag 2.2.4, keras/backend/tensorflow_backend.py, binary_crossentropy",
        Backward = null,
        Rules = DerivativeRules.TensorFlowGraph,
    };

    /// <summary>Keras 3 on JAX and on NumPy: −(y·log q + (1 − y)·log(1 − q)).</summary>
    /// <remarks>
    /// From 1.19·10^−7 to 16.12 for label 1 and to 15.94 for label 0; never 0. The gradient is that on JAX, from its
    /// source; it was not run. From x = 15.54 to 16.64, where p is 1 − ε itself, it is half of what it would be.
    /// </remarks>
    public static Loss Keras3 { get; } = new()
    {
        Name = "keras-3",
        Framework = "Keras 3 on JAX and NumPy",
        Source = "keras-team/keras, 3.16, keras/src/backend/jax/nn.py and numpy/nn.py, binary_crossentropy",
        Takes = Takes.Probability,
        Formula = (p, y) =>
        {
            var q = Formulas.Clip(p);
            return Negative(q, 1 - q, y);
        },
        Rules = DerivativeRules.Jax,
    };

    /// <summary>
    /// tf.keras 2 where it has no raw outputs: ε a second time, −(y·log(q + ε) + (1 − y)·log((1 − q) + ε)).
    /// </summary>
    /// <remarks>
    /// At most 15.42 for label 1 and 15.33 for label 0. Exactly −0 at p = 1 and p = 0, as the second ε undoes the clip.
    /// </remarks>
    public static Loss TfKeras2 { get; } = new()
    {
        Name = "tf-keras-2",
        Framework = "tf.keras 2.0 – 2.15",
        Source = "keras-team/keras, tag v2.15.0, keras/backend.py, binary_crossentropy",
        Takes = Takes.Probability,
        Formula = (p, y) =>
        {
            var q = Formulas.Clip(p);
            return Negative(q + Formulas.Epsilon, (1 - q) + Formulas.Epsilon, y);
        },
        Rules = DerivativeRules.TensorFlowGraph,
    };

    /// <summary>−(y·log a + (1 − y)·log b).</summary>
    private static Expression Negative(Expression a, Expression b, Expression y) =>
        -((y * Expression.Log(a)) + ((1 - y) * Expression.Log(b)));
}

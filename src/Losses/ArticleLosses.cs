using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>The losses that the article compares, and the true one.</summary>
public static class ArticleLosses
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [Logits, Clipped, Naive, Exact];

    private const string Article = "the article";

    /// <summary>−log s for label 1, −log(1 − s) for label 0, both terms for a label between.</summary>
    /// <remarks>
    /// Label 1: 0 once s is exactly 1, ∞ once it is 0. Label 0: ∞ once s is exactly 1, from 16.64 on in float32.
    /// </remarks>
    public static Loss Naive { get; } = new()
    {
        Name = "naive",
        Framework = Article,
        Source = "Hentschke 2019, Figure 3",
        Takes = Takes.Probability,
        Formula = (p, y) =>
        {
            var (ofOne, ofZero) = (-Expression.Log(p), -Expression.Log(1 - p));
            return Expression.Select(
                Expression.Same(y, 1),
                ofOne,
                Expression.Select(Expression.Same(y, 0), ofZero, (y * ofOne) + ((1 - y) * ofZero)));
        },
    };

    /// <summary>
    /// Keras 2.2.4's loss: it clips the probability to [ε, 1 − ε], takes its logit z, and then the loss of z as a raw
    /// output.
    /// </summary>
    /// <remarks>
    /// In float32 from 1.19·10^−7 to 16.12 for label 1 and from 1.00·10^−7 to 15.94 for label 0, whatever x is. In
    /// float16 and bfloat16 1 − ε rounds to 1, so the clip has no upper end: from σ(x) = 1 on the logit is ∞ and the
    /// loss NaN. The derivative is written ((σ(z) − y) / (q·(1 − q))) · (s·(1 − s)) with q = s clipped, and 0 where
    /// that is not s.
    /// </remarks>
    public static Loss Clipped { get; } = Loss.Of(given => new()
    {
        Name = "sigmoid",
        Framework = Article,
        Source = "keras-team/keras, tag 2.2.4, keras/backend/tensorflow_backend.py, binary_crossentropy; derivative by the chain rule",
        Takes = Takes.Probability,
        Formula = (p, y) => Formulas.CrossEntropy(Formulas.Logit(Formulas.Clip(p, given.Epsilon)), y),
        Backward = (p, y) =>
        {
            var q = Formulas.Clip(p, given.Epsilon);
            return Expression.Select(Expression.Same(q, p), (Sigmoid.Naive.Value(Formulas.Logit(q)) - y) / (q * (1 - q)), 0);
        },
        Accepts = [Parameter.Epsilon],
    });

    /// <summary>TensorFlow's loss of raw outputs, with the derivative σ(x) − y; trainings form it in float64.</summary>
    public static Loss Logits { get; } = new()
    {
        Name = "logits",
        Framework = Article,
        Source = "tensorflow/tensorflow, tensorflow/python/ops/nn_impl.py, sigmoid_cross_entropy_with_logits",
        Takes = Takes.Logit,
        Formula = Formulas.CrossEntropy,
        Backward = (x, y) => Sigmoid.Naive.Value(x) - y,
        TrainsIn = NumberFormat.Named<Float64>(),
    };

    /// <summary>The true loss and its true derivative, each rounded once.</summary>
    public static Loss Exact { get; } = new()
    {
        Name = "exact",
        Framework = Article,
        Source = "y·log(1 + e^−x) + (1 − y)·log(1 + e^x)",
        Takes = Takes.Logit,
        Formula = Expression.RoundedCrossEntropy,
    };
}

using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>The binary cross-entropy, in nats, of one raw output x with a label 0 or 1, and its derivative with respect to x.</summary>
/// <remarks>Each formula as written, every operation rounded in the format and in this order; the exact ones are rounded once.</remarks>
public static class BinaryCrossEntropy
{
    /// <summary>−log σ(x) for label 1, −log(1 − σ(x)) for label 0.</summary>
    /// <remarks>Label 1: 0 once σ is exactly 1, ∞ once it is 0. Label 0: ∞ once σ is exactly 1, from 16.64 on in float32.</remarks>
    public static T Naive<T>(T x, bool label)
        where T : struct, IFloat<T> => -T.Log(label ? Sigmoid.Of(x) : T.One - Sigmoid.Of(x));

    /// <summary>Keras 2.2.4 on TensorFlow: the probability clipped to [ε, 1 − ε], its logit, and the loss of that.</summary>
    /// <remarks>
    /// In float32 from 1.19·10^−7 to 16.12 for label 1 and from 1.00·10^−7 to 15.94 for label 0, whatever x is.
    /// In float16 and bfloat16 1 − ε rounds to 1: the upper end of the clip is none, and from σ(x) = 1 on the logit is ∞ and the loss NaN.
    /// </remarks>
    public static T Clipped<T>(T x, bool label)
        where T : struct, IFloat<T> => ProbabilityLoss.Keras224(Sigmoid.Of(x), label);

    /// <summary>TensorFlow's loss of raw outputs: (max(x, 0) − x·label) + log1p(e^−|x|).</summary>
    /// <remarks>
    /// Within a few ulps of the exact loss for every x: the rounding errors of its two terms are all there is.
    /// Source: tensorflow/python/ops/nn_impl.py, sigmoid_cross_entropy_with_logits.
    /// </remarks>
    public static T Logits<T>(T x, bool label)
        where T : struct, IFloat<T> => (T.Max(x, T.Zero) - (x * Of<T>(label))) + T.Log1P(T.Exp(-T.Abs(x)));

    /// <summary>The true loss, rounded once: log(1 + e^−x) for label 1, log(1 + e^x) for label 0.</summary>
    public static T Exact<T>(T x, bool label)
        where T : struct, IFloat<T> => x.IsZero
            ? T.Log(T.One + T.One)
            : T.Round(Real.Softplus((label ? -x : x).ToArgument()));

    /// <summary>d Clipped / dx by the chain rule, exactly 0 where the clip holds the probability.</summary>
    /// <remarks>((σ(z) − label) / (c·(1 − c))) · (s·(1 − s)) with s = σ(x), c = s clipped, z = logit(c); the ends of the clip let it pass.</remarks>
    public static T GradientClipped<T>(T x, bool label)
        where T : struct, IFloat<T>
    {
        var s = Sigmoid.Of(x);
        var c = Clip(s);
        return s.IsFinite && !c.Equals(s)
            ? T.Zero
            : ((Sigmoid.Of(Logit.Of(c)) - Of<T>(label)) / (c * (T.One - c))) * (s * (T.One - s));
    }

    /// <summary>d Logits / dx: σ(x) − label.</summary>
    public static T GradientLogits<T>(T x, bool label)
        where T : struct, IFloat<T> => Sigmoid.Of(x) - Of<T>(label);

    /// <summary>The true derivative, rounded once: −1/(1 + e^x) for label 1, 1/(1 + e^−x) for label 0.</summary>
    public static T GradientExact<T>(T x, bool label)
        where T : struct, IFloat<T> => label ? -Sigmoid.Exact(-x) : Sigmoid.Exact(x);

    /// <summary>ε = 1e-7, rounded to the format: Keras' clip.</summary>
    public static T Epsilon<T>()
        where T : struct, IFloat<T> => ClipTo<T>.Low;

    /// <summary>1 − ε, computed in the format: 1 itself in float16 and bfloat16.</summary>
    public static T OneMinusEpsilon<T>()
        where T : struct, IFloat<T> => ClipTo<T>.High;

    /// <summary>p clipped to [ε, 1 − ε], 1 − ε computed in the format.</summary>
    public static T Clip<T>(T p)
        where T : struct, IFloat<T> => T.Max(T.Min(p, ClipTo<T>.High), ClipTo<T>.Low);

    /// <summary>A label as a number: 0 or 1.</summary>
    internal static T Of<T>(bool label)
        where T : struct, IFloat<T> => label ? T.One : T.Zero;

    /// <summary>The ends of the clip in a format, formed once.</summary>
    private static class ClipTo<T>
        where T : struct, IFloat<T>
    {
        public static readonly T Low = T.Round(Rational.FromDecimal(1, -7));
        public static readonly T High = T.One - Low;
    }
}

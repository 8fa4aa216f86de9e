using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses.Sigmoids;

/// <summary>The sigmoid as written, with limits on x or a small number added, so that nothing overflows.</summary>
public static class CutOffs
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Sigmoid> All => [XGBoost, Theano, Thinc, NNlibFast, TensorFlowLite];

    /// <summary>1 / ((e^min(−x, 88.7) + 1) + 1e-16); in float64 1 / (e^−x + 1).</summary>
    /// <remarks>1e-16 is too small to change 1. Never 0: 3.01e-39 from −88.7 down. 1 from 16.635532 on.</remarks>
    public static Sigmoid XGBoost { get; } = new()
    {
        Name = "xgboost",
        Framework = "XGBoost 1.6 – 3.4",
        Source = "dmlc/xgboost, tags v1.6.0 (commit 98d6faefd) to v3.4.1, src/common/math.h, Sigmoid",
        Value = x => Expression.Select(
            Expression.InFormat(NumberFormat.Named<Float64>()),
            1 / (Expression.Exp(-x) + 1),
            1 / ((Expression.Exp(Expression.Min(-x, Rational.FromDecimal(887, -1))) + 1) + Rational.FromDecimal(1, -16))),
    };

    /// <summary>0 below −88 and 1 above 15, else as written; in float64 the limits are −709 and 19.</summary>
    /// <remarks>Exactly 1 already where σ is 1 − 3.1·10^−7.</remarks>
    public static Sigmoid Theano { get; } = new()
    {
        Name = "theano",
        Framework = "Theano up to 1.0.5, its C code; so Keras on Theano",
        Source = "Theano/Theano, tag rel-1.0.5, theano/tensor/nnet/sigm.py, ScalarSigmoid.c_code",
        Value = x => Expression.Select(
            Expression.InFormat(NumberFormat.Named<Float64>()),
            Cut(x, -709, 19, Sigmoid.Naive.Value),
            Cut(x, -88, 15, Sigmoid.Naive.Value)),
        Backward = (s, g) => g * s * (1 - s),
    };

    /// <summary>The sigmoid as written, of x clipped to ±20: 2.06e-9 from −20 down.</summary>
    /// <remarks>1 from 16.635532 on. The gradient does not pass through the clip: it stays s·(1 − s).</remarks>
    public static Sigmoid Thinc { get; } = new()
    {
        Name = "thinc",
        Framework = "Thinc 8 and 9 (spaCy)",
        Source = "explosion/thinc, tag release-v9.1.1, thinc/backends/ops.py, Ops.sigmoid and backprop_sigmoid",
        Value = x => Sigmoid.Naive.Value(Expression.Clip(x, -20, 20)),
    };

    /// <summary>The two-branch form; 1 above 40 and 0 below −80. In float16 without the cut-offs.</summary>
    /// <remarks>e^−|x| is Julia's fast one there; here it is rounded once.</remarks>
    public static Sigmoid NNlibFast { get; } = new()
    {
        Name = "nnlib-fast",
        Framework = "NNlib.jl (Flux) sigmoid_fast, in the gradients of softplus and of logitbinarycrossentropy",
        Source = "FluxML/NNlib.jl, v0.9.36, src/activations.jl, sigmoid_fast",
        Value = x => Expression.Select(
            Expression.InFormat(NumberFormat.Named<Float16>()), AsWritten.Branches(x), Cut(x, -80, 40, AsWritten.Branches)),
    };

    /// <summary>1 above 16.619047, e^x below −9, else as written: σ jumps from 1 − 2^−23 to 1.</summary>
    /// <remarks>Its only step down is at −9. 0 up to −103.97208 where subnormal results are kept.</remarks>
    public static Sigmoid TensorFlowLite { get; } = new()
    {
        Name = "tflite-reference",
        Framework = "TensorFlow Lite's reference kernel (2.9, 2.14)",
        Source = "tensorflow/tensorflow 235cb9a0, tensorflow/lite/kernels/internal/reference/logistic.h, Logistic",
        Value = x => Expression.Select(
            IsBelow(Rational.FromDecimal(16619047164916992, -15), x),
            1,
            Expression.Select(IsBelow(x, -9), Expression.Exp(x), Sigmoid.Naive.Value(x))),
    };

    /// <summary>1 where a is below b; 0 where it is not, or where either is NaN.</summary>
    internal static Expression IsBelow(Expression a, Expression b) =>
        Expression.Select(Expression.Same(a, b), 0, Expression.AtLeast(b, a));

    private static Expression Cut(Expression x, Expression low, Expression high, Func<Expression, Expression> between) =>
        Expression.Select(IsBelow(x, low), 0, Expression.Select(IsBelow(high, x), 1, between(x)));
}

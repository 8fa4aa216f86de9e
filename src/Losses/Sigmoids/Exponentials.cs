using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses.Sigmoids;

/// <summary>The sigmoid as written, with an exponential of the framework's own.</summary>
public static class Exponentials
{
    private static readonly NumberFormat Single = NumberFormat.Named<Float32>();
    private static readonly Expression Log2E = Rational.FromDecimal(144269504088896341, -17);

    // Coef1, Coef2 and Coef3 of MathUtils.cs: 2^f ≈ 1 + f + (f − 1)·f·((c₁·f + c₂)·f + c₃), exact at f = 0 and 1.
    private static readonly Expression C1 = Rational.FromDecimal(13555747234814917, -18);
    private static readonly Expression C2 = Rational.FromDecimal(65588116243247810, -18);
    private static readonly Expression C3 = Rational.FromDecimal(30696787918033945, -17);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Sigmoid> All => [MlNetFast, TensorFlow112, Eigen5, Eigen5Fused, Tinygrad];

    /// <summary>r = 1 / (1 + 2^n·2^f) below 0, else 1 − r; n + f = |x|·log₂ e, and 2^f is a cubic polynomial.</summary>
    /// <remarks>Off by up to some 115 ulps, and not monotone. 1 from 17.32868 on, 0 up to −88.72284.</remarks>
    public static Sigmoid MlNetFast { get; } = new()
    {
        Name = "mlnet-fast",
        Framework = "ML.NET up to 6.0, MathUtils.Sigmoid: the gradient of LogLoss",
        Source = "dotnet/machinelearning cd2fbd617, src/Microsoft.ML.Core/Utilities/MathUtils.cs, SigmoidFast",
        Only = Single,
        Value = x =>
        {
            var t = Expression.Abs(x) * Log2E;
            var n = Expression.Floor(t);
            var f = t - n;
            var power = (1 + f) + (((f - 1) * f) * ((((C1 * f) + C2) * f) + C3));
            var r = Expression.Select(Expression.AtLeast(t, 128), 0, 1 / (1 + (Expression.Exp2(n) * power)));
            return Expression.Select(Expression.AtLeast(x, 0), 1 - r, r);
        },
    };

    /// <summary>1 / (1 + e^−x) with the vector exponential of Eigen, results below 2^−126 flushed to 0.</summary>
    /// <remarks>
    /// What TensorFlow 1.12.0 gave, bit for bit where it was recorded. Monotone; 1 from 16.635532 on, 0 up to −87.33655.
    /// </remarks>
    public static Sigmoid TensorFlow112 { get; } = new()
    {
        Name = "tensorflow-1.12",
        Framework = "TensorFlow 1.11 and 1.12 built without FMA (as its wheels are)",
        Source = "tensorflow/tensorflow, tag v1.12.0, which names eigen commit fd6845384b86: scalar_sigmoid_op and "
            + "Eigen/src/Core/arch/AVX/MathFunctions.h, pexp<Packet8f>",
        Only = Single,
        Value = x => Rationals.Flushed(1 / (1 + CephesExp.InOrder(-x))),
    };

    /// <summary>e / (1 + e), e = e^min(x, 16.6355324) as a square; 0 below −104. Without fused operations.</summary>
    /// <remarks>Off by up to 7 ulps, and not monotone. 1 from 16.635532 on, 0 up to −103.97208.</remarks>
    public static Sigmoid Eigen5 { get; } = new()
    {
        Name = "eigen-5",
        Framework = "Eigen 5.0 without FMA, whole packets",
        Source = "libeigen/eigen, tag 5.0.1 (in since commit 0b5873893, January 2022), Eigen/src/Core/functors/UnaryFunctors.h, "
            + "scalar_logistic_op<float>",
        Only = Single,
        Value = x => FromSquare(x, isFused: false),
    };

    /// <summary>The same with fused operations.</summary>
    public static Sigmoid Eigen5Fused { get; } = Eigen5 with
    {
        Name = "eigen-5-fma",
        Framework = "Eigen 5.0 with FMA, whole packets",
        Value = x => FromSquare(x, isFused: true),
    };

    /// <summary>1 / (1 + 2^(x·c)), c = −1/log 2 rounded: the product's rounding error grows with |x|.</summary>
    /// <remarks>2^a is rounded once here; tinygrad takes the compiler's. 1 from 16.635532 on, 0 up to −88.72.</remarks>
    public static Sigmoid Tinygrad { get; } = new()
    {
        Name = "tinygrad",
        Framework = "tinygrad 0.9 – 0.13",
        Source = "tinygrad/tinygrad a9069c177a, tinygrad/mixin/elementwise.py, sigmoid; tag v0.10.0, tinygrad/function.py, Sigmoid",
        Value = x => 1 / (1 + Expression.Exp2(x * Rational.FromDecimal(-14426950408889634, -16))),
        Backward = (s, g) => s * (1 - s) * g,
    };

    private static Expression FromSquare(Expression x, bool isFused)
    {
        var e = CephesExp.Squared(Expression.Min(x, Rational.FromDecimal(166355324, -7)), isFused);
        return Expression.Select(CutOffs.IsBelow(x, -104), 0, e / (1 + e));
    }
}

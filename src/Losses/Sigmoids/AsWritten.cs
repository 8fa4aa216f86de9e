using Experiments.Numerics.Exact;

namespace Experiments.Losses.Sigmoids;

/// <summary>The sigmoid as most frameworks write it: a few operations, exp or tanh rounded once.</summary>
/// <remarks>
/// Places where σ becomes 1 or 0 are those of float32, found among all its numbers. Where σ "wavers" it is 1 (or 0) at
/// some x and not at others.
/// </remarks>
public static class AsWritten
{
    private static readonly Expression Half = Rational.FromDecimal(5, -1);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Sigmoid> All => [Sigmoid.Naive, ExpOver, TwoBranch, Tanh, Rounded, OneMinus];

    /// <summary>e^x / (1 + e^x), as written: not monotone, and NaN from x = 88.72 on, where e^x overflows.</summary>
    /// <remarks>
    /// 1 wavers from 16.635532 to 17.328678; 0 up to −103.97208. In bfloat16 σ(5.5) is above σ(5.75).
    /// </remarks>
    public static Sigmoid ExpOver { get; } = new()
    {
        Name = "exp-over",
        Framework = "TensorFlow 2 in bfloat16 on the CPU; Eigen since 2022 in formats without a form of their own, plus a test for ∞",
        Source = "tensorflow/tensorflow#123104 and #123323; eigen commit 80ccacc71, Eigen/src/Core/functors/UnaryFunctors.h",
        Value = x =>
        {
            var e = Expression.Exp(x);
            return e / (1 + e);
        },
    };

    /// <summary>With z = e^−|x|: 1 / (1 + z) for x ≥ 0, else z / (1 + z). Nothing overflows; not monotone.</summary>
    /// <remarks>1 from 16.635532 on, 0 up to −103.97208.</remarks>
    public static Sigmoid TwoBranch { get; } = new()
    {
        Name = "two-branch",
        Framework = "NNlib.jl (Flux) σ; ML.NET SigmoidSlow; the usual advice",
        Source = "FluxML/NNlib.jl, v0.9.36, src/activations.jl, σ; dotnet/machinelearning cd2fbd617, "
            + "src/Microsoft.ML.Core/Utilities/MathUtils.cs, SigmoidSlow",
        Value = Branches,
    };

    /// <summary>½ + ½·tanh(x/2), tanh rounded once: a small σ is a difference of numbers near ½.</summary>
    /// <remarks>1 from 16.923216 on, 0 up to −18.021828.</remarks>
    public static Sigmoid Tanh { get; } = new()
    {
        Name = "tanh",
        Framework = "Chainer on NumPy; Caffe, which does it in float64 and rounds once",
        Source = "chainer/chainer 026015de, chainer/functions/activation/sigmoid.py; BVLC/caffe 9b8915401, "
            + "src/caffe/layers/sigmoid_layer.cpp",
        Value = x => Half + (Half * Expression.Tanh(Half * x)),
        Backward = (s, g) => g * s * (1 - s),
    };

    /// <summary>σ correctly rounded as one function: what a sigmoid computed in a wider format gives.</summary>
    /// <remarks>1 from 17.32868 on, 0 up to −103.97208.</remarks>
    public static Sigmoid Rounded { get; } = new()
    {
        Name = "rounded",
        Framework = "TensorFlow.js on the CPU, ML.NET's Platt calibrator and LightGBM, which compute in float64",
        Source = "npm @tensorflow/tfjs-backend-cpu 4.22.0, kernels/Sigmoid; NuGet Microsoft.ML 5.0.1, PlattCalibrator",
        Value = Expression.RoundedSigmoid,
    };

    /// <summary>1 / (1 + e^−x) from 0 on, else 1 − 1 / (1 + e^x): a small σ is a difference of two near 1.</summary>
    /// <remarks>1 from 16.635532 on, 0 up to −16.635532. In float16 σ is 0 from −7.62 down.</remarks>
    public static Sigmoid OneMinus { get; } = new()
    {
        Name = "one-minus",
        Framework = "ONNX Runtime on CUDA; in float16 itself up to 1.14",
        Source = "microsoft/onnxruntime, core/providers/cuda/activation/activations_impl.cu, OP_Sigmoid; pull requests 14727 and 14784",
        Value = x =>
        {
            var larger = 1 / (1 + Expression.Exp(-Expression.Abs(x)));
            return Expression.Select(Expression.AtLeast(x, 0), larger, 1 - larger);
        },
        Backward = (s, g) => g * s * (1 - s),
    };

    /// <summary>The two-branch form, for those that put cut-offs around it.</summary>
    internal static Expression Branches(Expression x)
    {
        var z = Expression.Exp(-Expression.Abs(x));
        return Expression.Select(Expression.AtLeast(x, 0), 1 / (1 + z), z / (1 + z));
    }
}

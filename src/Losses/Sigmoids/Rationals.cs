using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses.Sigmoids;

/// <summary>Sigmoids that are a rational function of x, in float32 alone.</summary>
public static class Rationals
{
    private static readonly NumberFormat Single = NumberFormat.Named<Float32>();
    private static readonly Expression Half = Rational.FromDecimal(5, -1);

    // The first x at which the rational function is 1, without and with fused operations.
    private static readonly Expression CutOff = Rational.FromDecimal(156437711715698242, -16);
    private static readonly Expression FusedCutOff = Rational.FromDecimal(157243833541870117, -16);

    // Eigen's tanh: P and Q of Eigen/src/Core/MathFunctionsImpl.h, from the highest power down.
    private static readonly Expression[] TanhNumerator =
    [
        Rational.FromDecimal(-276076847742355, -30),
        Rational.FromDecimal(200018790482477, -27),
        Rational.FromDecimal(-860467152213735, -25),
        Rational.FromDecimal(512229709037114, -22),
        Rational.FromDecimal(148572235717979, -19),
        Rational.FromDecimal(637261928875436, -18),
        Rational.FromDecimal(489352455891786, -17),
    ];

    private static readonly Expression[] TanhDenominator =
    [
        Rational.FromDecimal(119825839466702, -20),
        Rational.FromDecimal(118534705686654, -18),
        Rational.FromDecimal(226843463243900, -17),
        Rational.FromDecimal(489352518554385, -17),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Sigmoid> All =>
        [Eigen2018, Eigen34, Eigen34Fused, TensorFlow23, Mlas, MlasArm, MlasWebAssembly, Xla];

    /// <summary>The rational function of x clamped to ±18, clamped to [0, 1].</summary>
    /// <remarks>1 wavers from 15.643771 to 17.999994, 0 from −15.717423 to −17.999998; not monotone.</remarks>
    public static Sigmoid Eigen2018 { get; } = new()
    {
        Name = "eigen-2018",
        Framework = "TensorFlow 1.14 and 1.15 built without FMA (Eigen of November 2018 to December 2019); "
            + "ONNX Runtime for the web from 1.23",
        Source = "eigenteam/eigen-git-mirror, commits b8fa8f5b5a to 0f288e2ae6, Eigen/src/Core/functors/UnaryFunctors.h, "
            + "scalar_logistic_op<float>::packetOp",
        Only = Single,
        Value = x => Expression.Max(Expression.Min(LogisticRational.Value(Expression.Clip(x, -18, 18), isFused: false), 1), 0),
    };

    /// <summary>The rational function of min(x, 15.6437712), and e^x below −9. Without fused operations.</summary>
    /// <remarks>1 from 15.643771 on. Never 0: 2.94e-39 from −88.72 down.</remarks>
    public static Sigmoid Eigen34 { get; } = new()
    {
        Name = "eigen-3.4",
        Framework = "Eigen 3.4 without FMA (SSE, AVX), whole packets; TensorFlow Lite 2.14 of Debian, which flushes subnormal results",
        Source = "libeigen/eigen, tag 3.4.0, Eigen/src/Core/functors/UnaryFunctors.h, scalar_logistic_op<float>, and "
            + "Eigen/src/Core/arch/Default/GenericPacketMathFunctions.h, pexp_float",
        Only = Single,
        Value = x => WithExponential(x, CutOff, CephesExp.InParts(x, isFused: false), isFused: false),
    };

    /// <summary>The rational function of min(x, 15.7243834), and e^x below −9. With fused operations.</summary>
    /// <remarks>1 from 15.724383 on. Never 0: 2.94e-39 from −88.72 down.</remarks>
    public static Sigmoid Eigen34Fused { get; } = Eigen34 with
    {
        Name = "eigen-3.4-fma",
        Framework = "Eigen 3.4 with FMA, whole packets",
        Value = x => WithExponential(x, FusedCutOff, CephesExp.InParts(x, isFused: true), isFused: true),
    };

    /// <summary>Eigen of June 2020: as 3.4 with an earlier e^x; results below 2^−126 are flushed to 0.</summary>
    /// <remarks>1 from 15.643771 on, 0 up to −87.33655.</remarks>
    public static Sigmoid TensorFlow23 { get; } = new()
    {
        Name = "tensorflow-2.3",
        Framework = "TensorFlow 2.2 and 2.3 built without FMA",
        Source = "tensorflow/tensorflow, tag v2.3.0, which names eigen commit 386d809bde: Eigen/src/Core/functors/UnaryFunctors.h "
            + "and Eigen/src/Core/arch/Default/GenericPacketMathFunctions.h",
        Only = Single,
        Value = x => Flushed(WithExponential(x, CutOff, CephesExp.InOrder(x), isFused: false)),
    };

    /// <summary>The rational function of x clamped to ±18 with fused operations, not below 0.</summary>
    /// <remarks>
    /// 1 wavers from 15.724383 to 17.999998, 0 from −15.787318 to −17.999998. From 17.482065 on σ is 1 + 2^−23 at some
    /// x. σ(−17) is 8.94e-8, 2.16 times the true value.
    /// </remarks>
    public static Sigmoid Mlas { get; } = new()
    {
        Name = "mlas",
        Framework = "ONNX Runtime on x86-64 with AVX2 and FMA",
        Source = "microsoft/onnxruntime, onnxruntime/core/mlas/lib/x86_64/LogisticKernelFma3.S and logistic.cpp (1.31)",
        Only = Single,
        Value = x => Expression.Max(LogisticRational.Value(Expression.Clip(x, -18, 18), isFused: true), 0),
    };

    /// <summary>The same without the limit of 0: −2^−24 from −18 down, and down to −2^−23 at some x above.</summary>
    public static Sigmoid MlasArm { get; } = Mlas with
    {
        Name = "mlas-arm",
        Framework = "ONNX Runtime on Arm up to 1.22; tract with FMA up to 2026",
        Source = "microsoft/onnxruntime, onnxruntime/core/mlas/lib/logistic.cpp, MlasLogisticKernel before pull request 24749; "
            + "issue 22557; sonos/tract#2618",
        Value = x => LogisticRational.Value(Expression.Clip(x, -18, 18), isFused: true),
    };

    /// <summary>The same without fused operations and without the limit of 0: −2^−24 from −18 down.</summary>
    /// <remarks>From 1.23 on there are limits of 0 and 1: see eigen-2018.</remarks>
    public static Sigmoid MlasWebAssembly { get; } = Mlas with
    {
        Name = "mlas-wasm",
        Framework = "ONNX Runtime for the web (WebAssembly) up to 1.22",
        Source = "microsoft/onnxruntime, onnxruntime/core/mlas/lib/logistic.cpp, MlasLogisticKernel before pull request 24749; "
            + "issue 23943",
        Value = x => LogisticRational.Value(Expression.Clip(x, -18, 18), isFused: false),
    };

    /// <summary>½ + ½·t, t a rational function for tanh(x/2) that leaves [−1, 1] a little: σ can be negative.</summary>
    /// <remarks>
    /// From −2^−23 to 1 + 2^−23. 1 wavers from 15.55631 to 17.999989, 0 from −15.810622 to −17.999989.
    /// </remarks>
    public static Sigmoid Xla { get; } = new()
    {
        Name = "xla-tanh",
        Framework = "PyTorch/XLA up to 1.13: tanh from the compiler's EmitFastTanh",
        Source = "openxla/xla 46ed8813, xla/service/llvm_ir/math_ops.cc, EmitFastTanh, and xla/service/logistic_expander.cc, "
            + "ExpandLogisticWithTanh; pytorch/xla#4311",
        Only = Single,
        Value = x => Half + (Half * FastTanh(Half * x)),
    };

    /// <summary>A result, or 0 where it is subnormal.</summary>
    internal static Expression Flushed(Expression value) =>
        Expression.Select(CutOffs.IsBelow(Expression.Abs(value), Expression.Exp2(-126)), 0, value);

    private static Expression WithExponential(Expression x, Expression cutOff, Expression exponential, bool isFused) =>
        Expression.Select(CutOffs.IsBelow(x, -9), exponential, LogisticRational.Value(Expression.Min(x, cutOff), isFused));

    /// <summary>a itself where |a| &lt; 0.0004, else a·P(a²) / Q(a²) of a clamped to ±9.</summary>
    private static Expression FastTanh(Expression a)
    {
        var clamped = Expression.Clip(a, -9, 9);
        var square = clamped * clamped;
        var p = clamped * Polynomial.Value(square, isFused: false, TanhNumerator);
        var q = Polynomial.Value(square, isFused: false, TanhDenominator);
        return Expression.Select(CutOffs.IsBelow(Expression.Abs(a), Rational.FromDecimal(4, -4)), a, p / q);
    }
}

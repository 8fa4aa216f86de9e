namespace Experiments.Losses;

/// <summary>
/// How a framework writes the derivatives of primitives: what reaches the operands of a result when g reaches the
/// result.
/// </summary>
/// <remarks>
/// The other rules are the same everywhere: a sum passes g and g, a difference g and −g, a product g·b and g·a, and −a
/// passes −g.
/// </remarks>
public sealed record DerivativeRules
{
    /// <summary>
    /// Plain calculus, gradients added from the last use of an intermediate to the first, as a tape is read.
    /// </summary>
    public static DerivativeRules Tape { get; } = new();

    /// <summary>JAX's: plain calculus, but the equal operands of a maximum or minimum get a half each.</summary>
    /// <remarks>Source: jax/_src/lax/lax.py, _balanced_eq, at cec06d116c05.</remarks>
    public static DerivativeRules Jax { get; } = new() { SplitsTies = true };

    /// <summary>
    /// TensorFlow's, in the order in which a graph of TensorFlow 1 adds them: breadth first from the loss.
    /// </summary>
    /// <remarks>Source: tensorflow/python/ops/math_grad.py and gradients_impl.py, v1.12.0.</remarks>
    public static DerivativeRules TensorFlowGraph { get; } = new()
    {
        Log = (g, a) => g * (1 / a),
        Log1P = (g, a) => g * (1 / (1 + a)),
        IsBreadthFirst = true,
    };

    /// <summary>TensorFlow's, added in the order of the tape of eager mode.</summary>
    public static DerivativeRules TensorFlowTape { get; } = TensorFlowGraph with { IsBreadthFirst = false };

    /// <summary>TensorFlow.js': the divisor's is −((g·a)/(b·b)).</summary>
    /// <remarks>Source: npm @tensorflow/tfjs-core 4.22.0, dist/gradients and dist/tape.js.</remarks>
    public static DerivativeRules TensorFlowJs { get; } = new() { Divisor = (g, a, b) => -((g * a) / (b * b)) };

    /// <summary>Burn's and MXNet's: g times the reciprocal, for both logarithms, added as a tape is read.</summary>
    /// <remarks>
    /// Source: tracel-ai/burn, 2c06be351006, crates/burn-autodiff/src/ops/tensor.rs; apache/mxnet,
    /// src/operator/mshadow_op.h, log_grad, and src/nnvm/gradient.cc.
    /// </remarks>
    public static DerivativeRules Reciprocal { get; } = TensorFlowTape;

    /// <summary>From g and the operand a, the derivative of log a.</summary>
    public Func<Expression, Expression, Expression> Log { get; init; } = (g, a) => g / a;

    /// <summary>From g and the operand a, the derivative of log(1 + a).</summary>
    public Func<Expression, Expression, Expression> Log1P { get; init; } = (g, a) => g / (1 + a);

    /// <summary>From g and the operands a and b, the derivative of a/b with respect to b.</summary>
    public Func<Expression, Expression, Expression, Expression> Divisor { get; init; } = (g, a, b) => g * ((-a / b) / b);

    /// <summary>
    /// Whether the equal operands of a maximum or minimum get half of the gradient each, instead of the first all of it.
    /// </summary>
    public bool SplitsTies { get; init; }

    /// <summary>
    /// Whether gradients are added in the order of a breadth-first walk from the loss, instead of a tape's.
    /// </summary>
    public bool IsBreadthFirst { get; init; }
}

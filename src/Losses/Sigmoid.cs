using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>A way to compute the sigmoid, the logistic function σ(x) = 1/(1 + e^−x), and its derivative.</summary>
public sealed record Sigmoid
{
    /// <summary>1 / (1 + e^−x), as written; the gradient is g·(s·(1 − s)).</summary>
    /// <remarks>
    /// Exactly 1 once e^−x is at most the unit roundoff u, from x = −ln u on: 16.64 in float32, 36.74 in float64, 44.37
    /// in float80. 0 once e^−x overflows: below −88.72 in float32. In decimal that is the token overflow.
    /// </remarks>
    public static Sigmoid Naive { get; } = new()
    {
        Name = "naive",
        Framework = "PyTorch, NumPy, TensorFlow to 1.12, and most others",
        Source = "the article, Equation 1; pytorch/pytorch, aten/src/ATen/native/cpu/UnaryOpsKernel.cpp, sigmoid_kernel",
        Value = x => 1 / (1 + Expression.Exp(-x)),
    };

    /// <summary>What it is called on the command line and in tables.</summary>
    public required string Name { get; init; }

    /// <summary>Where it is computed so, and by which versions.</summary>
    public required string Framework { get; init; }

    /// <summary>Where it is written: repository or file, and tag or commit.</summary>
    public required string Source { get; init; }

    /// <summary>From x, the sigmoid.</summary>
    public required Func<Expression, Expression> Value { get; init; }

    /// <summary>From the sigmoid s and the gradient g that reaches it, the gradient that reaches x.</summary>
    public Func<Expression, Expression, Expression> Backward { get; init; } = (s, g) => g * (s * (1 - s));

    /// <summary>The one format that it is written for; null where it is written for any.</summary>
    public NumberFormat? Only { get; init; }

    /// <summary>The sigmoid that stands in its place in a format by its name: itself, or 1 / (1 + e^−x).</summary>
    public Sigmoid In(string format) => Only is null || Only.Name == format ? this : Naive;

    /// <summary>The sigmoid of x; 1 / (1 + e^−x) in formats that it is not written for.</summary>
    public Expression Of(Expression x) =>
        Only is null ? Value(x) : Expression.Select(Expression.InFormat(Only), Value(x), Naive.Value(x));
}

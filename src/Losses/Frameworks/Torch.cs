using Experiments.Numerics.Exact;

namespace Experiments.Losses.Frameworks;

/// <summary>PyTorch's losses.</summary>
public static class Torch
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [Bce];

    /// <summary>BCELoss: (y − 1)·max(log1p(−p), −100) − y·max(log p, −100), its derivatives written by hand.</summary>
    /// <remarks>100 where p is exactly wrong; −0 for label 1 at p = 1 and 0 for label 0 at p = 0.</remarks>
    public static Loss Bce { get; } = new()
    {
        Name = "torch-bce",
        Framework = "PyTorch 2",
        Source = "pytorch/pytorch, aten/src/ATen/native/Loss.cpp, binary_cross_entropy_out_cpu and _backward_out_cpu",
        Takes = Takes.Probability,
        Sigmoid = Sigmoid.Naive with { Backward = (s, g) => g * (1 - s) * s },
        Formula = (p, y) => ((y - 1) * AtLeast(Expression.Log1P(-p))) - (y * AtLeast(Expression.Log(p))),
        Backward = (p, y) => (p - y) / Expression.Max((1 - p) * p, Rational.FromDecimal(1, -12)),
    };

    private static Expression AtLeast(Expression log) => Expression.Max(log, -100);
}

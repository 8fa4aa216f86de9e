namespace Experiments.Losses.Frameworks;

/// <summary>PaddlePaddle's losses, on the CPU.</summary>
public static class Paddle
{
    private const string Repository = "PaddlePaddle/Paddle";
    private const string Kernels = "paddle/phi/kernels/cpu";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [Bce, Logits];

    /// <summary>bce_loss: PyTorch's until 1.13, its derivative with the quotient first.</summary>
    public static Loss Bce { get; } = Loss.Of(given => new()
    {
        Name = "paddle-bce",
        Framework = "PaddlePaddle BCELoss",
        Versions = "2.3 – 3.0",
        Evidence = EvidenceKind.Read,
        Source = $"{Repository}, 12f70db6ebab, {Kernels}/bce_loss_kernel.cc; 02bad21e0012, bce_loss_grad_kernel.cc",
        Takes = Takes.Probability,
        Sigmoid = Sigmoid.Naive with { Backward = Terms.LeftToRight },
        Formula = (p, y) => ((y - 1) * Expression.Max(Expression.Log(1 - p), -100)) - (y * Expression.Max(Expression.Log(p), -100)),
        Backward = (p, y) => (p - y) / Expression.Max((1 - p) * p, given.Epsilon ?? Terms.PowerOfTen(-12)),
        Accepts = [Parameter.Epsilon],
    });

    /// <summary>sigmoid_cross_entropy_with_logits: (max(x, 0) − x·y) + log(1 + e^−|x|)·w, w = y·(v − 1) + 1.</summary>
    /// <remarks>
    /// 0 beyond |x| = 16.64. The derivative counts 0 as negative in max(x, 0) and as positive in |x|: at x = 0 it is
    /// −½ − y. The weight v of positives multiplies the last term alone; the derivative with it is that of another
    /// formula.
    /// </remarks>
    public static Loss Logits { get; } = Loss.Of(given => new()
    {
        Name = "paddle-logits",
        Framework = "PaddlePaddle BCEWithLogitsLoss",
        Versions = "2.6 – 3.0",
        Evidence = EvidenceKind.Read,
        Source = $"{Repository}, 015082e47915, {Kernels}/sigmoid_cross_entropy_with_logits_kernel.cc; 06dc365f6add, …_grad_kernel.cc",
        Takes = Takes.Logit,
        Formula = (x, y) =>
        {
            var log = Expression.Log(1 + Terms.ExpOfMinusSize(x));
            return (Expression.Max(x, 0) - (x * y)) + (given.PosWeight is { } weight ? log * LogWeight(weight, y) : log);
        },
        Backward = (x, y) => given.PosWeight is { } weight ? WeightedBackward(x, y, LogWeight(weight, y)) : Backward(x, y),
        Accepts = [Parameter.PosWeight],
    });

    private static Expression Backward(Expression x, Expression y)
    {
        var e = Terms.ExpOfMinusSize(x);
        return (Terms.IsPositive(x) - y) + (Expression.Select(Expression.AtLeast(x, 0), -e, e) / (1 + e));
    }

    private static Expression WeightedBackward(Expression x, Expression y, Expression weight)
    {
        var isNegative = Terms.IsPositive(-x);
        var m = Expression.Select(isNegative, -x, 0);
        var (down1, down2) = (Expression.Exp(-m), Expression.Exp(-x - m));
        var up = (down1 * isNegative) + (down2 * (isNegative - 1));
        return (weight * ((up / (down1 + down2)) - isNegative)) + (1 - y);
    }

    private static Expression LogWeight(Expression weight, Expression y) => (y * (weight - 1)) + 1;
}

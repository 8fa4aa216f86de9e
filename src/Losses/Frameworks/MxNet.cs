namespace Experiments.Losses.Frameworks;

/// <summary>MXNet's loss SigmoidBCELoss of Gluon.</summary>
public static class MxNet
{
    private const string Source = "apache/mxnet, 009947979864, python/mxnet/gluon/loss.py, SigmoidBinaryCrossEntropyLoss";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [Bce, Logits];

    /// <summary>From probabilities: −(log(p + ε)·y + log((1 − p) + ε)·(1 − y)), ε = 1e-12.</summary>
    /// <remarks>27.63 where p is exactly wrong. In float16 ε is 0: ∞ there, and NaN where p is exactly right.</remarks>
    public static Loss Bce { get; } = Loss.Of(given => new()
    {
        Name = "mxnet-bce",
        Framework = "MXNet Gluon SigmoidBCELoss(from_sigmoid=True)",
        Versions = "1.3 – 2.0",
        Evidence = EvidenceKind.Read,
        Source = Source,
        Takes = Takes.Probability,
        Formula = (p, y) =>
        {
            Expression epsilon = given.Epsilon ?? Terms.PowerOfTen(-12);
            var ofOne = Expression.Log(p + epsilon) * y;
            var ofZero = Expression.Log((1 - p) + epsilon) * (1 - y);
            return -((given.PosWeight is { } weight ? ofOne * weight : ofOne) + ofZero);
        },
        Rules = DerivativeRules.Reciprocal,
        Accepts = [Parameter.Epsilon, Parameter.PosWeight],
    });

    /// <summary>From raw outputs: (max(x, 0) − x·y) + softrelu(−|x|), softrelu(a) = log1p(e^a).</summary>
    /// <remarks>
    /// At x = 0 the gradient is −y, as |x| and max(x, 0) have the slope 0 there. The derivative of softrelu is
    /// −expm1(−softrelu); it is added to −y before the 1 of max(x, 0), and so lost for label 1 from x = 17.33 on. With a
    /// weight w of positives the loss is (x − x·y) + l·(softrelu(−|x|) + max(−x, 0)), l = 1 + (w − 1)·y.
    /// </remarks>
    public static Loss Logits { get; } = Loss.Of(given => new()
    {
        Name = "mxnet-logits",
        Framework = "MXNet Gluon SigmoidBCELoss",
        Versions = "1.3 – 2.0",
        Evidence = EvidenceKind.Read,
        Source = $"{Source}; src/operator/mshadow_op.h",
        Takes = Takes.Logit,
        Formula = (x, y) => given.PosWeight is { } weight
            ? (x - (x * y)) + (LogWeight(weight, y) * (SoftRelu(x) + Expression.Max(-x, 0)))
            : (Expression.Max(x, 0) - (x * y)) + SoftRelu(x),
        Backward = (x, y) =>
        {
            if (given.PosWeight is not { } weight)
            {
                return ((-Slope(x) * Sign(x)) + -y) + Terms.IsPositive(x);
            }

            var l = LogWeight(weight, y);
            return ((-(l * Terms.IsPositive(-x)) + (-(l * Slope(x)) * Sign(x))) + 1) + -y;
        },
        Accepts = [Parameter.PosWeight],
    });

    /// <summary>softrelu(−|x|).</summary>
    private static Expression SoftRelu(Expression x) => Expression.Log1P(Terms.ExpOfMinusSize(x));

    /// <summary>The derivative of softrelu at −|x|.</summary>
    private static Expression Slope(Expression x) => -Expression.ExpM1(-SoftRelu(x));

    private static Expression LogWeight(Expression weight, Expression y) => 1 + ((weight - 1) * y);

    private static Expression Sign(Expression x) => Terms.IsPositive(x) - Terms.IsPositive(-x);
}

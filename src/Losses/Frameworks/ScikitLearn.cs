using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses.Frameworks;

/// <summary>scikit-learn's metric log_loss and the loss behind LogisticRegression and HistGradientBoosting.</summary>
public static class ScikitLearn
{
    private const string Metric = "sklearn/metrics/_classification.py, log_loss";
    private const string Binomial = "scikit-learn/scikit-learn, 1.9.0, sklearn/_loss/_loss.pyx.tp";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [LogLoss, LogLoss11, HalfBinomial, HalfBinomialFused];

    /// <summary>
    /// log_loss: −(xlogy(1 − y, 1 − p) + xlogy(y, p)), both probabilities clipped to [ε, 1 − ε], ε the machine epsilon.
    /// </summary>
    /// <remarks>From 1.19·10^−7 to 15.94, whatever p is. A metric, without a gradient.</remarks>
    public static Loss LogLoss { get; } = Loss.Of(given => new()
    {
        Name = "sklearn-log-loss",
        Framework = "scikit-learn log_loss",
        Versions = "1.5 – 1.9",
        Evidence = EvidenceKind.Executed,
        Source = $"scikit-learn/scikit-learn, 1.9.0, {Metric}",
        Takes = Takes.Probability,
        Formula = (p, y) =>
        {
            var epsilon = given.Epsilon is { } number ? number : Terms.MachineEpsilon;
            return -(Terms.TimesLog(1 - y, Terms.Clip(1 - p, epsilon)) + Terms.TimesLog(y, Terms.Clip(p, epsilon)));
        },
        HasGradient = false,
        Accepts = [Parameter.Epsilon],
    });

    /// <summary>
    /// log_loss until 1.1: p clipped to [ε, 1 − ε], ε = 1e-15, then p and 1 − p divided by their sum.
    /// </summary>
    /// <remarks>34.54 at most in float64. In float32 1 − ε is 1: NaN or ∞ once p is 1.</remarks>
    public static Loss LogLoss11 { get; } = Loss.Of(given => new()
    {
        Name = "sklearn-log-loss-1.1",
        Framework = "scikit-learn log_loss",
        Versions = "0.17 – 1.1",
        Evidence = EvidenceKind.Read,
        Source = $"scikit-learn/scikit-learn, 004db5278cc3, {Metric}",
        Takes = Takes.Probability,
        Formula = (p, y) =>
        {
            var q = Terms.Clip(p, given.Epsilon ?? Terms.PowerOfTen(-15));
            var sum = (1 - q) + q;
            return -(((1 - y) * Expression.Log((1 - q) / sum)) + (y * Expression.Log(q / sum)));
        },
        HasGradient = false,
        Accepts = [Parameter.Epsilon],
    });

    /// <summary>
    /// HalfBinomialLoss: log1pexp(x) − y·x; the derivative is ((1 − y) − y·e^−x)/(1 + e^−x), and e^x − y up to −37.
    /// </summary>
    /// <remarks>
    /// log1pexp is e^x up to −37, log1p(e^x) up to −2, log(1 + e^x) up to 18, x + e^−x up to 33.3, then x: limits for
    /// float64, in which scikit-learn computes whatever it is given. The loss alone is 0 for label 1 from 33.4 on. At
    /// 8c43ad8a2f2d the first form of the derivative is that of every x.
    /// </remarks>
    public static Loss HalfBinomial { get; } = new()
    {
        Name = "sklearn-half-binomial",
        Framework = "scikit-learn HalfBinomialLoss",
        Versions = "1.4 – 1.9",
        Evidence = EvidenceKind.Executed,
        Source = $"{Binomial}, closs_half_binomial and cgradient_half_binomial",
        Takes = Takes.Logit,
        ComputesIn = NumberFormat.Named<Float64>(),
        Formula = (x, y) =>
        {
            var e = Expression.Exp(x);
            var fromEighteen = Upto(x, Rational.FromDecimal(333, -1), x + Expression.Exp(-x), x);
            var fromMinusTwo = Upto(x, 18, Expression.Log(1 + e), fromEighteen);
            return Upto(x, -37, e, Upto(x, -2, Expression.Log1P(e), fromMinusTwo)) - (y * x);
        },
        Backward = (x, y) => Upto(x, -37, Expression.Exp(x) - y, FromAbove(x, y)),
    };

    /// <summary>
    /// HalfBinomialLoss.loss_gradient, by which LogisticRegression is fitted: e^x − y·x up to −37, log1p(e^x) − y·x up
    /// to −2, log1p(e^−x) + (1 − y)·x up to 18, then e^−x + (1 − y)·x.
    /// </summary>
    /// <remarks>
    /// Other code than the loss and the gradient asked for one by one: it keeps small losses of both labels. The derivative
    /// is ((1 − y)·e^x − y)/(1 + e^x) from −37 to −2, else as in HalfBinomial.
    /// </remarks>
    public static Loss HalfBinomialFused { get; } = HalfBinomial with
    {
        Name = "sklearn-half-binomial-fused",
        Framework = "scikit-learn HalfBinomialLoss.loss_gradient",
        Versions = "1.9",
        Source = $"{Binomial}, closs_grad_half_binomial",
        Formula = (x, y) =>
        {
            var (e, fromAbove) = (Expression.Exp(x), Expression.Exp(-x));
            var fromMinusTwo = Upto(x, 18, Expression.Log1P(fromAbove), fromAbove) + ((1 - y) * x);
            return Upto(x, -37, e - (y * x), Upto(x, -2, Expression.Log1P(e) - (y * x), fromMinusTwo));
        },
        Backward = (x, y) =>
        {
            var e = Expression.Exp(x);
            return Upto(x, -37, e - y, Upto(x, -2, (((1 - y) * e) - y) / (1 + e), FromAbove(x, y)));
        },
    };

    /// <summary>((1 − y) − y·e^−x)/(1 + e^−x).</summary>
    private static Expression FromAbove(Expression x, Expression y)
    {
        var e = Expression.Exp(-x);
        return ((1 - y) - (y * e)) / (1 + e);
    }

    private static Expression Upto(Expression x, Expression limit, Expression below, Expression above) =>
        Expression.Select(Expression.AtLeast(limit, x), below, above);
}

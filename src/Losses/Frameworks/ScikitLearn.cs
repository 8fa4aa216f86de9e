using Experiments.Numerics.Exact;

namespace Experiments.Losses.Frameworks;

/// <summary>scikit-learn's metric log_loss and the loss behind LogisticRegression and HistGradientBoosting.</summary>
public static class ScikitLearn
{
    private const string Metric = "sklearn/metrics/_classification.py, log_loss";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [LogLoss, LogLoss11, HalfBinomial];

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
        Evidence = EvidenceKind.Executed,
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

    /// <summary>HalfBinomialLoss: log1pexp(x) − y·x; the derivative is ((1 − y) − y·e^−x)/(1 + e^−x).</summary>
    /// <remarks>
    /// log1pexp is e^x up to −37, log1p(e^x) up to −2, log(1 + e^x) up to 18, x + e^−x up to 33.3, then x: limits for
    /// float64, in which scikit-learn computes whatever it is given: in float32 alone, as here, the derivative is NaN below
    /// −88.72. The loss alone is 0 for label 1 from 33.4 on.
    /// </remarks>
    public static Loss HalfBinomial { get; } = new()
    {
        Name = "sklearn-half-binomial",
        Framework = "scikit-learn HalfBinomialLoss",
        Versions = "1.4 – 1.9",
        Evidence = EvidenceKind.Executed,
        Source = "scikit-learn/scikit-learn, 1.9.0, sklearn/_loss/_loss.pyx.tp, closs_half_binomial and cgradient_half_binomial",
        Takes = Takes.Logit,
        Formula = (x, y) =>
        {
            var e = Expression.Exp(x);
            var fromEighteen = Upto(x, Rational.FromDecimal(333, -1), x + Expression.Exp(-x), x);
            var fromMinusTwo = Upto(x, 18, Expression.Log(1 + e), fromEighteen);
            return Upto(x, -37, e, Upto(x, -2, Expression.Log1P(e), fromMinusTwo)) - (y * x);
        },
        Backward = (x, y) =>
        {
            var e = Expression.Exp(-x);
            return ((1 - y) - (y * e)) / (1 + e);
        },
    };

    private static Expression Upto(Expression x, Expression limit, Expression below, Expression above) =>
        Expression.Select(Expression.AtLeast(limit, x), below, above);
}

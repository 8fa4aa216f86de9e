using Experiments.Losses.Sigmoids;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses.Frameworks;

/// <summary>XGBoost, LightGBM and CatBoost: metrics of probabilities, objectives of raw outputs.</summary>
/// <remarks>
/// XGBoost computes in float32, the others in float64. LightGBM's losses are its metrics and their gradients those of
/// the objectives of the same name, which take the raw output and are kept in float32.
/// </remarks>
public static class Boosting
{
    private const string XGBoost = "dmlc/xgboost, 379b29f0836b";
    private const string LightGbm = "microsoft/LightGBM, bae0b7ba9533";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [XGBoostLogLoss, XGBoostLogistic, LightGbmBinary, LightGbmCrossEntropy, CatBoostLogLoss];

    /// <summary>logloss: xlogy(−y, max(p, ε)) + xlogy(−(1 − y), max(1 − p, ε)), ε = 1e-16.</summary>
    /// <remarks>36.84 where p is exactly wrong; the next lower loss is 16.64. A metric, without a gradient.</remarks>
    public static Loss XGBoostLogLoss { get; } = Loss.Of(given => new()
    {
        Name = "xgboost-logloss",
        Framework = "XGBoost logloss",
        Versions = "1.7 – 3.3",
        Evidence = EvidenceKind.Executed,
        Source = $"{XGBoost}, src/metric/elementwise_metric.cu, LogLoss",
        Takes = Takes.Probability,
        Sigmoid = CutOffs.XGBoost,
        Formula = (p, y) =>
        {
            Expression epsilon = given.Epsilon ?? Terms.PowerOfTen(-16);
            return Terms.TimesLog(-y, Expression.Max(p, epsilon)) + Terms.TimesLog(-(1 - y), Expression.Max(1 - p, epsilon));
        },
        HasGradient = false,
        Accepts = [Parameter.Epsilon],
    });

    /// <summary>binary:logistic, the gradient alone: σ(x) − y, times the weight of positives where y is 1.</summary>
    public static Loss XGBoostLogistic { get; } = Loss.Of(given => new()
    {
        Name = "xgboost-logistic",
        Framework = "XGBoost binary:logistic",
        Versions = "1.7 – 3.3",
        Evidence = EvidenceKind.Executed,
        Source = $"{XGBoost}, src/objective/logistic_obj.h, LogisticGradient",
        Takes = Takes.Logit,
        Sigmoid = CutOffs.XGBoost,
        Formula = Formulas.CrossEntropy,
        HasValue = false,
        Backward = (x, y) =>
        {
            var gradient = CutOffs.XGBoost.Value(x) - y;
            return given.PosWeight is { } weight ? gradient * Expression.Select(Expression.Same(y, 1), weight, 1) : gradient;
        },
        Accepts = [Parameter.PosWeight],
    });

    /// <summary>binary: −log p or −log(1 − p) where that probability exceeds ε = 1e-15, else −log ε.</summary>
    /// <remarks>
    /// 34.54 at most; ε and −log ε are float32 in every format. The gradient is −s/(1 + e^(s·x)), s = 1 for a positive
    /// label, else −1: no cancellation in either tail.
    /// </remarks>
    public static Loss LightGbmBinary { get; } = Loss.Of(given => new()
    {
        Name = "lightgbm-binary",
        Framework = "LightGBM binary and binary_logloss",
        Versions = "4.6 – 4.7",
        Evidence = EvidenceKind.Executed,
        Source = $"{LightGbm}, src/metric/binary_metric.hpp and src/objective/binary_objective.hpp",
        Takes = Takes.Probability,
        ComputesIn = NumberFormat.Named<Float64>(),
        Formula = (p, y) =>
        {
            var epsilon = Expression.Store(given.Epsilon ?? Terms.PowerOfTen(-15), NumberFormat.Named<Float32>());
            var right = Expression.Select(Expression.AtLeast(0, y), 1 - p, p);
            return Expression.Select(Terms.IsPositive(right - epsilon), -Expression.Log(right), Kept(-Expression.Log(epsilon)));
        },
        Objective = (x, y) =>
        {
            var s = Expression.Select(Expression.AtLeast(0, y), -1, 1);
            return Kept(-s / (1 + Expression.Exp(s * x)));
        },
        Accepts = [Parameter.Epsilon],
    });

    /// <summary>cross_entropy: −(y·log p + (1 − y)·log(1 − p)), each probability at least 1e-12.</summary>
    /// <remarks>
    /// 27.63 at most. The gradient is ((1 − y) − y·e^−x)/(1 + e^−x) above x = −37, else e^x − y.
    /// </remarks>
    public static Loss LightGbmCrossEntropy { get; } = Loss.Of(given => new()
    {
        Name = "lightgbm-xentropy",
        Framework = "LightGBM cross_entropy",
        Versions = "4.6 – 4.7",
        Evidence = EvidenceKind.Executed,
        Source = $"{LightGbm}, src/metric/xentropy_metric.hpp and src/objective/xentropy_objective.hpp",
        Takes = Takes.Probability,
        ComputesIn = NumberFormat.Named<Float64>(),
        Formula = (p, y) =>
        {
            var epsilon = given.Epsilon ?? Terms.PowerOfTen(-12);
            return -((y * LogAtLeast(p, epsilon)) + ((1 - y) * LogAtLeast(1 - p, epsilon)));
        },
        Objective = (x, y) =>
        {
            var e = Expression.Exp(-x);
            return Kept(Expression.Select(Expression.AtLeast(-37, x), Expression.Exp(x) - y, ((1 - y) - (y * e)) / (1 + e)));
        },
        Accepts = [Parameter.Epsilon],
    });

    /// <summary>log(1 + e^x) − y·x where e^x is finite, else (1 − y)·x; the derivative is (1 − 1/(1 + e^x)) − y.</summary>
    /// <remarks>
    /// It computes in float64, with an approximation of e^x in the derivative that is taken for exact here. Small losses
    /// are lost for both labels.
    /// </remarks>
    public static Loss CatBoostLogLoss { get; } = new()
    {
        Name = "catboost-logloss",
        Framework = "CatBoost Logloss",
        Versions = "1.2",
        Evidence = EvidenceKind.Read,
        Source = "catboost/catboost, 07caba336a59, private/libs/algo_helpers/error_functions.cpp and libs/metrics/metric.cpp",
        Takes = Takes.Logit,
        ComputesIn = NumberFormat.Named<Float64>(),
        Formula = (x, y) =>
        {
            var e = Expression.Exp(x);
            return Expression.Select(Expression.Same(e - e, 0), Expression.Log(1 + e) - (y * x), (1 - y) * x);
        },
        Backward = (x, y) => -(y - (1 - (1 / (1 + Expression.Exp(x))))),
    };

    /// <summary>What LightGBM keeps in float32; in float64 alone, which is the format that it computes in.</summary>
    private static Expression Kept(Expression a) =>
        Expression.Select(Expression.InFormat(NumberFormat.Named<Float64>()), Expression.Store(a, NumberFormat.Named<Float32>()), a);

    private static Expression LogAtLeast(Expression p, Rational epsilon) => Expression.Log(Expression.Max(p, epsilon));
}

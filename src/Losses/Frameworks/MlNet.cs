using Experiments.Losses.Sigmoids;

namespace Experiments.Losses.Frameworks;

/// <summary>ML.NET's LogLoss of trainers and the log-loss of its evaluator. A label above 0 is positive.</summary>
public static class MlNet
{
    private const string Repository = "dotnet/machinelearning, cd2fbd617c13";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [LogLoss, Evaluator];

    /// <summary>LogLoss: −log(max(p, 1e-8)) or −log(max(1 − p, 1e-8)), p = σ(x); the derivative is p − 1 or p.</summary>
    /// <remarks>
    /// 18.42 where p is exactly wrong; the next lower loss is 16.64. p and 1 − p are float32, the logarithm float64.
    /// </remarks>
    public static Loss LogLoss { get; } = Loss.Of(given => new()
    {
        Name = "mlnet-log-loss",
        Framework = "ML.NET LogLoss",
        Versions = "1.0 – 5.0.1",
        Evidence = EvidenceKind.Executed,
        Source = $"{Repository}, src/Microsoft.ML.Data/Utils/LossFunctions.cs, LogLoss",
        Takes = Takes.Logit,
        Sigmoid = Exponentials.MlNetFast,
        Formula = (x, y) =>
            -Expression.Log(Expression.Max(Right(Exponentials.MlNetFast.Of(x), y), given.Epsilon ?? Terms.PowerOfTen(-8))),
        Backward = (x, y) =>
        {
            var p = Exponentials.MlNetFast.Of(x);
            return Expression.Select(Expression.AtLeast(0, y), p, p - 1);
        },
        Accepts = [Parameter.Epsilon],
    });

    /// <summary>BinaryClassification.Evaluate: −log2 p or −log2(1 − p), in bits and without a limit.</summary>
    /// <remarks>∞ where p is exactly wrong. A metric, without a gradient.</remarks>
    public static Loss Evaluator { get; } = new()
    {
        Name = "mlnet-evaluator",
        IsCrossEntropy = false,
        Framework = "ML.NET BinaryClassifierEvaluator",
        Versions = "1.0 – 5.0.1",
        Evidence = EvidenceKind.Executed,
        Source = $"{Repository}, src/Microsoft.ML.Data/Evaluators/BinaryClassifierEvaluator.cs",
        Takes = Takes.Probability,
        Sigmoid = AsWritten.Rounded,
        Formula = (p, y) => -Expression.Log2(Right(p, y)),
        HasGradient = false,
    };

    /// <summary>The probability of the label.</summary>
    private static Expression Right(Expression p, Expression y) => Expression.Select(Expression.AtLeast(0, y), 1 - p, p);
}

using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Figures;

namespace Experiments.Tests.Losses.Formula;

/// <summary>
/// The formula to use beside those of frameworks: how far each comes off the correctly rounded loss in float32, on a grid
/// of x and some labels.
/// </summary>
internal static class FormTable
{
    private static readonly string[] Names =
    [
        "split", "tf-logits", "torch-logits", "optax", "flux-logits", "mxnet-logits", "paddle-logits", "tfjs-logits", "burn-logits",
        "mlx-logits", "sklearn-half-binomial", "catboost-logloss", "caffe", "tinygrad-logits", "xgboost-logistic", "lightgbm-xentropy",
        "keras-3", "torch-bce",
    ];

    // 0, 1/20, … 104, each rounded, with both signs.
    private static readonly Float32[] X = [.. Enumerable.Range(-2080, 4161).Select(k => Float32.Round((Rational)k / 20))];

    private static readonly Float32[] Hard = [new(0), new(1)];

    private static readonly Float32[] Soft =
        [new(1f / (1 << 24)), new(0.1f), new(0.3f), new(0.5f), new(0.9f), new(1 - (1f / (1 << 24)))];

    /// <summary>
    /// What Herbie made of log(1 + e^x) − x·y, the benchmark "Logistic regression 2", in its nightly report of 10 May 2022.
    /// </summary>
    private static readonly Expression Herbie =
        Expression.Fma(-Expression.Y, Expression.X, Expression.Log1P(Expression.Exp(Expression.X)));

    /// <summary>The formula that the same benchmark names as the goal.</summary>
    private static readonly Expression HerbieTarget = Expression.Select(
        Expression.AtLeast(0, Expression.X),
        Expression.Log(1 + Expression.Exp(Expression.X)) - (Expression.X * Expression.Y),
        Expression.Log(1 + Expression.Exp(-Expression.X)) - (-Expression.X * (1 - Expression.Y)));

    /// <summary>The table's lines.</summary>
    public static IEnumerable<string> Lines() =>
    [
        "| entry | who computes it so | loss, hard labels | loss, soft labels | derivative, hard labels |",
        "|---|---|---|---|---|",
        .. Names.Select(name => Catalogue.Find(name)!).Select(loss => $"| `{loss.Name}` | {loss.Framework} | "
            + $"{(loss.HasValue ? Largest(loss.Value, ArticleLosses.Exact.Value, Hard) : "—")} | "
            + $"{(loss.HasValue ? Largest(loss.Value, ArticleLosses.Exact.Value, Soft) : "—")} | "
            + $"{(loss.HasGradient ? Largest(loss.Gradient, ArticleLosses.Exact.Gradient, Hard) : "—")} |"),
        Row("Herbie's output", Herbie),
        Row("Herbie's target", HerbieTarget),
    ];

    private static string Row(string name, Expression loss) => $"| — | {name} | "
        + $"{Largest(loss, ArticleLosses.Exact.Value, Hard)} | {Largest(loss, ArticleLosses.Exact.Value, Soft)} | — |";

    /// <summary>
    /// The largest distance in steps from one float32 to the next, or the least |x| where a value is no number or off by
    /// half of the exact one.
    /// </summary>
    private static string Largest(Expression expression, Expression exact, IReadOnlyList<Float32> labels)
    {
        var both = new Evaluator<Float32>(expression, exact);
        Float32[][] values = [new Float32[X.Length], new Float32[X.Length]];
        var (largest, lost) = (0.0, float.PositiveInfinity);
        foreach (var label in labels)
        {
            both.All(X, values, label);
            for (var i = 0; i < X.Length; i++)
            {
                var (value, truth) = (values[0][i], values[1][i]);
                if (!value.IsFinite || Math.Abs((double)value.Value - truth.Value) > Math.Abs(truth.Value) / 2.0)
                {
                    lost = Math.Min(lost, Math.Abs(X[i].Value));
                }
                else
                {
                    largest = Math.Max(largest, (double)UlpDistance.Between(value, truth));
                }
            }
        }

        return float.IsFinite(lost) ? $"all digits, {new Float32(lost).ToText()}" : Typeset.Number(largest, 2);
    }
}

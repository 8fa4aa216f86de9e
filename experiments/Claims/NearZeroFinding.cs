using Experiments.Losses;
using Experiments.Numerics.Formats;

namespace Experiments.Claims;

/// <summary>F1: where the round trip is 1 % off next to 0, and that the clipped loss is not affected there.</summary>
internal static class NearZeroFinding
{
    // Two units in the last place of log 2, one for each large rounding error. 1 + e^−x is off by at most 2^−23, which
    // makes σ off by a quarter of that, 2^−25; rounding σ adds 2^−25 more. The logit's slope is 4 there and the loss's
    // ½, so that either is 2^−24 in the loss. The other errors are smaller.
    private const double LargestError = 2.0 / (1 << 24);

    /// <summary>Both ends of the region, and the largest error of the clipped loss in it.</summary>
    public static Judgement Judge(Evidence evidence)
    {
        var formulas = evidence.Formulas;
        var nearZero = new EveryTrip(evidence, exponent => exponent < 0);
        if (nearZero.OnePercent(isNegative: true) is not (_, { } from) || nearZero.OnePercent(isNegative: false) is not (_, { } upto))
        {
            return new("—", Verdict.NotReproduced, "the round trip is not off by 1 % on both sides of 0");
        }

        var (absolute, relative) = LargestLossError(formulas, from, upto);
        return new(
            $"from x = {from.ToText()} up to {upto.ToText()}; "
                + $"the clipped loss is off by a relative {new Float64(relative).ToText()} there at most",
            Verdict.Reproduced.If(absolute <= LargestError),
            "σ is next to ½ there, and the logit keeps its absolute, not its relative accuracy; "
                + "two units in the last place of the loss are allowed")
        {
            Short = $"from {from.ToText()} to {upto.ToText()}",
            Values = [("from", from.ToText()), ("upto", upto.ToText()), ("largest_loss_error", new Float64(relative).ToText())],
        };
    }

    /// <summary>
    /// The largest absolute and relative error of the clipped loss from one x to another, over both labels.
    /// </summary>
    /// <remarks>
    /// The clipped loss depends on x through σ(x) alone, and the exact one is monotone. So the two ends of a stretch of
    /// x with one σ(x) stand for all of it.
    /// </remarks>
    private static (double Absolute, double Relative) LargestLossError(ArticleFormulas formulas, Float32 from, Float32 to)
    {
        var sigmoid = formulas.Sigmoid(Expression.X).In<Float32>();
        var (absolute, relative) = (0.0, 0.0);
        (Evaluator<Float32> Exact, Evaluator<Float32> Clipped)[] labels =
            [OfLabel(1), OfLabel(0)];
        for (Float32? start = from; start is { } first; start = After(first))
        {
            foreach (var x in new[] { first, Last(first) })
            {
                foreach (var label in labels)
                {
                    var (exact, clipped) = (label.Exact.At(x), label.Clipped.At(x));
                    absolute = Math.Max(absolute, Errors.Absolute(exact, clipped).Value);
                    relative = Math.Max(relative, Errors.Relative(exact, clipped).Value);
                }
            }
        }

        return (absolute, relative);

        Float32 Last(Float32 x)
        {
            var p = sigmoid.At(x);
            return Thresholds.Last(x, to, y => !(sigmoid.At(y).Value > p.Value))!.Value;
        }

        (Evaluator<Float32> Exact, Evaluator<Float32> Clipped) OfLabel(int label) =>
            (formulas.Exact.For(label).In<Float32>(), formulas.Clipped.For(label).In<Float32>());

        Float32? After(Float32 x) => Last(x) is var last && last.Value < to.Value ? new(float.BitIncrement(last.Value)) : null;
    }
}

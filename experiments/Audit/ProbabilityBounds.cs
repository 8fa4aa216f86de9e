using Experiments.Losses;
using Experiments.Numerics.Formats;

namespace Experiments.Audit;

/// <summary>
/// Between which losses the exact one lies where a probability is known alone: σ was somewhere between the middles of the
/// steps to its neighbours.
/// </summary>
internal static class ProbabilityBounds
{
    // More than the logarithms, products and sums lose.
    private const double Rounding = 1.0 / (1L << 50);

    private static readonly Evaluator<Float64> Log = Expression.Log(Expression.X).In<Float64>();
    private static readonly Evaluator<Float64> Log1P = Expression.Log1P(Expression.X).In<Float64>();

    /// <summary>The bounds, in float64, of the loss of a probability with a label; ∞ where nothing bounds it.</summary>
    public static (double Low, double High) Of<T>(T probability, double label)
        where T : struct, IFloat<T>
    {
        var middle = probability.ToDouble();
        var below = middle <= 0 ? 0 : Between(middle, UlpDistance.Step(probability, -1).ToDouble());
        var above = middle >= 1 ? 1 : Between(middle, UlpDistance.Step(probability, 1).ToDouble());

        // −log σ falls and −log(1 − σ) rises with σ.
        return (
            (Cost(label, Log, above) + Cost(1 - label, Log1P, -below)) * (1 - Rounding),
            (Cost(label, Log, below) + Cost(1 - label, Log1P, -above)) * (1 + Rounding));
    }

    /// <summary>The middle of two neighbours; where float64 has none between, the further one.</summary>
    private static double Between(double number, double next) =>
        (number / 2) + (next / 2) is var middle && middle != number && middle != next ? middle : next;

    private static double Cost(double weight, Evaluator<Float64> logarithm, double value) =>
        weight == 0 ? 0 : -weight * logarithm.At(new(value)).Value;
}

using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Audit;

/// <summary>
/// Beyond which x, or probabilities, a loss of one label or the other no longer depends on them: for the figure's zones.
/// </summary>
internal static class SaturatedEnds<T>
    where T : struct, IFloat<T>
{
    /// <summary>The largest on the left and the smallest on the right; null where there is no such end.</summary>
    public static (double? Low, double? High) Of(Loss loss, bool areProbabilities)
    {
        var value = (areProbabilities ? loss.ValueThrough(Expression.X) : loss.Value).In<T>();
        var (least, middle, most) = areProbabilities ? (T.Zero, T.Round(new Rational(1, 2)), T.One)
            : (-T.Round((Rational)T.Parameters!.Value.Largest), T.Zero, T.Round((Rational)T.Parameters!.Value.Largest));
        T[] labels = [T.Zero, T.One];
        T?[] lows = [.. labels.Select(label => Thresholds.Last(least, middle, x => Same(value.At(x, label), value.At(least, label))))];
        T?[] highs = [.. labels.Select(label => Thresholds.First(middle, most, x => Same(value.At(x, label), value.At(most, label))))];
        return (Outermost(lows, least, (one, other) => one > other), Outermost(highs, most, (one, other) => one < other));
    }

    /// <summary>Whether two losses are the same number, or both none.</summary>
    public static bool Same(T one, T other) => one.Equals(other) || (IsNaN(one) && IsNaN(other));

    private static double? Outermost(T?[] ends, T far, Func<T, T, bool> isNearer)
    {
        double? found = null;
        foreach (var end in ends.OfType<T>().Where(end => !end.Equals(far)))
        {
            found = found is { } other && !isNearer(end, Rounded.Converted<Float64, T>(new(other))) ? other : end.ToDouble();
        }

        return found;
    }

    private static bool IsNaN(T value) => !value.IsFinite && !value.IsInfinite;
}

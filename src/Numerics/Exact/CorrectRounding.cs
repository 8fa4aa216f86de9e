namespace Experiments.Numerics.Exact;

/// <summary>Ziv's loop: tighter and tighter bounds, until both round to the same value.</summary>
public static class CorrectRounding
{
    private const int FirstBits = 192;

    /// <summary>The correctly rounded value of the number that lies within the bounds at each number of bits.</summary>
    /// <remarks>
    /// The loop ends unless the number is a midpoint of two neighbours, where rounding jumps. A midpoint is rational,
    /// and these numbers are not: exp, log and log1p of an algebraic number are transcendental but for e^0 and log 1
    /// (Lindemann), and so are log(1 + e^x) and 1/(1 + e^x) for algebraic x ≠ 0. <paramref name="round"/> must not
    /// decrease.
    /// </remarks>
    public static T Ziv<T>(Func<int, Interval> bounds, Func<Dyadic, T> round)
        where T : IEquatable<T>
    {
        ArgumentNullException.ThrowIfNull(bounds);
        ArgumentNullException.ThrowIfNull(round);
        for (var bits = FirstBits; ; bits *= 2)
        {
            var (lower, upper) = bounds(bits);
            var rounded = round(lower);
            if (rounded.Equals(round(upper)))
            {
                return rounded;
            }
        }
    }
}

using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>Where a property of a function begins or ends, to the last bit of the format.</summary>
public static class Thresholds
{
    /// <summary>
    /// The smallest x in [from, to] with a property; null where no x has it. Every x above one that has the property
    /// has it too.
    /// </summary>
    public static T? First<T>(T from, T to, Func<T, bool> holds)
        where T : struct, IFloat<T>
    {
        ArgumentNullException.ThrowIfNull(holds);
        return Search(from, to, holds, (_, holdsAtX) => holdsAtX, (_, end) => end.Value);
    }

    /// <summary>
    /// The largest x in [from, to] with a property; null where no x has it. Every x below one that has the property has
    /// it too.
    /// </summary>
    public static T? Last<T>(T from, T to, Func<T, bool> holds)
        where T : struct, IFloat<T>
    {
        ArgumentNullException.ThrowIfNull(holds);
        return Search(from, to, holds, (_, holdsAtX) => holdsAtX, (start, _) => start.Value, fromAbove: true);
    }

    /// <summary>
    /// The smallest x in [from, to] whose round trip y is off by 1 % or more; null where there is none. Both ends have
    /// one sign. The test is exact: 100·|y − x| ≥ |x|.
    /// </summary>
    /// <remarks>
    /// y must be monotone in x; the error need not be. In [a, b] no error exceeds the larger of y(b) − a and b − y(a).
    /// An interval where that is below 1 % of its smallest |x| is left out. Any other is halved, down to single
    /// numbers.
    /// </remarks>
    public static T? OnePercentFrom<T>(T from, T to, Func<T, T> roundTrip)
        where T : struct, IFloat<T>
    {
        ArgumentNullException.ThrowIfNull(roundTrip);
        return Search(from, to, roundTrip, IsOnePercentOff, IsOnePercentPossible);
    }

    /// <summary>The largest such x.</summary>
    public static T? OnePercentUpto<T>(T from, T to, Func<T, T> roundTrip)
        where T : struct, IFloat<T>
    {
        ArgumentNullException.ThrowIfNull(roundTrip);
        return Search(from, to, roundTrip, IsOnePercentOff, IsOnePercentPossible, fromAbove: true);
    }

    /// <summary>Whether y is off from x by 1 % or more; an infinite y counts as that, NaN does not.</summary>
    public static bool IsOnePercentOff<T>(T x, T y)
        where T : struct, IFloat<T> => y.IsInfinite || (y.IsFinite && IsOff(x.Exact, y.Exact));

    private static bool IsOff(Rational x, Rational y) => 100 * Rational.Abs(y - x) >= Rational.Abs(x);

    private static bool IsOnePercentPossible<T>((T X, T Value) from, (T X, T Value) to)
        where T : struct, IFloat<T>
    {
        if (!from.Value.IsFinite || !to.Value.IsFinite)
        {
            return true;
        }

        var smallest = from.X > T.Zero ? from.X.Exact : Rational.Abs(to.X.Exact);
        return 100 * (to.Value.Exact - from.X.Exact) >= smallest || 100 * (to.X.Exact - from.Value.Exact) >= smallest;
    }

    /// <summary>
    /// The smallest or largest x in [from, to] with a property. Intervals are halved; those in which no x can have it
    /// are left out.
    /// </summary>
    /// <remarks>The function that the property is about is evaluated once for each x that is looked at.</remarks>
    private static T? Search<T, TValue>(
        T from,
        T to,
        Func<T, TValue> function,
        Func<T, TValue, bool> holds,
        Func<(T X, TValue Value), (T X, TValue Value), bool> isPossible,
        bool fromAbove = false)
        where T : struct, IFloat<T>
    {
        return Within((from, function(from)), (to, function(to)));

        T? Within((T X, TValue Value) low, (T X, TValue Value) high)
        {
            var (near, far) = fromAbove ? (high, low) : (low, high);
            if (holds(near.X, near.Value))
            {
                return near.X;
            }

            if (!isPossible(low, high))
            {
                return null;
            }

            var middle = T.Round((low.X.Exact + high.X.Exact) / 2);
            if (middle.Equals(low.X) || middle.Equals(high.X))
            {
                return holds(far.X, far.Value) ? far.X : null;
            }

            var between = (middle, function(middle));
            return fromAbove
                ? Within(between, high) ?? Within(low, between)
                : Within(low, between) ?? Within(between, high);
        }
    }
}

using Experiments.Formats;
using Experiments.Reference;

namespace Experiments.Functions;

/// <summary>Where a property of a function begins or ends, to the last bit of the format.</summary>
/// <remarks>
/// In every format the round trip, the sigmoid and its clip are monotone: each of their operations is, correctly rounded or exact.
/// </remarks>
public static class Thresholds
{
    /// <summary>The smallest x in [from, to] for which a property holds that, once it holds, holds for all larger x; null where it holds for none.</summary>
    public static T? First<T>(T from, T to, Func<T, bool> holds)
        where T : struct, IFloat<T>
    {
        ArgumentNullException.ThrowIfNull(holds);
        return Search(from, to, holds, (_, end) => holds(end));
    }

    /// <summary>The largest x in [from, to] for which a property holds that, once it fails, fails for all larger x; null where it holds for none.</summary>
    public static T? Last<T>(T from, T to, Func<T, bool> holds)
        where T : struct, IFloat<T>
    {
        ArgumentNullException.ThrowIfNull(holds);
        return First(-to, -from, x => holds(-x)) is { } mirrored ? -mirrored : null;
    }

    /// <summary>The largest x whose σ is clipped to ε, and the smallest whose σ is clipped to 1 − ε; null where there is none.</summary>
    /// <remarks>An x whose σ is an end of the clip itself counts as clipped: from it on, the loss is the same for all.</remarks>
    public static (T? LowUpto, T? HighFrom) Clip<T>()
        where T : struct, IFloat<T>
    {
        // ln(1/ε) is 16.12: in every format the clip acts well within ±32.
        var (from, to) = (T.Round((Rational)(-32)), T.Round((Rational)32));
        var (low, high) = (BinaryCrossEntropy.Epsilon<T>(), T.One - BinaryCrossEntropy.Epsilon<T>());
        return (Last(from, to, x => !(Sigmoid.Of(x) > low)), First(from, to, x => !(Sigmoid.Of(x) < high)));
    }

    /// <summary>The smallest x in [from, to], 0 &lt; from, whose round trip is off by 1 % or more, decided exactly: 100·|y − x| ≥ x.</summary>
    /// <remarks>
    /// The error is no monotone function of x, but y is: in [a, b] no error exceeds the larger of y(b) − a and b − y(a).
    /// Where that is below 1 % of a the interval is done with; else it is halved, down to single numbers.
    /// </remarks>
    public static T? OnePercentFrom<T>(T from, T to)
        where T : struct, IFloat<T> => Search(from, to, x => IsOnePercentOff(x, RoundTrip.Of(x)), IsOnePercentPossible);

    /// <summary>Whether y is off from x by 1 % or more; an infinite y counts as that.</summary>
    public static bool IsOnePercentOff<T>(T x, T y)
        where T : struct, IFloat<T> => !y.IsFinite || 100 * Rational.Abs(y.Exact - x.Exact) >= Rational.Abs(x.Exact);

    private static bool IsOnePercentPossible<T>(T from, T to)
        where T : struct, IFloat<T>
    {
        var (low, high) = (RoundTrip.Of(from), RoundTrip.Of(to));
        return !low.IsFinite || !high.IsFinite
            || 100 * (high.Exact - from.Exact) >= from.Exact
            || 100 * (to.Exact - low.Exact) >= from.Exact;
    }

    /// <summary>The smallest x in [from, to] that has a property, by halving intervals and leaving out those where it is not possible.</summary>
    private static T? Search<T>(T from, T to, Func<T, bool> holds, Func<T, T, bool> isPossible)
        where T : struct, IFloat<T>
    {
        if (holds(from))
        {
            return from;
        }

        if (!isPossible(from, to))
        {
            return null;
        }

        var middle = T.Round((from.Exact + to.Exact) / 2);
        return middle.Equals(from) || middle.Equals(to)
            ? holds(to) ? to : null
            : Search(from, middle, holds, isPossible) ?? Search(middle, to, holds, isPossible);
    }
}

using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Claims;

/// <summary>Where something begins or ends for some formulas in a format, to the last bit; null where it does not.</summary>
/// <remarks>With the formulas as written these are the thresholds of <see cref="Limits"/>, for the reasons given there.</remarks>
internal static class Crossing
{
    /// <summary>The smallest x &gt; 0 whose round trip is infinite.</summary>
    public static T? InfiniteFrom<T>(IFormulas formulas)
        where T : struct, IFloat<T> => Thresholds.First(T.Zero, Far<T>(), x => formulas.RoundTrip(x).IsInfinite);

    /// <summary>The smallest x &gt; 0 with σ(x) = 1.</summary>
    public static T? OneFrom<T>(IFormulas formulas)
        where T : struct, IFloat<T> => Thresholds.First(T.Zero, Far<T>(), x => formulas.Sigmoid(x).Equals(T.One));

    /// <summary>The smallest x ≥ 1 whose round trip is off by 1 % or more.</summary>
    public static T? OnePercentFrom<T>(IFormulas formulas)
        where T : struct, IFloat<T> => Thresholds.OnePercentFrom(T.One, Far<T>(), formulas.RoundTrip);

    /// <summary>The smallest x &gt; 0 whose σ the clip holds.</summary>
    public static T? ClipHighFrom<T>(IFormulas formulas)
        where T : struct, IFloat<T> => Thresholds.First(T.Zero, Far<T>(), x => !(formulas.Sigmoid(x) < formulas.Clip(T.One)));

    /// <summary>The largest x &lt; 0 whose σ the clip holds.</summary>
    public static T? ClipLowUpto<T>(IFormulas formulas)
        where T : struct, IFloat<T> => Thresholds.Last(-Far<T>(), T.Zero, x => !(formulas.Sigmoid(x) > formulas.Clip(T.Zero)));

    /// <summary>The largest number below x &gt; 0.</summary>
    public static T Before<T>(T x)
        where T : struct, IFloat<T> => Thresholds.Last(T.Zero, x, y => y < x)!.Value;

    /// <summary>Whether x is the first number above log n.</summary>
    public static bool IsFirstAboveLog<T>(T x, Dyadic n)
        where T : struct, IFloat<T>
    {
        // 200 bits are twice as many as the longest format has, so that no number lies between the bounds.
        var bounds = Elementary.Log(n, 200);
        return x.Exact > bounds.Upper && Before(x).Exact < bounds.Lower;
    }

    /// <summary>2^15, beyond which σ is 0 or 1 in every format.</summary>
    public static T Far<T>()
        where T : struct, IFloat<T> => T.Round((Rational)(1 << QuickElementary.ExpMagnitudeLimit));
}

using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Claims;

/// <summary>Neighbours of thresholds, and whether one is where a logarithm says.</summary>
internal static class Crossing
{
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
}

using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>The logit log(p / (1 − p)), the inverse of the sigmoid.</summary>
public static class Logit
{
    /// <summary>logit(p) as written: log(p / (1 − p)), for 0 ≤ p ≤ 1.</summary>
    /// <remarks>−∞ at p = 0 and ∞ at p = 1. Its largest finite value is set by the largest p below 1: 16.64 in float32.</remarks>
    public static T Of<T>(T p)
        where T : struct, IFloat<T> => T.Log(p / (T.One - p));
}

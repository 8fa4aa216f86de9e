using Experiments.Formats;
using Experiments.Reference;

namespace Experiments.Functions;

/// <summary>The sigmoid, logistic function σ(x) = 1 / (1 + e^−x), and its inverse.</summary>
public static class Sigmoid
{
    /// <summary>σ(x) as written: 1 / (1 + e^−x).</summary>
    /// <remarks>
    /// Exactly 1 once e^−x is at most the unit roundoff u, from x = −ln u on: 16.64 in float32, 36.74 in float64, 44.37 in float80.
    /// 0 once e^−x overflows: below −88.72 in float32. In decimal that is the token overflow.
    /// </remarks>
    public static T Of<T>(T x)
        where T : struct, IFloat<T> => T.One / (T.One + T.Exp(-x));

    /// <summary>The true σ(x), rounded once.</summary>
    public static T Exact<T>(T x)
        where T : struct, IFloat<T> => x.IsZero ? T.Round(new Rational(1, 2)) : T.Round(Real.Logistic(x.ToArgument()));
}

using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses;

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

    /// <summary>σ(x) as written in one format, rounded to another, as activations are kept in mixed-precision training; x is no NaN.</summary>
    /// <remarks>From float32, exactly 1 from 8.32 on in float16 and from 6.24 on in bfloat16; exactly 0 up to −17.33 in float16.</remarks>
    public static TStored Stored<T, TStored>(T x)
        where T : struct, IFloat<T>
        where TStored : struct, IFloat<TStored> => TStored.Round(Of(x).Exact);

    /// <summary>The true σ(x), rounded once.</summary>
    public static T Exact<T>(T x)
        where T : struct, IFloat<T> => x.IsZero ? T.Round(new Rational(1, 2)) : T.Round(Real.Logistic(x.ToArgument()));
}

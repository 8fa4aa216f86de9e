using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>
/// The sigmoid, the cross-entropy of a raw output and its derivative, each correctly rounded as one function.
/// </summary>
/// <remarks>x is any number, infinity or NaN, which stays; a label y is a number in [0, 1].</remarks>
internal static class Rounded
{
    /// <summary>σ(x) = 1/(1 + e^−x), rounded once.</summary>
    public static T Sigmoid<T>(T x)
        where T : struct, IFloat<T> => x.IsZero ? T.Round(new Rational(1, 2))
            : x.IsFinite ? T.Round(Real.Logistic(x.ToArgument()))
            : x.IsInfinite ? (x > T.Zero ? T.One : x < T.Zero ? T.Zero : x)
            : x;

    /// <summary>y·log(1 + e^−x) + (1 − y)·log(1 + e^x), rounded once.</summary>
    public static T CrossEntropy<T>(T x, T y)
        where T : struct, IFloat<T>
    {
        if (x.IsFinite)
        {
            return x.IsZero ? T.Log(T.One + T.One) : T.Round(Real.CrossEntropy(x.ToArgument(), y.Exact));
        }

        var isRight = (x > T.Zero && y.Equals(T.One)) || (x < T.Zero && y.IsZero);
        return !x.IsInfinite ? x : isRight ? T.Zero : T.Abs(x);
    }

    /// <summary>σ(x) − y, rounded once.</summary>
    public static T Derivative<T>(T x, T y)
        where T : struct, IFloat<T> => y.IsZero ? Sigmoid(x)
            : y.Equals(T.One) ? -Sigmoid(-x)
            : x.IsZero ? T.Round(new Rational(1, 2) - y.Exact)
            : x.IsFinite ? T.Round(Real.LogisticMinus(x.ToArgument(), y.Exact))
            : Sigmoid(x) - y;
}

using Experiments.Numerics.Exact;

namespace Experiments.Numerics.Formats;

/// <summary>
/// The sigmoid, its inverse, the cross-entropy of a raw output and its derivative, and the functions that frameworks
/// take besides exp and log, each correctly rounded as one function.
/// </summary>
/// <remarks>x is any number, infinity or NaN, which stays; a label y is a number in [0, 1].</remarks>
public static class Rounded
{
    /// <summary>σ(x) = 1/(1 + e^−x), rounded once.</summary>
    public static T Sigmoid<T>(T x)
        where T : struct, IFloat<T> => x.IsZero ? T.Round(new Rational(1, 2))
            : x.IsFinite ? T.Round(Real.Logistic(x.ToArgument()))
            : x.IsInfinite ? (x > T.Zero ? T.One : x < T.Zero ? T.Zero : x)
            : x;

    /// <summary>log(p/(1 − p)), rounded once: −∞ at 0, ∞ at 1, NaN outside; a token stays.</summary>
    public static T Logit<T>(T p)
        where T : struct, IFloat<T>
    {
        if (!(p > T.Zero && p < T.One))
        {
            return p.IsZero ? T.Log(p)
                : p.Equals(T.One) ? -T.Log(T.Zero)
                : p.IsFinite || p > T.Zero || p < T.Zero ? T.Log(-T.One)
                : p;
        }

        var odds = p.Exact / (1 - p.Exact);
        return odds.CompareTo(1) == 0 ? T.Zero : T.Round(Real.Log(new Argument(negative: false, Bracket.Of(odds), () => odds)));
    }

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

    /// <summary>σ(x)·(1 − σ(x)), rounded once: the derivative of the sigmoid.</summary>
    public static T SigmoidDerivative<T>(T x)
        where T : struct, IFloat<T> => x.IsZero ? T.Round(new Rational(1, 4))
            : x.IsFinite ? T.Round(Real.LogisticDerivative(x.ToArgument()))
            : x.IsInfinite && (x > T.Zero || x < T.Zero) ? T.Zero
            : x;

    /// <summary>log(1 − e^−x), rounded once: −∞ at 0, NaN below; a token stays.</summary>
    public static T Log1MExp<T>(T x)
        where T : struct, IFloat<T> => x.IsZero || x < T.Zero ? T.Log(x.IsZero ? T.Zero : -T.One)
            : x.IsFinite ? T.Round(Real.Log1MExp(x.ToArgument()))
            : x.IsInfinite && x > T.Zero ? -T.Zero
            : x;

    /// <summary>e^x − 1, rounded once.</summary>
    public static T ExpM1<T>(T x)
        where T : struct, IFloat<T> => x.IsZero ? x
            : IsInRange(x) ? T.Round(Real.ExpM1(x.ToArgument()))
            : T.Exp(x) - T.One;

    /// <summary>2^x, rounded once.</summary>
    public static T Exp2<T>(T x)
        where T : struct, IFloat<T> => x.IsZero ? T.One
            : !IsInRange(x) ? T.Exp(x)
            : x.Exact.Floor() is var floor && ((Rational)(Dyadic)floor).CompareTo(x.Exact) == 0 ? T.Round(Dyadic.PowerOfTwo((int)floor))
            : T.Round(Real.Exp2(x.ToArgument()));

    /// <summary>log2 x, rounded once: −∞ at 0, NaN below; a token stays.</summary>
    public static T Log2<T>(T x)
        where T : struct, IFloat<T>
    {
        if (!x.IsFinite || !(x > T.Zero))
        {
            return T.Log(x);
        }

        // A power of two is its own last digit.
        var magnitude = x.ToArgument().Size.Magnitude;
        return ((Rational)Dyadic.PowerOfTwo(magnitude)).CompareTo(x.Exact) == 0
            ? T.Round(magnitude)
            : T.Round(Real.Log2(x.ToArgument()));
    }

    /// <summary>tanh x, rounded once.</summary>
    public static T Tanh<T>(T x)
        where T : struct, IFloat<T> => x.IsZero ? x
            : x.IsFinite ? T.Round(Real.Tanh(x.ToArgument()))
            : x.IsInfinite ? (x > T.Zero ? T.One : x < T.Zero ? -T.One : x)
            : x;

    /// <summary>x·y + z, rounded once.</summary>
    public static T MultiplyAdd<T>(T x, T y, T z)
        where T : struct, IFloat<T>
    {
        if (!x.IsFinite || !y.IsFinite || !z.IsFinite)
        {
            // A product of numbers that overflows is no infinity here.
            return x.IsFinite && y.IsFinite ? z : (x * y) + z;
        }

        // An exact product that cancels has the sign of a sum.
        var exact = (x.Exact * y.Exact) + z.Exact;
        return exact.Sign == 0 ? (x * y) + z : T.Round(exact);
    }

    /// <summary>x as a number of another format, rounded once; infinities, NaN and the sign of 0 stay.</summary>
    public static TTo Converted<TFrom, TTo>(TFrom x)
        where TFrom : struct, IFloat<TFrom>
        where TTo : struct, IFloat<TTo> => x is TTo same ? same
            : x.IsFinite && !x.IsZero ? TTo.Round(x.Exact)
            : TTo.Parse(x.ToText());

    /// <summary>The largest integer that is not above x.</summary>
    public static T Floor<T>(T x)
        where T : struct, IFloat<T> => !x.IsFinite || x.IsZero ? x : T.Round((Dyadic)x.Exact.Floor());

    private static bool IsInRange<T>(T x)
        where T : struct, IFloat<T> => x.IsFinite && x.ToArgument().Size.Magnitude < QuickElementary.ExpMagnitudeLimit;
}

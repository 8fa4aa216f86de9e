using System.Numerics;
using Experiments.Numerics.Exact;

namespace Experiments.Numerics.Formats;

/// <summary>
/// A number format: what the article's formulas need of one, each operation the exact result rounded once.
/// </summary>
/// <remarks>
/// A format says how an exact or real number is rounded to it; operations follow from that. Binary formats take theirs
/// from <see cref="IBinaryFloat{T}"/>. To add a format: write one such struct and list it in
/// <see cref="NumberFormat.All"/>.
/// </remarks>
public interface IFloat<T> : IEquatable<T>
    where T : struct, IFloat<T>
{
    /// <summary>The name on the command line and in CSV files.</summary>
    static abstract string Name { get; }

    /// <summary>0.</summary>
    static abstract T Zero { get; }

    /// <summary>1.</summary>
    static abstract T One { get; }

    /// <summary>Precision and exponent range of a binary format; null for one that is not.</summary>
    static abstract Format? Parameters { get; }

    /// <summary>Whether the value is 0 of either sign. Equality, in contrast, may tell −0 from +0.</summary>
    bool IsZero { get; }

    /// <summary>Whether the value is a number, neither infinite nor NaN.</summary>
    bool IsFinite { get; }

    /// <summary>Whether the value is infinite, or a token that stands for infinity.</summary>
    bool IsInfinite { get; }

    /// <summary>The exact value of a finite number; other values throw <see cref="NotFiniteException"/>.</summary>
    Rational Exact { get; }

    /// <summary>−x.</summary>
    static abstract T operator -(T x);

    /// <summary>x + y, rounded once.</summary>
    static abstract T operator +(T x, T y);

    /// <summary>x − y, rounded once.</summary>
    static abstract T operator -(T x, T y);

    /// <summary>x · y, rounded once.</summary>
    static abstract T operator *(T x, T y);

    /// <summary>x / y, rounded once.</summary>
    static abstract T operator /(T x, T y);

    /// <summary>x · y + z, rounded once.</summary>
    static virtual T MultiplyAdd(T x, T y, T z) => Rounded.MultiplyAdd(x, y, z);

    /// <summary>The largest integer that is not above x.</summary>
    static virtual T Floor(T x) => Rounded.Floor(x);

    /// <summary>Whether x is below y; false where either is NaN.</summary>
    static abstract bool operator <(T x, T y);

    /// <summary>Whether x is above y; false where either is NaN.</summary>
    static abstract bool operator >(T x, T y);

    /// <summary>|x|.</summary>
    static abstract T Abs(T x);

    /// <summary>The larger of x and y; y where they are equal, NaN or the token where either is one.</summary>
    static abstract T Max(T x, T y);

    /// <summary>The smaller of x and y; y where they are equal, NaN or the token where either is one.</summary>
    static abstract T Min(T x, T y);

    /// <summary>1 where x ≥ y, else 0; also 0 where either is NaN or a token for it.</summary>
    static virtual T AtLeast(T x, T y) => x > y || (!(x < y) && IsNumber(x) && IsNumber(y)) ? T.One : T.Zero;

    /// <summary>e^x, correctly rounded.</summary>
    static abstract T Exp(T x);

    /// <summary>log x, correctly rounded.</summary>
    static abstract T Log(T x);

    /// <summary>log(1 + x), correctly rounded.</summary>
    static abstract T Log1P(T x);

    /// <summary>e^x of many numbers, as one by one; the results do not lie over the arguments.</summary>
    static virtual void Exp(ReadOnlySpan<T> x, Span<T> results) => Each(x, results, T.Exp);

    /// <summary>log x of many numbers.</summary>
    static virtual void Log(ReadOnlySpan<T> x, Span<T> results) => Each(x, results, T.Log);

    /// <summary>log(1 + x) of many numbers.</summary>
    static virtual void Log1P(ReadOnlySpan<T> x, Span<T> results) => Each(x, results, T.Log1P);

    /// <summary>σ(x) of many numbers, rounded once.</summary>
    static virtual void Sigmoid(ReadOnlySpan<T> x, Span<T> results) => Each(x, results, Rounded.Sigmoid);

    /// <summary>2^x of many numbers.</summary>
    static virtual void Exp2(ReadOnlySpan<T> x, Span<T> results) => Each(x, results, Rounded.Exp2);

    /// <summary>tanh x of many numbers.</summary>
    static virtual void Tanh(ReadOnlySpan<T> x, Span<T> results) => Each(x, results, Rounded.Tanh);

    /// <summary>The cross-entropies of many raw outputs x with one label y, rounded once.</summary>
    static virtual void CrossEntropy(ReadOnlySpan<T> x, T y, Span<T> results) => Each(x, results, x => Rounded.CrossEntropy(x, y));

    /// <summary>The derivatives of the cross-entropies of many raw outputs x with one label y, rounded once.</summary>
    static virtual void Derivative(ReadOnlySpan<T> x, T y, Span<T> results) => Each(x, results, x => Rounded.Derivative(x, y));

    /// <summary>−x of many numbers.</summary>
    static virtual void Negate(ReadOnlySpan<T> x, Span<T> results) => Each(x, results, static x => -x);

    /// <summary>x + y of many numbers.</summary>
    static virtual void Add(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> results) => Each(x, y, results, static (x, y) => x + y);

    /// <summary>x − y of many numbers.</summary>
    static virtual void Subtract(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> results) => Each(x, y, results, static (x, y) => x - y);

    /// <summary>x · y of many numbers.</summary>
    static virtual void Multiply(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> results) => Each(x, y, results, static (x, y) => x * y);

    /// <summary>x / y of many numbers.</summary>
    static virtual void Divide(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> results) => Each(x, y, results, static (x, y) => x / y);

    /// <summary>x · y + z of many numbers, rounded once.</summary>
    static virtual void MultiplyAdd(ReadOnlySpan<T> x, ReadOnlySpan<T> y, ReadOnlySpan<T> z, Span<T> results)
    {
        for (var i = 0; i < x.Length; i++)
        {
            results[i] = T.MultiplyAdd(x[i], y[i], z[i]);
        }
    }

    /// <summary>The larger ones of many numbers x and y.</summary>
    static virtual void Max(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> results) => Each(x, y, results, T.Max);

    /// <summary>The smaller ones of many numbers x and y.</summary>
    static virtual void Min(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> results) => Each(x, y, results, T.Min);

    /// <summary>1 where x ≥ y, else 0, of many numbers.</summary>
    static virtual void AtLeast(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> results) => Each(x, y, results, T.AtLeast);

    /// <summary>x where a condition is not 0, else y, of many numbers.</summary>
    static virtual void Choose(ReadOnlySpan<T> condition, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> results)
    {
        for (var i = 0; i < condition.Length; i++)
        {
            results[i] = condition[i].IsZero ? y[i] : x[i];
        }
    }

    /// <summary>The value nearest to an exact number, ties to even.</summary>
    static abstract T Round(Rational x);

    /// <summary>The value nearest to a quotient of integers up to 2^53, ties to even.</summary>
    static virtual T Quotient(long numerator, long denominator) =>
        T.Round(new Rational((BigInteger)numerator, (BigInteger)denominator));

    /// <summary>The value nearest to a real number that is no midpoint of two neighbours.</summary>
    static abstract T Round(in Real x);

    /// <summary>The value as the argument of a real function; only for finite numbers other than 0.</summary>
    Argument ToArgument();

    /// <summary>The float64 nearest to the value, for pictures; ±∞ and NaN stay what they are, a token is ∞.</summary>
    double ToDouble();

    /// <summary>
    /// The shortest digits that read back to the value in its own format; inf, -inf, nan or a token for other values.
    /// </summary>
    string ToText();

    /// <summary>
    /// The value whose text this is, or that is nearest to the decimal number written; throws
    /// <see cref="FormatException"/>.
    /// </summary>
    static abstract T Parse(string text);

    private static bool IsNumber(T x) => x.IsFinite || x.IsInfinite;

    internal static void Each(ReadOnlySpan<T> x, Span<T> results, Func<T, T> function)
    {
        for (var i = 0; i < x.Length; i++)
        {
            results[i] = function(x[i]);
        }
    }

    private static void Each(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> results, Func<T, T, T> function)
    {
        for (var i = 0; i < x.Length; i++)
        {
            results[i] = function(x[i], y[i]);
        }
    }
}

/// <summary>The exact value was asked for of an infinity, a NaN or a token.</summary>
public sealed class NotFiniteException(string message) : InvalidOperationException(message);

using System.Numerics;
using System.Runtime.CompilerServices;

namespace Experiments.Numerics.Exact;

/// <summary>
/// An exact quotient Numerator / Denominator of dyadics: decimal text, a grid point, a quotient, a relative error.
/// </summary>
/// <remarks>
/// The denominator is positive. Fractions are not reduced: compare with <see cref="CompareTo"/>, not field by field.
/// </remarks>
public readonly struct Rational : IComparable<Rational>
{
    /// <summary>numerator / denominator; a zero denominator throws <see cref="DivideByZeroException"/>.</summary>
    public Rational(Dyadic numerator, Dyadic denominator)
    {
        if (denominator.Sign == 0)
        {
            throw new DivideByZeroException();
        }

        Numerator = denominator.Sign < 0 ? -numerator : numerator;
        Denominator = Dyadic.Abs(denominator);
    }

    /// <summary>The number over which <see cref="Denominator"/> is.</summary>
    public Dyadic Numerator { get; }

    /// <summary>Above 0.</summary>
    public Dyadic Denominator { get; }

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => Numerator.Sign;

    /// <summary>The dyadic x as a quotient.</summary>
    public static implicit operator Rational(Dyadic x) => new(x, Dyadic.One);

    /// <summary>The integer n as a quotient.</summary>
    public static implicit operator Rational(int n) => (Dyadic)n;

    /// <summary>−x.</summary>
    public static Rational operator -(Rational x) => new(-x.Numerator, x.Denominator);

    /// <summary>x + y, exactly.</summary>
    public static Rational operator +(Rational x, Rational y) => x.Denominator == y.Denominator
        ? new(x.Numerator + y.Numerator, x.Denominator)
        : new((x.Numerator * y.Denominator) + (y.Numerator * x.Denominator), x.Denominator * y.Denominator);

    /// <summary>x − y, exactly.</summary>
    public static Rational operator -(Rational x, Rational y) => x + -y;

    /// <summary>x · y, exactly.</summary>
    public static Rational operator *(Rational x, Rational y) =>
        new(x.Numerator * y.Numerator, x.Denominator * y.Denominator);

    /// <summary>x / y, exactly; y = 0 throws <see cref="DivideByZeroException"/>.</summary>
    public static Rational operator /(Rational x, Rational y) =>
        new(x.Numerator * y.Denominator, x.Denominator * y.Numerator);

    /// <summary>Whether x is below y.</summary>
    public static bool operator <(Rational x, Rational y) => x.CompareTo(y) < 0;

    /// <summary>Whether x is above y.</summary>
    public static bool operator >(Rational x, Rational y) => x.CompareTo(y) > 0;

    /// <summary>Whether x is not above y.</summary>
    public static bool operator <=(Rational x, Rational y) => x.CompareTo(y) <= 0;

    /// <summary>Whether x is not below y.</summary>
    public static bool operator >=(Rational x, Rational y) => x.CompareTo(y) >= 0;

    /// <summary>|x|.</summary>
    public static Rational Abs(Rational x) => x.Sign < 0 ? -x : x;

    /// <summary>coefficient · 10^exponent, exactly.</summary>
    public static Rational FromDecimal(BigInteger coefficient, int exponent) => exponent >= 0
        ? (Dyadic)(coefficient * BigInteger.Pow(10, exponent))
        : new Rational((Dyadic)coefficient, (Dyadic)BigInteger.Pow(10, -exponent));

    /// <summary>The integers without a common factor whose quotient x is.</summary>
    public (BigInteger Numerator, BigInteger Denominator) Reduced()
    {
        var shift = Numerator.Exponent - Denominator.Exponent;
        var numerator = Numerator.Significand << Math.Max(shift, 0);
        var denominator = Denominator.Significand << Math.Max(-shift, 0);
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        return (numerator / divisor, denominator / divisor);
    }

    /// <summary>⌊x⌋ as an integer.</summary>
    public BigInteger Floor() => FloorAtExponent(0, out _);

    /// <summary>⌊x / 2^exponent⌋ and whether the division left nothing over.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public BigInteger FloorAtExponent(int exponent, out bool exact)
    {
        var shift = Numerator.Exponent - Denominator.Exponent - exponent;
        var numerator = shift > 0 ? Numerator.Significand << shift : Numerator.Significand;
        var denominator = shift < 0 ? Denominator.Significand << -shift : Denominator.Significand;
        var quotient = BigInteger.DivRem(numerator, denominator, out var remainder);
        exact = remainder.IsZero;
        return remainder.Sign < 0 ? quotient - 1 : quotient;
    }

    /// <summary>
    /// Dyadic bounds of x, equal when x has no more than <paramref name="bits"/> significant bits, else one unit of the
    /// last of them apart.
    /// </summary>
    public Interval Enclose(int bits)
    {
        if (Sign == 0)
        {
            return new(Dyadic.Zero, Dyadic.Zero);
        }

        var exponent = Numerator.Magnitude - Denominator.Magnitude - bits;
        var floor = FloorAtExponent(exponent, out var exact);
        return new(new(floor, exponent), new(exact ? floor : floor + 1, exponent));
    }

    /// <summary>Compares the values.</summary>
    public int CompareTo(Rational other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);
}

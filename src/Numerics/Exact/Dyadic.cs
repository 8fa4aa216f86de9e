using System.Numerics;
using System.Runtime.CompilerServices;

namespace Experiments.Numerics.Exact;

/// <summary>An exact number Significand · 2^Exponent: every finite value of a binary format is one.</summary>
/// <remarks>
/// Canonical: the significand is odd, or zero with exponent 0, so equal values have equal fields. + − × are exact;
/// quotients of dyadics are <see cref="Rational"/>. An exponent beyond ±2^31 throws <see cref="OverflowException"/>.
/// </remarks>
public readonly record struct Dyadic : IComparable<Dyadic>
{
    /// <summary>The value significand · 2^exponent, brought to its canonical form.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public Dyadic(BigInteger significand, int exponent)
    {
        if (significand.IsZero)
        {
            return;
        }

        var zeros = (int)BigInteger.TrailingZeroCount(significand);
        Significand = significand >> zeros;
        Exponent = exponent + zeros;
    }

    /// <summary>0.</summary>
    public static Dyadic Zero => default;

    /// <summary>1.</summary>
    public static Dyadic One { get; } = new(BigInteger.One, 0);

    /// <summary>An odd integer, or 0.</summary>
    public BigInteger Significand { get; }

    /// <summary>The power of two that the significand is multiplied by.</summary>
    public int Exponent { get; }

    /// <summary>−1, 0 or 1.</summary>
    public int Sign => Significand.Sign;

    /// <summary>⌊log₂ |value|⌋: the exponent e with 2^e ≤ |value| &lt; 2^(e+1). The value must not be 0.</summary>
    public int Magnitude => checked((int)BigInteger.Abs(Significand).GetBitLength() - 1 + Exponent);

    /// <summary>2^exponent.</summary>
    public static Dyadic PowerOfTwo(int exponent) => new(BigInteger.One, exponent);

    /// <summary>The integer n as a dyadic.</summary>
    public static implicit operator Dyadic(BigInteger n) => new(n, 0);

    /// <summary>The integer n as a dyadic.</summary>
    public static implicit operator Dyadic(int n) => new(n, 0);

    /// <summary>−x.</summary>
    public static Dyadic operator -(Dyadic x) => new(-x.Significand, x.Exponent);

    /// <summary>x + y, exactly.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Dyadic operator +(Dyadic x, Dyadic y)
    {
        if (x.Sign == 0 || y.Sign == 0)
        {
            return x.Sign == 0 ? y : x;
        }

        var exponent = Math.Min(x.Exponent, y.Exponent);
        return new(x.AtExponent(exponent) + y.AtExponent(exponent), exponent);
    }

    /// <summary>x − y, exactly.</summary>
    public static Dyadic operator -(Dyadic x, Dyadic y) => x + -y;

    /// <summary>x · y, exactly.</summary>
    public static Dyadic operator *(Dyadic x, Dyadic y) => new(x.Significand * y.Significand, x.Exponent + y.Exponent);

    /// <summary>Whether x is below y.</summary>
    public static bool operator <(Dyadic x, Dyadic y) => x.CompareTo(y) < 0;

    /// <summary>Whether x is above y.</summary>
    public static bool operator >(Dyadic x, Dyadic y) => x.CompareTo(y) > 0;

    /// <summary>Whether x is not above y.</summary>
    public static bool operator <=(Dyadic x, Dyadic y) => x.CompareTo(y) <= 0;

    /// <summary>Whether x is not below y.</summary>
    public static bool operator >=(Dyadic x, Dyadic y) => x.CompareTo(y) >= 0;

    /// <summary>|x|.</summary>
    public static Dyadic Abs(Dyadic x) => x.Sign < 0 ? -x : x;

    /// <summary>Compares the values; signs and magnitudes are looked at before the significands are aligned.</summary>
    public int CompareTo(Dyadic other)
    {
        if (Sign != other.Sign || Sign == 0)
        {
            return Sign.CompareTo(other.Sign);
        }

        var magnitudes = Magnitude.CompareTo(other.Magnitude);
        return magnitudes != 0 ? Sign * magnitudes : (this - other).Sign;
    }

    /// <summary>x · 2^power, exactly.</summary>
    public Dyadic Scale(int power) => new(Significand, Exponent + power);

    /// <summary>⌊value / 2^exponent⌋, exact when the exponent is not above <see cref="Exponent"/>.</summary>
    public BigInteger AtExponent(int exponent) =>
        Exponent >= exponent ? Significand << (Exponent - exponent) : Significand >> (exponent - Exponent);

    /// <summary>The value as significand·2^exponent, for messages.</summary>
    public override string ToString() => $"{Significand}·2^{Exponent}";
}

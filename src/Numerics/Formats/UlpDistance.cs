using System.Numerics;
using Experiments.Numerics.Exact;

namespace Experiments.Numerics.Formats;

/// <summary>How many steps from one number of a format to the next lie between two numbers.</summary>
/// <remarks>
/// In a binary format a step leads from a number to its neighbour; −0 and 0 are no step apart. In decimal a step is a
/// unit in the last place, at the finest scale that holds the number further from 0. A part of a unit counts as one.
/// </remarks>
public static class UlpDistance
{
    private const int FinestScale = 28;

    private static readonly BigInteger CoefficientEnd = BigInteger.One << 96;

    /// <summary>The steps between two finite numbers.</summary>
    public static BigInteger Between<T>(T x, T y)
        where T : struct, IFloat<T> => T.Parameters is { } format
            ? BigInteger.Abs(Order(format, x.Exact.Numerator) - Order(format, y.Exact.Numerator))
            : DecimalUnits(x.Exact, y.Exact);

    /// <summary>
    /// The steps between two numbers, ∞ being one step beyond the largest; 0 between two NaN, null between a number and a
    /// NaN or token.
    /// </summary>
    public static BigInteger? Steps<T>(T x, T y)
        where T : struct, IFloat<T>
    {
        if (x.IsFinite && y.IsFinite)
        {
            return Between(x, y);
        }

        var areNumbers = (x.IsFinite || x.IsInfinite) && (y.IsFinite || y.IsInfinite);
        return x.Equals(y) || (!areNumbers && x.ToText() == y.ToText()) ? BigInteger.Zero
            : areNumbers && T.Parameters is { } format ? BigInteger.Abs(Place(format, x) - Place(format, y))
            : null;
    }

    private static BigInteger Place<T>(Format format, T x)
        where T : struct, IFloat<T> => x.IsFinite ? Order(format, x.Exact.Numerator)
            : x > T.Zero ? (BigInteger)format.Infinity : -(BigInteger)format.Infinity;

    /// <summary>The number so many steps above a finite one of a binary format, or below it; ±∞ beyond all.</summary>
    public static T Step<T>(T x, BigInteger steps)
        where T : struct, IFloat<T>
    {
        var format = T.Parameters ?? throw new NotSupportedException($"{T.Name} has no steps.");
        var order = Order(format, x.Exact.Numerator) + steps;
        var pattern = (UInt128)BigInteger.Abs(order);
        if (pattern >= format.Infinity)
        {
            return order.Sign < 0 ? T.Log(T.Zero) : -T.Log(T.Zero);
        }

        var (significand, exponent) = format.Unpack(pattern);
        return T.Round((Rational)new Dyadic(order.Sign * (BigInteger)significand, exponent));
    }

    /// <summary>An integer that rises by 1 from each number of a binary format to the next.</summary>
    private static BigInteger Order(Format format, Dyadic value) =>
        value.Sign * (BigInteger)format.Round((UInt128)BigInteger.Abs(value.Significand), value.Exponent);

    private static BigInteger DecimalUnits(Rational x, Rational y)
    {
        var (sizeOfX, sizeOfY) = (Rational.Abs(x), Rational.Abs(y));
        var larger = sizeOfX < sizeOfY ? sizeOfY : sizeOfX;
        var scale = FinestScale;
        while (scale > 0 && (larger * PowerOfTen(scale)).Floor() >= CoefficientEnd)
        {
            scale--;
        }

        return -(-Rational.Abs(x - y) * PowerOfTen(scale)).Floor();
    }

    private static Rational PowerOfTen(int exponent) => Rational.FromDecimal(BigInteger.One, exponent);
}

using System.Numerics;
using Experiments.Numerics.Exact;

namespace Experiments.Numerics.Formats;

/// <summary>How many steps from one number of a format to the next lie between two numbers.</summary>
/// <remarks>
/// In a binary format a step leads from a number to its neighbour; −0 and 0 are no step apart. In decimal a step is a
/// unit in the last place, at the finest scale that holds the number further from 0. A part of a unit counts as one.
/// </remarks>
internal static class UlpDistance
{
    private const int FinestScale = 28;

    private static readonly BigInteger CoefficientEnd = BigInteger.One << 96;

    /// <summary>The steps between two finite numbers.</summary>
    public static BigInteger Between<T>(T x, T y)
        where T : struct, IFloat<T> => T.Parameters is { } format
            ? BigInteger.Abs(Order(format, x.Exact.Numerator) - Order(format, y.Exact.Numerator))
            : DecimalUnits(x.Exact, y.Exact);

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

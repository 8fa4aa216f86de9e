using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Experiments.Numerics.Formats;

/// <summary>The shortest decimal digits that read back to a value in its own format.</summary>
public static class ShortestDecimal
{
    private static readonly BigInteger[] PowersOfTen = [.. Enumerable.Range(0, 400).Select(n => BigInteger.Pow(10, n))];

    /// <summary>The text of the finite number with a pattern without sign.</summary>
    /// <remarks>
    /// The text has the fewest digits that round to the value. Where several texts are as short, it is the nearest to
    /// the value; where two are as near, the one with an even last digit. An end of the rounding interval reads back to
    /// the value when the significand is even.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static string Of(Format format, UInt128 pattern)
    {
        if (pattern == UInt128.Zero)
        {
            return "0";
        }

        // Ends and value in quarters of the last place; below a power of two the neighbour is half as far.
        var (significand, exponent) = format.Unpack(pattern);
        var isClosed = UInt128.IsEvenInteger(significand);
        var leastOfBinade = UInt128.IsPow2(significand) && exponent > format.EminSubnormal;
        var value = (BigInteger)significand << 2;
        var lower = value - (leastOfBinade ? 1 : 2);
        var upper = value + 2;

        // The interval holds at least one multiple of 10^q. It holds at most one of 10^(q + 1), unless both of its ends
        // are multiples. A multiple of 10^(q + 1) is shorter, unless the value is below 10^(q + 1): then both have one
        // digit.
        var q = FloorLog10Scaled(exponent, leastOfBinade);
        var scaleUp = q < 0 ? PowerOfTen(-q) : BigInteger.One;
        var unit = q > 0 ? PowerOfTen(q) : BigInteger.One;
        var shift = exponent - 2;
        if (shift > 0)
        {
            scaleUp <<= shift;
        }
        else
        {
            unit <<= -shift;
        }

        lower *= scaleUp;
        value *= scaleUp;
        upper *= scaleUp;

        var coarse = unit * 10;
        var multiple = BigInteger.Divide(upper, coarse);
        if (!isClosed && multiple * coarse == upper)
        {
            multiple -= 1;
        }

        var reached = multiple * coarse;
        if (value >= coarse && (reached > lower || (isClosed && reached == lower)))
        {
            return Layout(multiple, q + 1);
        }

        // The nearest multiple of 10^q, unless that lies beyond the nearer end of a binade's least number.
        var floor = BigInteger.DivRem(value, unit, out var rest);
        var twice = (rest << 1).CompareTo(unit);
        var nearest = twice > 0 || (twice == 0 && !floor.IsEven) ? floor + 1 : floor;
        var distance = nearest * unit;
        if (distance < lower || (!isClosed && distance == lower))
        {
            nearest += 1;
        }

        return Layout(nearest, q);
    }

    /// <summary>
    /// digits · 10^exponent, digits > 0: positional for a decimal exponent from −5 to 15, else like d.ddde-7.
    /// </summary>
    public static string Layout(BigInteger digits, int exponent)
    {
        var text = digits.ToString(CultureInfo.InvariantCulture);
        var pointed = text.Length - 1 + exponent;
        text = text.TrimEnd('0');
        if (pointed is < -5 or > 15)
        {
            var significand = text.Length == 1 ? text : text[..1] + "." + text[1..];
            return significand + "e" + pointed.ToString(CultureInfo.InvariantCulture);
        }

        return pointed < 0 ? "0." + new string('0', -pointed - 1) + text
            : text.Length <= pointed + 1 ? text.PadRight(pointed + 1, '0')
            : text[..(pointed + 1)] + "." + text[(pointed + 1)..];
    }

    /// <summary>⌊log₁₀⌋ of the width of the rounding interval: 2^exponent, or three quarters of it.</summary>
    private static int FloorLog10Scaled(int exponent, bool leastOfBinade)
    {
        // log₁₀ 2 and log₁₀ ¾ at 2^−41, for |exponent| < 2^20; a test compares it with powers of ten.
        const long Log10Of2 = 661_971_961_083;
        const long Log10Of3Quarters = -274_743_187_321;
        return (int)(((exponent * Log10Of2) + (leastOfBinade ? Log10Of3Quarters : 0)) >> 41);
    }

    private static BigInteger PowerOfTen(int n) => n < PowersOfTen.Length ? PowersOfTen[n] : BigInteger.Pow(10, n);
}

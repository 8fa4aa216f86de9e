using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Experiments.Numerics.Exact;

namespace Experiments.Numerics.Formats;

/// <summary>The shortest decimal digits that read back to a value in its own format.</summary>
public static class ShortestDecimal
{
    // Where the point of a quarter of the last place stands: it is below 2.5 units of 10^q.
    private const int FractionBits = 124;
    private static readonly UInt128 Half = UInt128.One << (FractionBits - 1);

    // Float128 needs those from 10^−4932 to 10^4966.
    private const int LargestPower = 5000;
    private static readonly StrongBox<Bracket>?[] PowersOfTen = new StrongBox<Bracket>?[(2 * LargestPower) + 1];

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

        // The interval holds at least one multiple of 10^q. It holds at most one of 10^(q + 1), unless both of its ends
        // are multiples. A multiple of 10^(q + 1) is shorter, unless the value is below 10^(q + 1): then both have one
        // digit.
        var (significand, exponent) = format.Unpack(pattern);
        var leastOfBinade = UInt128.IsPow2(significand) && exponent > format.EminSubnormal;
        var q = FloorLog10Scaled(exponent, leastOfBinade);
        var power = PowerOfTen(-q);
        var shift = 2 - FractionBits - exponent - power.Exponent;
        var quarter = power.Significand >> shift;
        var (digits, coarser) = Nearest(significand, leastOfBinade, quarter);

        // Each decision changes once at most as the quarter grows, so what holds for both of its bounds holds for it.
        var isExact = power.Width == 0 && quarter << shift == power.Significand;
        return isExact || Nearest(significand, leastOfBinade, quarter + 1) == (digits, coarser)
            ? Layout(digits, coarser ? q + 1 : q)
            : AsDefined(significand, exponent, leastOfBinade, q);
    }

    /// <summary>The digits, and whether their unit is 10^(q + 1), for a quarter of the last place in 2^−124 · 10^q.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (UInt128 Digits, bool Coarser) Nearest(UInt128 significand, bool leastOfBinade, UInt128 quarter)
    {
        // Ends and value in quarters of the last place; below a power of two the neighbour is half as far.
        var isClosed = UInt128.IsEvenInteger(significand);
        var (value, valueRest) = Product(significand << 2, quarter);
        var (lower, lowerRest) = Product((significand << 2) - (leastOfBinade ? 1u : 2u), quarter);
        var (upper, upperRest) = Product((significand << 2) + 2, quarter);

        var multiple = upper / 10;
        if (!isClosed && multiple * 10 == upper && upperRest == UInt128.Zero)
        {
            multiple--;
        }

        if (value >= 10 && IsInside(multiple * 10))
        {
            return (multiple, true);
        }

        // The nearest multiple of 10^q, unless that lies beyond the nearer end of a binade's least number.
        var nearest = valueRest > Half || (valueRest == Half && UInt128.IsOddInteger(value)) ? value + 1 : value;
        return (IsInside(nearest) ? nearest : nearest + 1, false);

        bool IsInside(UInt128 n) => n > lower || (isClosed && n == lower && lowerRest == UInt128.Zero);
    }

    /// <summary>Integer and fraction of quarters · quarter.</summary>
    private static (UInt128 Integer, UInt128 Fraction) Product(UInt128 quarters, UInt128 quarter)
    {
        var low = unchecked(quarters * quarter);
        var high = Bracket.MultiplyHigh(quarters, quarter);
        return ((high << (128 - FractionBits)) | (low >> FractionBits), low & ((Half << 1) - 1));
    }

    /// <summary>The same with integers of any length.</summary>
    private static string AsDefined(UInt128 significand, int exponent, bool leastOfBinade, int q)
    {
        var isClosed = UInt128.IsEvenInteger(significand);
        var scale = Rational.FromDecimal(1, -q) * (Rational)Dyadic.PowerOfTwo(exponent - 2);
        var value = (Rational)(Dyadic)((BigInteger)significand << 2) * scale;
        var lower = value - (leastOfBinade ? scale : scale + scale);
        var upper = value + scale + scale;

        var multiple = (upper / 10).Floor();
        if (!isClosed && upper.CompareTo((Dyadic)(multiple * 10)) == 0)
        {
            multiple -= 1;
        }

        if (value.CompareTo(10) >= 0 && IsInside(multiple * 10))
        {
            return Layout(multiple, q + 1);
        }

        var floor = value.Floor();
        var half = (value - (Dyadic)floor + (value - (Dyadic)floor)).CompareTo(1);
        var nearest = half > 0 || (half == 0 && !floor.IsEven) ? floor + 1 : floor;
        return Layout(IsInside(nearest) ? nearest : nearest + 1, q);

        bool IsInside(BigInteger n) => lower.CompareTo((Dyadic)n) is var order && (order < 0 || (isClosed && order == 0));
    }

    /// <summary>
    /// digits · 10^exponent, digits > 0: positional for a decimal exponent from −5 to 15, else like d.ddde-7.
    /// </summary>
    public static string Layout<TInteger>(TInteger digits, int exponent)
        where TInteger : struct, IBinaryInteger<TInteger>
    {
        var text = digits.ToString(null, CultureInfo.InvariantCulture);
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

    /// <summary>Bounds of 10^n, equal where it has no more than 128 bits.</summary>
    private static Bracket PowerOfTen(int n) =>
        (PowersOfTen[n + LargestPower] ??= new(Bracket.Of(Rational.FromDecimal(1, n)))).Value;
}

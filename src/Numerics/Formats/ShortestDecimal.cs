using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using Experiments.Numerics.Exact;

namespace Experiments.Numerics.Formats;

/// <summary>The shortest decimal digits that read back to a value in its own format.</summary>
public static class ShortestDecimal
{
    // Where the point of a quarter of the last place stands: it is at most 10/3 units of 10^q.
    private const int FractionBits = 124;
    private static readonly UInt128 Half = UInt128.One << (FractionBits - 1);

    // Float80 and float128 need those from 10^−4912 to 10^4966.
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

        // Value and ends of its rounding interval in quarters of the last place; below a power of two the neighbour is
        // half as far. The interval holds a multiple of 10^q.
        var (significand, exponent) = format.Unpack(pattern);
        var leastOfBinade = UInt128.IsPow2(significand) && exponent > format.EminSubnormal;
        var (lower, value, upper) = ((significand << 2) - (leastOfBinade ? 1u : 2u), significand << 2, (significand << 2) + 2);
        var isClosed = UInt128.IsEvenInteger(significand);
        var q = FloorLog10Scaled(exponent, leastOfBinade);
        var power = PowerOfTen(-q);
        var shift = 2 - FractionBits - exponent - power.Exponent;
        var quarter = power.Significand >> shift;
        var (digits, coarser) = Near(quarter);

        // Both bounds of a quarter, 2^−122 of it apart, decide alike: then so does the quarter, since between two changes
        // of a decision it grows by 2^−117 of itself at least.
        var isDecided = (power.Width == 0 && quarter << shift == power.Significand) || Near(quarter + 1) == (digits, coarser);
        if (!isDecided)
        {
            var exact = Rational.FromDecimal(1, -q) * (Rational)Dyadic.PowerOfTwo(exponent - 2);
            (digits, coarser) = Nearest(isClosed, Exactly(lower, exact), Exactly(value, exact), Exactly(upper, exact));
        }

        return Layout(digits, coarser ? q + 1 : q);

        (UInt128 Digits, bool Coarser) Near(UInt128 unit) =>
            Nearest(isClosed, Product(lower, unit), Product(value, unit), Product(upper, unit));
    }

    /// <summary>The digits in units of 10^q, or whether they are of 10^(q + 1), of numbers in units of 10^q.</summary>
    /// <remarks>
    /// The interval holds at most one multiple of 10^(q + 1), unless both of its ends are multiples. That is shorter,
    /// unless the value is below 10^(q + 1): then both have one digit.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (UInt128 Digits, bool Coarser) Nearest(bool isClosed, Scaled lower, Scaled value, Scaled upper)
    {
        var multiple = upper.Floor / 10;
        if (!isClosed && multiple * 10 == upper.Floor && upper.Rest == Rest.None)
        {
            multiple--;
        }

        if (value.Floor >= 10 && IsInside(multiple * 10))
        {
            return (multiple, true);
        }

        // The nearest multiple of 10^q, unless that lies beyond the nearer end of a binade's least number.
        var isUp = value.Rest == Rest.AboveHalf || (value.Rest == Rest.Half && UInt128.IsOddInteger(value.Floor));
        var nearest = isUp ? value.Floor + 1 : value.Floor;
        return (IsInside(nearest) ? nearest : nearest + 1, false);

        bool IsInside(UInt128 n) => n > lower.Floor || (isClosed && n == lower.Floor && lower.Rest == Rest.None);
    }

    /// <summary>quarters · quarter, the latter with <see cref="FractionBits"/>.</summary>
    private static Scaled Product(UInt128 quarters, UInt128 quarter)
    {
        var low = unchecked(quarters * quarter);
        var high = Bracket.MultiplyHigh(quarters, quarter);
        var fraction = low & ((Half << 1) - 1);
        return new(
            (high << (128 - FractionBits)) | (low >> FractionBits),
            fraction == UInt128.Zero ? Rest.None : fraction < Half ? Rest.BelowHalf : fraction == Half ? Rest.Half : Rest.AboveHalf);
    }

    /// <summary>quarters · quarter, exactly.</summary>
    private static Scaled Exactly(UInt128 quarters, Rational quarter)
    {
        var x = (Dyadic)(BigInteger)quarters * quarter;
        var floor = x.Floor();
        var twice = (x - (Dyadic)floor) * 2;
        return new((UInt128)floor, twice.Sign == 0 ? Rest.None : Rest.Half + twice.CompareTo(1));
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
    internal static int FloorLog10Scaled(int exponent, bool leastOfBinade)
    {
        // log₁₀ 2 and log₁₀ ¾ at 2^−41, enough for |exponent| < 2^20.
        const long Log10Of2 = 661_971_961_083;
        const long Log10Of3Quarters = -274_743_187_321;
        return (int)(((exponent * Log10Of2) + (leastOfBinade ? Log10Of3Quarters : 0)) >> 41);
    }

    /// <summary>Bounds of 10^n, equal where it has no more than 128 bits.</summary>
    private static Bracket PowerOfTen(int n) =>
        (PowersOfTen[n + LargestPower] ??= new(Bracket.Of(Rational.FromDecimal(1, n)))).Value;

    /// <summary>A number's integer part, and what is left.</summary>
    private readonly record struct Scaled(UInt128 Floor, Rest Rest);

    private enum Rest
    {
        None,
        BelowHalf,
        Half,
        AboveHalf,
    }
}

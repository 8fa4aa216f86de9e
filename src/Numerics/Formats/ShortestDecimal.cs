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

    // Integers of 128 bits have up to 39 digits.
    private const int LongestText = 40;

    // float64's; a significand of up to 58 bits, in quarters, times ten, has room in 64.
    private const int ShortPrecision = 53;

    // Float80 and float128 need those from 10^−4912 to 10^4966.
    private const int LargestPower = 5000;
    private static readonly StrongBox<Bracket>?[] PowersOfTen = new StrongBox<Bracket>?[(2 * LargestPower) + 1];

    /// <summary>The text of the finite number with a pattern without sign.</summary>
    /// <remarks>
    /// The text has the fewest digits that round to the value. Where several texts are as short, it is the nearest to
    /// the value; where two are as near, the one with an even last digit. An end of the rounding interval reads back to
    /// the value when the significand is even.
    /// </remarks>
    public static string Of(Format format, UInt128 pattern)
    {
        if (pattern == UInt128.Zero)
        {
            return "0";
        }

        // Digits of so few bits have room in 64 bits, which are several times as fast as 128.
        var (significand, exponent) = format.Unpack(pattern);
        var leastOfBinade = UInt128.IsPow2(significand) && exponent > format.EminSubnormal;
        return format.Precision <= ShortPrecision
            ? Of((ulong)significand, exponent, leastOfBinade)
            : Of(significand, exponent, leastOfBinade);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static string Of<TInteger>(TInteger significand, int exponent, bool leastOfBinade)
        where TInteger : struct, IBinaryInteger<TInteger>, IUnsignedNumber<TInteger>
    {
        // Value and ends of its rounding interval in quarters of the last place; below a power of two the neighbour is
        // half as far. The interval holds a multiple of 10^q.
        var value = significand << 2;
        var upper = value + TInteger.CreateTruncating(2);
        var lower = value - TInteger.CreateTruncating(leastOfBinade ? 1 : 2);
        var isClosed = TInteger.IsEvenInteger(significand);
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

        (TInteger Digits, bool Coarser) Near(UInt128 unit) =>
            Nearest(isClosed, Product(lower, unit), Product(value, unit), Product(upper, unit));
    }

    /// <summary>The digits in units of 10^q, or whether they are of 10^(q + 1), of numbers in units of 10^q.</summary>
    /// <remarks>
    /// The interval holds at most one multiple of 10^(q + 1), unless both of its ends are multiples. That is shorter,
    /// unless the value is below 10^(q + 1): then both have one digit.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (TInteger Digits, bool Coarser) Nearest<TInteger>(
        bool isClosed, Scaled<TInteger> lower, Scaled<TInteger> value, Scaled<TInteger> upper)
        where TInteger : struct, IBinaryInteger<TInteger>, IUnsignedNumber<TInteger>
    {
        var ten = TInteger.CreateTruncating(10);
        var multiple = upper.Floor / ten;
        if (!isClosed && multiple * ten == upper.Floor && upper.Rest == Rest.None)
        {
            multiple--;
        }

        if (value.Floor >= ten && IsInside(multiple * ten))
        {
            return (multiple, true);
        }

        // The nearest multiple of 10^q, unless that lies beyond the nearer end of a binade's least number.
        var isUp = value.Rest == Rest.AboveHalf || (value.Rest == Rest.Half && TInteger.IsOddInteger(value.Floor));
        var nearest = isUp ? value.Floor + TInteger.One : value.Floor;
        return (IsInside(nearest) ? nearest : nearest + TInteger.One, false);

        bool IsInside(TInteger n) => n > lower.Floor || (isClosed && n == lower.Floor && lower.Rest == Rest.None);
    }

    /// <summary>quarters · quarter, the latter with <see cref="FractionBits"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Scaled<TInteger> Product<TInteger>(TInteger quarters, UInt128 quarter)
        where TInteger : struct, IBinaryInteger<TInteger>
    {
        // Of a product of three 64-bit words, or of four, what is above the point, and the fraction.
        UInt128 floor;
        UInt128 fraction;
        unchecked
        {
            if (typeof(TInteger) == typeof(ulong))
            {
                var factor = ulong.CreateTruncating(quarters);
                var low = Math.BigMul(factor, (ulong)quarter);
                var high = Math.BigMul(factor, (ulong)(quarter >> 64)) + (low >> 64);
                floor = high >> (FractionBits - 64);
                fraction = new((ulong)high & ((1UL << (FractionBits - 64)) - 1), (ulong)low);
            }
            else
            {
                var factor = UInt128.CreateTruncating(quarters);
                var low = factor * quarter;
                floor = (Bracket.MultiplyHigh(factor, quarter) << (128 - FractionBits)) | (low >> FractionBits);
                fraction = low & ((Half << 1) - 1);
            }
        }

        return new(
            TInteger.CreateTruncating(floor),
            fraction == UInt128.Zero ? Rest.None : fraction < Half ? Rest.BelowHalf : fraction == Half ? Rest.Half : Rest.AboveHalf);
    }

    /// <summary>quarters · quarter, exactly.</summary>
    private static Scaled<TInteger> Exactly<TInteger>(TInteger quarters, Rational quarter)
        where TInteger : struct, IBinaryInteger<TInteger>
    {
        var x = (Dyadic)BigInteger.CreateTruncating(quarters) * quarter;
        var floor = x.Floor();
        var twice = (x - (Dyadic)floor) * 2;
        return new(TInteger.CreateTruncating(floor), twice.Sign == 0 ? Rest.None : Rest.Half + twice.CompareTo(1));
    }

    /// <summary>
    /// digits · 10^exponent, digits > 0: positional for a decimal exponent from −5 to 15, else like d.ddde-7.
    /// </summary>
    public static string Layout<TInteger>(TInteger digits, int exponent)
        where TInteger : struct, IBinaryInteger<TInteger>
    {
        Span<char> room = stackalloc char[LongestText];
        var all = digits.TryFormat(room, out var length, default, CultureInfo.InvariantCulture)
            ? room[..length]
            : digits.ToString(null, CultureInfo.InvariantCulture).AsSpan();
        var pointed = all.Length - 1 + exponent;
        var text = all.TrimEnd('0');
        return pointed is < -5 or > 15
            ? string.Concat(text[..1], text.Length == 1 ? "" : ".", text[1..], "e" + pointed.ToString(CultureInfo.InvariantCulture))
            : pointed < 0 ? string.Concat("0.", "0000".AsSpan(0, -pointed - 1), text)
            : text.Length <= pointed + 1 ? text.ToString().PadRight(pointed + 1, '0')
            : string.Concat(text[..(pointed + 1)], ".", text[(pointed + 1)..]);
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
    private readonly record struct Scaled<TInteger>(TInteger Floor, Rest Rest)
        where TInteger : struct;

    private enum Rest
    {
        None,
        BelowHalf,
        Half,
        AboveHalf,
    }
}

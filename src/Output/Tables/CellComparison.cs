using System.Globalization;
using System.Numerics;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Output.Tables;

/// <summary>How far two cells that differ are apart.</summary>
/// <remarks>
/// The old decimal and |new − old|, exactly, as they are written; and in ulps of the format. Nothing where either is no
/// finite number.
/// </remarks>
internal readonly record struct CellDifference(Rational? Old, Rational? Absolute, BigInteger? Ulps);

/// <summary>What two cells are to one another: null when they are equal.</summary>
internal static class CellComparison
{
    // The cost of reading a number grows with the square of its digits. Exact decimals of float64 have up to 1,077
    // characters; 10^4932 is the largest power of ten in float128.
    private const int LargestLength = 2000;
    private const int LargestExponent = 5000;

    // Programs that have float64 alone write all its digits.
    private const int Float64Digits = 17;
    private const int LongestWord = 9;
    private const string LongestIdentifier = "30";

    /// <summary>Of two that differ and have no distance.</summary>
    public static CellDifference WithoutDistance => default;

    /// <summary>The cell of a key, the same however its number is written; −0 is 0.</summary>
    /// <remarks>Whole numbers of up to 30 digits have all of them, as identifiers do.</remarks>
    public static string Key(string cell)
    {
        if (IsShortWhole(cell) || !IsNumber(cell, isDeclared: false))
        {
            return cell;
        }

        var key = DecimalText.Canonical(cell);
        return key.Split('e') is [_, { Length: 2 } power] && string.CompareOrdinal(power, LongestIdentifier) < 0 && power[0] != '-'
            && DecimalText.TryParse(key, out var value)
            && value.FloorAtExponent(0, out var isWhole) is var digits && isWhole ? digits.ToString(CultureInfo.InvariantCulture) : key;
    }

    /// <summary>Compares two cells as text; of inf, nan, true and false the spelling does not matter.</summary>
    public static CellDifference? Text(string before, string after) =>
        Spelled(before) == Spelled(after) ? null : WithoutDistance;

    /// <summary>Compares two cells of a column declared as integers, whose ulp is 1.</summary>
    public static CellDifference? Integers(string before, string after)
    {
        if (!IsNumber(before, isDeclared: true) || !IsNumber(after, isDeclared: true))
        {
            return Text(before, after);
        }

        var (old, distance) = Distance(before, after);
        return distance.Sign == 0 ? null : new(old, distance, -(-distance).Floor());
    }

    /// <summary>Compares two cells as values of a format.</summary>
    /// <remarks>
    /// Numbers are equal when both texts are nearest to the same value of the format, −0 and 0 being two; beyond its
    /// range, when their decimals are. All else is text. So are, where no number is declared, whole numbers that the
    /// format does not hold or with zeros in front; decimals of more digits than its numbers have are then taken
    /// exactly, and ulps are those of the format of the steps where both cells are its numbers.
    /// </remarks>
    public static CellDifference? Numbers(
        string before, string after, NumberFormat format, bool isDeclared, NumberFormat? steps = null) =>
        IsNumber(before, isDeclared) && IsNumber(after, isDeclared)
            ? format.Run(new OfNumbers(before, after, isDeclared, steps)) : Text(before, after);

    private static string Spelled(string cell) => cell.Length > LongestWord ? cell : cell.ToUpperInvariant() switch
    {
        "NAN" or "+NAN" or "-NAN" => "nan",
        "INF" or "+INF" or "INFINITY" or "+INFINITY" => "inf",
        "-INF" or "-INFINITY" => "-inf",
        "TRUE" => "true",
        "FALSE" => "false",
        _ => cell,
    };

    private static bool IsNumber(string cell, bool isDeclared) =>
        cell.Length <= LargestLength && DecimalParts.TryRead(cell, out var parts) && Math.Abs(parts.Exponent) <= LargestExponent
        && (isDeclared || !(parts.Whole is ['0', _, ..] && IsWhole(cell)));

    /// <summary>Whether it is a whole number as most keys are, the one text of its value.</summary>
    private static bool IsShortWhole(string cell) =>
        cell is { Length: > 0 and <= 15 } && cell[0] != '0' && cell.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsWhole(string number) => number.AsSpan(number[0] is '+' or '-' ? 1 : 0).IndexOfAnyExceptInRange('0', '9') < 0;

    private static (Rational Old, Rational Distance) Distance(string before, string after)
    {
        _ = DecimalText.TryParse(before, out var x);
        _ = DecimalText.TryParse(after, out var y);
        return (x, Rational.Abs(y - x));
    }

    private sealed class OfNumbers(string before, string after, bool isDeclared, NumberFormat? steps) : IFormatWork<CellDifference?>
    {
        public CellDifference? Run<T>()
            where T : struct, IFloat<T>
        {
            var (x, y) = (T.Parse(before), T.Parse(after));
            if (!(x.IsFinite && y.IsFinite) || IsIdentifier(x, before) || IsIdentifier(y, after))
            {
                return IsSameDecimal() ? null : WithoutDistance;
            }

            var isSame = x.IsZero && y.IsZero ? x.ToText() == y.ToText() : x.Equals(y);
            if (isSame && ((HasAllDigits(x, before) && HasAllDigits(y, after)) || IsSameDecimal()))
            {
                return null;
            }

            var (old, distance) = Distance(before, after);
            return new(old, distance, steps?.Run(new OfSteps(before, after)) ?? UlpDistance.Between(x, y));
        }

        private bool IsSameDecimal() => DecimalText.Canonical(before) == DecimalText.Canonical(after);

        private bool IsIdentifier<T>(T value, string text)
            where T : struct, IFloat<T> => !isDeclared && IsWhole(text)
                && Distance(text, value.ToText()).Distance.Sign != 0 && !IsExact(value, text);

        private bool HasAllDigits<T>(T value, string text)
            where T : struct, IFloat<T>
        {
            // 1 + ⌈p·log₁₀ 2⌉ digits tell the numbers of a binary format apart; System.Decimal has 29.
            var digits = T.Parameters is { } format ? 2 + (format.Precision * 30_103 / 100_000) : 29;
            _ = DecimalParts.TryRead(text, out var parts);
            return isDeclared || IsWhole(text) || parts.Whole.Length + parts.Fraction.Length <= Math.Max(digits, Float64Digits)
                || string.Concat(parts.Whole, parts.Fraction).Trim('0').Length <= Math.Max(digits, Float64Digits)
                || IsExact(value, text);
        }

        private static bool IsExact<T>(T value, string text)
            where T : struct, IFloat<T> => DecimalText.TryParse(text, out var decimals) && decimals.CompareTo(value.Exact) == 0;
    }

    /// <summary>The ulps between two cells that are numbers of a format; null where either is not.</summary>
    private sealed class OfSteps(string before, string after) : IFormatWork<BigInteger?>
    {
        public BigInteger? Run<T>()
            where T : struct, IFloat<T> =>
            (T.Parse(before), T.Parse(after)) is var (x, y) && IsNumberOf(x, before) && IsNumberOf(y, after)
                ? UlpDistance.Between(x, y) : null;

        /// <summary>Whether the text is the value's digits, rounded to as many as are written.</summary>
        private static bool IsNumberOf<T>(T value, string text)
            where T : struct, IFloat<T>
        {
            _ = DecimalParts.TryRead(text, out var parts);
            var digits = string.Concat(parts.Whole, parts.Fraction);
            var last = parts.Exponent - parts.Fraction.Length + digits.Length - digits.TrimEnd('0').Length;
            _ = DecimalText.TryParse(text, out var decimals);
            return value.IsFinite && 2 * Rational.Abs(decimals - value.Exact) <= Rational.FromDecimal(BigInteger.One, last);
        }
    }
}

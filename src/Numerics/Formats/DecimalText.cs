using System.Globalization;
using System.Numerics;
using Experiments.Numerics.Exact;

namespace Experiments.Numerics.Formats;

/// <summary>Decimal text of any length, exponent allowed, taken exactly: 0.1 is one tenth.</summary>
public static class DecimalText
{
    /// <summary>
    /// The exact value of text like −12, .5, 1e-7 or 2.50E+3; false for any other text and for an exponent beyond
    /// ±100,000.
    /// </summary>
    public static bool TryParse(string text, out Rational value)
    {
        var isNumber = TryRead(text, out var digits, out var exponent);
        value = isNumber ? Rational.FromDecimal(digits, exponent) : 0;
        return isNumber;
    }

    /// <summary>
    /// The one text that stands for all texts of the same value: no zeros to spare, laid out like the numbers of a
    /// table; 0 for −0.
    /// </summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static string Canonical(string text) =>
        !TryRead(text, out var digits, out var exponent) ? throw new FormatException($"'{text}' is not a decimal number.")
        : digits.IsZero ? "0"
        : (digits.Sign < 0 ? "-" : string.Empty) + ShortestDecimal.Layout(BigInteger.Abs(digits), exponent);

    /// <summary>Text as digits · 10^exponent.</summary>
    private static bool TryRead(string text, out BigInteger digits, out int exponent)
    {
        ArgumentNullException.ThrowIfNull(text);
        var isNumber = DecimalParts.TryRead(text, out var parts);
        var magnitude = isNumber
            ? BigInteger.Parse(string.Concat(parts.Whole, parts.Fraction), NumberStyles.None, CultureInfo.InvariantCulture)
            : 0;
        digits = parts.IsNegative ? -magnitude : magnitude;
        exponent = parts.Exponent - parts.Fraction.Length;
        return isNumber;
    }
}

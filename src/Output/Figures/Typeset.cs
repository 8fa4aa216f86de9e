using System.Globalization;

namespace Experiments.Output.Figures;

/// <summary>Numbers as print has them, in every culture alike: a true minus, powers as superscripts.</summary>
public static class Typeset
{
    // Texts of float32 are shown whole.
    private const int LongestText = 10;
    private const int RoundedDigits = 8;

    /// <summary>A power such as 2⁻¹⁴⁹.</summary>
    public static string Power(int radix, int exponent)
    {
        var digits = Digits(exponent).Select(digit => digit == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[digit - '0']);
        return $"{Digits(radix)}{string.Concat(digits)}";
    }

    /// <summary>
    /// A number in the digits of a CSV cell: 1.1920933e-7 becomes 1.1920933·10⁻⁷; a long one is rounded to 8 digits.
    /// </summary>
    public static string Number(string digits)
    {
        ArgumentNullException.ThrowIfNull(digits);
        var parts = digits.Split('e');
        var significand = parts[0].Length > LongestText
            ? Number(double.Parse(parts[0], CultureInfo.InvariantCulture), RoundedDigits)
            : parts[0];
        var power = parts.Length == 1 ? "" : $"·{Power(10, int.Parse(parts[1], CultureInfo.InvariantCulture))}";
        return significand.Replace('-', '−') + power;
    }

    /// <summary>A number in so many significant digits, without trailing zeros; ∞, −∞ or nan as such.</summary>
    public static string Number(double value, int digits)
    {
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? "nan" : value > 0 ? "∞" : "−∞";
        }

        var (significand, exponent) = Decimals.Of(value, digits);
        return Number(significand, exponent);
    }

    /// <summary>
    /// significand · 10^exponent without trailing zeros, positional or, far from 1, with a power of ten.
    /// </summary>
    internal static string Number(long significand, int exponent)
    {
        while (significand % 10 == 0 && (exponent < 0 || significand != 0))
        {
            (significand, exponent) = (significand / 10, exponent + 1);
        }

        var digits = Digits(Math.Abs(significand)).Length;
        var decade = digits - 1 + exponent;
        return decade is >= -4 and < 8
            ? Fixed(significand, exponent)
            : $"{Fixed(significand, 1 - digits)}·{Power(10, decade)}";
    }

    /// <summary>significand · 10^exponent, positional, with as many decimals as the exponent asks for.</summary>
    internal static string Fixed(long significand, int exponent)
    {
        var digits = Digits(Math.Abs(significand)) + (significand == 0 ? "" : new string('0', Math.Max(0, exponent)));
        var decimals = Math.Max(0, -exponent);
        digits = digits.PadLeft(decimals + 1, '0');
        var point = decimals == 0 ? "" : ".";
        return $"{(significand < 0 ? "−" : "")}{digits[..^decimals]}{point}{digits[^decimals..]}";
    }

    private static string Digits(long value) => value.ToString(CultureInfo.InvariantCulture);
}

using System.Numerics;
using System.Text.RegularExpressions;
using Experiments.Reference;

namespace Experiments.Formats;

/// <summary>Decimal text of any length, exponent allowed, taken exactly: 0.1 is one tenth.</summary>
public static partial class DecimalText
{
    private const int LargestExponent = 100_000;

    /// <summary>The exact value of text like −12, .5, 1e-7 or 2.50E+3; false for any other text and for an exponent beyond ±100,000.</summary>
    public static bool TryParse(string text, out Rational value)
    {
        var isNumber = TryRead(text, out var digits, out var exponent);
        value = isNumber ? Rational.FromDecimal(digits, exponent) : 0;
        return isNumber;
    }

    /// <summary>The one text that stands for all texts of the same value: no zeros to spare, laid out like the numbers of a table; 0 for −0.</summary>
    /// <exception cref="FormatException">It is no such text.</exception>
    public static string Canonical(string text) =>
        !TryRead(text, out var digits, out var exponent) ? throw new FormatException($"'{text}' is not a decimal number.")
        : digits.IsZero ? "0"
        : (digits.Sign < 0 ? "-" : string.Empty) + ShortestDecimal.Layout(BigInteger.Abs(digits), exponent);

    /// <summary>Text as digits · 10^exponent.</summary>
    private static bool TryRead(string text, out BigInteger digits, out int exponent)
    {
        ArgumentNullException.ThrowIfNull(text);
        (digits, exponent) = (0, 0);
        var match = Number().Match(text);
        if (!match.Success)
        {
            return false;
        }

        var fraction = match.Groups["fraction"].Value;
        var all = match.Groups["whole"].Value + fraction;
        if (all.Length == 0 || !TryParsePower(match.Groups["power"].Value, out exponent))
        {
            return false;
        }

        exponent -= fraction.Length;
        digits = BigInteger.Parse(all, System.Globalization.CultureInfo.InvariantCulture);
        digits = match.Groups["sign"].Value == "-" ? -digits : digits;
        return true;
    }

    private static bool TryParsePower(string power, out int exponent)
    {
        exponent = 0;
        return power.Length == 0
            || (int.TryParse(power, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out exponent)
                && Math.Abs((long)exponent) <= LargestExponent);
    }

    [GeneratedRegex(@"^(?<sign>[+-]?)(?<whole>[0-9]*)(\.(?<fraction>[0-9]*))?([eE](?<power>[+-]?[0-9]+))?\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Number();
}

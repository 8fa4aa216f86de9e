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
        ArgumentNullException.ThrowIfNull(text);
        value = 0;
        var match = Number().Match(text);
        if (!match.Success)
        {
            return false;
        }

        var fraction = match.Groups["fraction"].Value;
        var digits = match.Groups["whole"].Value + fraction;
        var power = match.Groups["power"].Value;
        if (digits.Length == 0 || !TryParsePower(power, out var exponent))
        {
            return false;
        }

        value = Rational.FromDecimal(BigInteger.Parse(digits, System.Globalization.CultureInfo.InvariantCulture), exponent - fraction.Length);
        value = match.Groups["sign"].Value == "-" ? -value : value;
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

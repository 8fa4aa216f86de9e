using System.Globalization;

namespace Experiments.Numerics.Formats;

/// <summary>Decimal text such as −12, .5 or 2.50E+3, taken apart without arithmetic.</summary>
internal readonly ref struct DecimalParts
{
    private const int LargestExponent = 100_000;

    /// <summary>Whether it begins with a minus.</summary>
    public bool IsNegative { get; private init; }

    /// <summary>The digits before the point.</summary>
    public ReadOnlySpan<char> Whole { get; private init; }

    /// <summary>The digits behind the point.</summary>
    public ReadOnlySpan<char> Fraction { get; private init; }

    /// <summary>The power of ten.</summary>
    public int Exponent { get; private init; }

    /// <summary>The parts of a text; false when it is no decimal number, or has an exponent beyond ±100,000.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out DecimalParts parts)
    {
        parts = default;
        var isSigned = text.Length > 0 && text[0] is '+' or '-';
        var digits = text[(isSigned ? 1 : 0)..];
        var whole = Digits(digits);
        var rest = digits[whole.Length..];
        var fraction = rest.Length > 0 && rest[0] == '.' ? Digits(rest[1..]) : [];
        rest = rest.Length > 0 && rest[0] == '.' ? rest[(1 + fraction.Length)..] : rest;
        var exponent = 0;
        if (whole.Length + fraction.Length == 0 || (rest.Length > 0 && !TryReadExponent(rest, out exponent)))
        {
            return false;
        }

        parts = new() { IsNegative = isSigned && text[0] == '-', Whole = whole, Fraction = fraction, Exponent = exponent };
        return true;
    }

    private static ReadOnlySpan<char> Digits(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? text : text[..end];
    }

    private static bool TryReadExponent(ReadOnlySpan<char> text, out int exponent)
    {
        exponent = 0;
        return text[0] is 'e' or 'E'
            && int.TryParse(text[1..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent)
            && Math.Abs((long)exponent) <= LargestExponent;
    }
}

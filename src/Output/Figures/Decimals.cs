using System.Globalization;

namespace Experiments.Output.Figures;

/// <summary>
/// Between doubles and significand · 10^exponent, by way of text, which .NET rounds correctly in both directions on
/// every machine.
/// </summary>
internal static class Decimals
{
    /// <summary>A number rounded to so many significant digits, 17 at most.</summary>
    public static (long Significand, int Exponent) Of(double value, int digits)
    {
        var text = value.ToString($"E{digits - 1}", CultureInfo.InvariantCulture).Split('E');
        return (
            long.Parse(text[0].Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture),
            int.Parse(text[1], CultureInfo.InvariantCulture) - digits + 1);
    }

    /// <summary>The exponent of a number's leading digit.</summary>
    public static int Decade(double value) => Of(value, 17).Exponent + 16;

    /// <summary>The double nearest to significand · 10^exponent.</summary>
    public static double Value(long significand, int exponent) =>
        double.Parse(string.Create(CultureInfo.InvariantCulture, $"{significand}e{exponent}"), CultureInfo.InvariantCulture);
}

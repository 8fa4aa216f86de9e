using System.Globalization;
using System.Numerics;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses.Explanations;

/// <summary>Exact numbers as decimal text of a few digits.</summary>
public static class SignificantDigits
{
    /// <summary>A number rounded to so many significant digits, ties to even, without zeros at the end.</summary>
    public static string Of(Rational x, int digits)
    {
        if (x.Sign == 0)
        {
            return "0";
        }

        var (coefficient, exponent) = Rounded(Rational.Abs(x), digits);
        return (x.Sign < 0 ? "-" : string.Empty) + ShortestDecimal.Layout(coefficient, exponent);
    }

    /// <summary>An error in ulps: two digits, three from 100 on, an exponent from 1000 on.</summary>
    public static string OfUlps(Rational ulps)
    {
        if (ulps.CompareTo(995) < 0)
        {
            return Of(ulps, ulps.CompareTo(100) < 0 ? 2 : 3);
        }

        var (coefficient, exponent) = Rounded(ulps, 3);
        var text = coefficient.ToString(CultureInfo.InvariantCulture);
        var shown = $"{text[0]}.{text[1..]}".TrimEnd('0').TrimEnd('.');
        return exponent + text.Length - 1 is >= 3 and var power
            ? $"{shown}e{power.ToString(CultureInfo.InvariantCulture)}"
            : coefficient.ToString(CultureInfo.InvariantCulture);
    }

    private static (BigInteger Coefficient, int Exponent) Rounded(Rational x, int digits)
    {
        // At most ⌊log10 x⌋ + 1 − digits, that of the last digit: log10 2 is 0.30103, and the quotient is cut towards 0.
        var magnitude = x.Numerator.Magnitude - x.Denominator.Magnitude;
        var exponent = (int)(magnitude * 30103L / 100000) - digits - 1;
        var most = BigInteger.Pow(10, digits);
        while (true)
        {
            var twice = (x * Rational.FromDecimal(1, -exponent)).FloorAtExponent(-1, out var isExact);
            var coefficient = twice >> 1;
            if (!twice.IsEven && !(isExact && coefficient.IsEven))
            {
                coefficient += 1;
            }

            if (coefficient < most)
            {
                return (coefficient, exponent);
            }

            // 999.7 becomes 1000, that is 100 tens.
            if (coefficient == most)
            {
                return (most / 10, exponent + 1);
            }

            exponent++;
        }
    }
}

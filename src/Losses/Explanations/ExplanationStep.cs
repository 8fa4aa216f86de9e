using System.Globalization;
using System.Numerics;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses.Explanations;

/// <summary>An operation of a formula: what it is, what it gives in the format, and what it is exactly.</summary>
/// <param name="Number">Its number, from 1 on.</param>
/// <param name="Expression">What is done, earlier steps as #n.</param>
/// <param name="Value">What it gives, rounded.</param>
/// <param name="Exact">The same part of the formula in exact arithmetic.</param>
/// <param name="Note">What is lost here, in a sentence; empty where nothing is.</param>
public sealed record ExplanationStep<T>(int Number, string Expression, T Value, ExactValue Exact, string Note)
    where T : struct, IFloat<T>
{
    private const int FinestScale = 28;
    private static readonly BigInteger CoefficientEnd = BigInteger.One << 96;

    // Of float80.
    private const int FractionBits = 63;
    private const int ExponentMask = 0x7FFF;

    /// <summary>
    /// |value − exact| in units of the last place that the format has at the exact value; null where one of them is no
    /// number, or the exact value is 0 and the other is not.
    /// </summary>
    public Rational? Ulps => UlpsOf(Value, Exact);

    /// <summary>The pattern of the value in hexadecimal, such as 0x3f800000; empty in a format that is not binary.</summary>
    public string Bits => BitsOf(Value);

    /// <summary>The same of any value.</summary>
    public static string BitsOf(T value)
    {
        if (T.Parameters is not { } format)
        {
            return string.Empty;
        }

        var pattern = value.IsFinite
            ? format.Round((UInt128)BigInteger.Abs(value.Exact.Numerator.Significand), value.Exact.Numerator.Exponent)
            : value.IsInfinite ? format.Infinity : format.NaN;
        var sign = value.ToText().StartsWith('-') ? format.SignBit : UInt128.Zero;
        var all = typeof(T) == typeof(Float80) ? WithIntegerBit(pattern | sign) : pattern | sign;
        var bits = 128 - (int)UInt128.LeadingZeroCount(format.SignBit) + (typeof(T) == typeof(Float80) ? 1 : 0);
        return "0x" + all.ToString($"x{(bits + 3) / 4}", CultureInfo.InvariantCulture);

        // The x87 stores the bit before the point, which is 1 but for subnormal numbers.
        static UInt128 WithIntegerBit(UInt128 pattern)
        {
            var integer = UInt128.One << FractionBits;
            var fraction = pattern & (integer - 1);
            var rest = pattern >> FractionBits;
            return (rest << (FractionBits + 1)) | ((rest & ExponentMask) == 0 ? 0 : integer) | fraction;
        }
    }

    /// <summary>The same distance of any value from an exact one.</summary>
    public static Rational? UlpsOf(T value, ExactValue exact)
    {
        if (!value.IsFinite || exact.Middle is not { } middle)
        {
            return null;
        }

        if (exact.Bounds is var (lower, upper) && value.Exact >= lower && value.Exact <= upper)
        {
            return 0;
        }

        return middle.Sign != 0 ? Rational.Abs(value.Exact - middle) / Unit(Rational.Abs(middle)) : null;
    }

    private static Rational Unit(Rational size)
    {
        if (T.Parameters is { } format)
        {
            var magnitude = size.Enclose(1).Lower.Magnitude;
            return Dyadic.PowerOfTwo(Math.Max(magnitude, format.Emin) - format.Precision + 1);
        }

        var scale = FinestScale;
        while (scale > 0 && (size * Rational.FromDecimal(1, scale)).Floor() >= CoefficientEnd)
        {
            scale--;
        }

        return Rational.FromDecimal(1, -scale);
    }
}

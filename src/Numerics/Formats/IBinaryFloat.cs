using System.Numerics;
using System.Runtime.CompilerServices;
using Experiments.Numerics.Exact;

namespace Experiments.Numerics.Formats;

/// <summary>
/// The operations of a binary format as IEEE 754 defines them: the exact result, rounded once to nearest, ties to even.
/// </summary>
/// <remarks>
/// A format gives its <see cref="Layout"/> and its bit pattern; every operation has its definition here. A format with
/// hardware overrides what the hardware does in the same way, and a test compares the two bit for bit.
/// </remarks>
public interface IBinaryFloat<T> : IFloat<T>
    where T : struct, IBinaryFloat<T>
{
    /// <summary>Precision and exponent range.</summary>
    static abstract Format Layout { get; }

    /// <summary>The bit pattern, in the interchange layout of <see cref="Format"/>.</summary>
    UInt128 Bits { get; }

    /// <summary>The value with a bit pattern.</summary>
    static abstract T FromBits(UInt128 bits);

    static T IFloat<T>.Zero => T.FromBits(UInt128.Zero);

    static T IFloat<T>.One => T.FromBits(T.Layout.Round(UInt128.One, 0));

    static Format? IFloat<T>.Parameters => T.Layout;

    /// <summary>Whether the sign bit is set.</summary>
    bool IsNegative => Bits >= T.Layout.SignBit;

    /// <summary>The bit pattern without its sign.</summary>
    UInt128 Pattern => Bits >= T.Layout.SignBit ? Bits - T.Layout.SignBit : Bits;

    bool IFloat<T>.IsZero => Pattern == UInt128.Zero;

    bool IFloat<T>.IsFinite => Pattern < T.Layout.Infinity;

    bool IFloat<T>.IsInfinite => T.Layout.HasInfinity && Pattern == T.Layout.Infinity;

    Rational IFloat<T>.Exact => Value;

    /// <summary>
    /// The exact value of a finite number; other values throw <see cref="InvalidOperationException"/>.
    /// </summary>
    Dyadic Value
    {
        get
        {
            if (Pattern >= T.Layout.Infinity)
            {
                throw new NotFiniteException($"{ToText()} has no exact value.");
            }

            var (significand, exponent) = T.Layout.Unpack(Pattern);
            return new(IsNegative ? -(BigInteger)significand : significand, exponent);
        }
    }

    static T IFloat<T>.operator -(T x) => T.FromBits(x.Bits ^ T.Layout.SignBit);

    static T IFloat<T>.operator +(T x, T y)
    {
        if (!x.IsFinite || !y.IsFinite)
        {
            return IsNaN(x) || IsNaN(y) || (x.IsInfinite && y.IsInfinite && x.Bits != y.Bits) ? NaN : x.IsInfinite ? x : y;
        }

        // An exact sum of 0 is +0, unless both terms are −0.
        return x.IsZero || y.IsZero ? x.IsZero && y.IsZero && x.Bits != y.Bits ? T.Zero : x.IsZero ? y : x
            : x.Pattern == y.Pattern && x.Bits != y.Bits ? T.Zero
            : x.Pattern < y.Pattern ? Sum(y, x) : Sum(x, y);
    }

    static T IFloat<T>.operator -(T x, T y) => x + -y;

    static T IFloat<T>.operator *(T x, T y)
    {
        if (!x.IsFinite || !y.IsFinite)
        {
            return IsNaN(x) || IsNaN(y) || x.IsZero || y.IsZero ? NaN : Signed(x.IsNegative != y.IsNegative, T.Layout.Infinity);
        }

        if (x.IsZero || y.IsZero)
        {
            return Signed(x.IsNegative != y.IsNegative, UInt128.Zero);
        }

        var (a, b) = (Size(x), Size(y));
        var high = Bracket.MultiplyHigh(a.Significand, b.Significand);
        var isExact = unchecked(a.Significand * b.Significand) == UInt128.Zero;
        return Signed(x.IsNegative != y.IsNegative, T.Layout.Round(isExact ? high : high | UInt128.One, a.Exponent + b.Exponent + 128));
    }

    static T IFloat<T>.operator /(T x, T y)
    {
        var negative = x.IsNegative != y.IsNegative;
        if (IsNaN(x) || IsNaN(y) || (x.IsInfinite && y.IsInfinite) || (x.IsZero && y.IsZero))
        {
            return NaN;
        }

        if (x.IsInfinite || y.IsZero)
        {
            return Signed(negative, T.Layout.Infinity);
        }

        return y.IsInfinite || x.IsZero
            ? Signed(negative, UInt128.Zero)
            : Signed(negative, RoundSize(Rational.Abs(new Rational(x.Value, y.Value))));
    }

    static bool IFloat<T>.operator <(T x, T y) => !IsNaN(x) && !IsNaN(y) && Order(x) < Order(y);

    static bool IFloat<T>.operator >(T x, T y) => !IsNaN(x) && !IsNaN(y) && Order(x) > Order(y);

    static T IFloat<T>.Abs(T x) => T.FromBits(x.Pattern);

    static T IFloat<T>.Max(T x, T y) => x > y || IsNaN(x) ? x : y;

    static T IFloat<T>.Min(T x, T y) => x < y || IsNaN(x) ? x : y;

    static T IFloat<T>.Exp(T x) => ExpAsDefined(x);

    static T IFloat<T>.Log(T x) => LogAsDefined(x);

    static T IFloat<T>.Log1P(T x) => Log1PAsDefined(x);

    static T IFloat<T>.Round(Rational x) => Signed(x.Sign < 0, RoundSize(Rational.Abs(x)));

    static T IFloat<T>.Round(in Real x)
    {
        if (x.Quick is { } quick)
        {
            // A sum that leaves 128 bits becomes the next number of 127 bits above it.
            var upper = unchecked(quick.Significand + quick.Width);
            var lower = T.Layout.Round(quick.Significand, quick.Exponent);
            var above = upper >= quick.Significand
                ? T.Layout.Round(upper, quick.Exponent)
                : T.Layout.Round(((upper >> 1) | (UInt128.One << 127)) + 1, quick.Exponent + 1);
            if (lower == above)
            {
                return Signed(x.Negative, lower);
            }
        }

        return Signed(x.Negative, CorrectRounding.Ziv(x.Bounds, bound => RoundSize(bound)));
    }

    Argument IFloat<T>.ToArgument()
    {
        var exact = Bits;
        return new(IsNegative, Size(T.FromBits(exact)), () => T.FromBits(exact).Value);
    }

    double IFloat<T>.ToDouble() => IsFinite ? Rounded<Float64>(Value).Value
        : T.Layout.IsNaN(Pattern) ? double.NaN
        : IsNegative ? double.NegativeInfinity : double.PositiveInfinity;

    string IFloat<T>.ToText() => T.Layout.IsNaN(Pattern) ? "nan"
        : (IsNegative ? "-" : string.Empty) + (Pattern == T.Layout.Infinity ? "inf" : ShortestDecimal.Of(T.Layout, Pattern));

    static T IFloat<T>.Parse(string text) => text switch
    {
        "nan" => NaN,
        "inf" => T.FromBits(T.Layout.Infinity),
        "-inf" => Signed(true, T.Layout.Infinity),
        _ => DecimalText.TryParse(text, out var value)
            ? Signed(text.StartsWith('-'), RoundSize(Rational.Abs(value)))
            : throw new FormatException($"'{text}' is not a decimal number, inf, -inf or nan."),
    };

    /// <summary>e^x by definition: 1 for ±0, 0 and ∞ at the ends.</summary>
    static T ExpAsDefined(T x)
    {
        if (IsNaN(x) || x.IsZero)
        {
            return IsNaN(x) ? x : T.One;
        }

        // e^32768 > 2^32768 is beyond every format's largest number, and e^−32768 below half its smallest.
        if (!x.IsFinite || Size(x).Magnitude >= QuickElementary.ExpMagnitudeLimit)
        {
            return x.IsNegative ? T.Zero : T.FromBits(T.Layout.Infinity);
        }

        return T.Round(Real.Exp(x.ToArgument()));
    }

    /// <summary>log x by definition: −∞ for ±0, NaN below.</summary>
    static T LogAsDefined(T x)
    {
        if (IsNaN(x) || x.IsZero)
        {
            return IsNaN(x) ? x : Signed(true, T.Layout.Infinity);
        }

        if (x.IsNegative || x.IsInfinite)
        {
            return x.IsNegative ? NaN : x;
        }

        return x.Bits == T.One.Bits ? T.Zero : T.Round(Real.Log(x.ToArgument()));
    }

    /// <summary>log(1 + x) by definition: x for ±0, −∞ at −1, NaN below.</summary>
    static T Log1PAsDefined(T x)
    {
        if (IsNaN(x) || x.IsZero)
        {
            return x;
        }

        if (x.IsNegative && !(x > -T.One))
        {
            return x.Pattern == T.One.Bits ? Signed(true, T.Layout.Infinity) : NaN;
        }

        return x.IsInfinite ? x : T.Round(Real.Log1P(x.ToArgument()));
    }

    private static TOther Rounded<TOther>(Dyadic value)
        where TOther : struct, IFloat<TOther> => TOther.Round((Rational)value);

    private static T NaN => T.FromBits(T.Layout.NaN);

    private static bool IsNaN(T x) => T.Layout.IsNaN(x.Pattern);

    private static T Signed(bool negative, UInt128 pattern) => T.FromBits(negative ? pattern + T.Layout.SignBit : pattern);

    /// <summary>An integer that orders numbers as their values do; −0 and +0 are equal.</summary>
    private static Int128 Order(T x) => x.IsNegative ? -(Int128)x.Pattern : (Int128)x.Pattern;

    /// <summary>|x| exactly, for finite x ≠ 0.</summary>
    private static Bracket Size(T x)
    {
        var (significand, exponent) = T.Layout.Unpack(x.Pattern);
        return Bracket.Normalize(significand, 0, exponent);
    }

    /// <summary>x + y, rounded once, for |x| ≥ |y| > 0 and a sum that is not 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Sum(T x, T y)
    {
        // A bit is left for a carry. What y has below the unit leaves a trace in the lowest bit, as in RoundSize; then y
        // is below x / 2^12, and no more than one leading bit cancels.
        var (a, exponent) = T.Layout.Unpack(x.Pattern);
        var (b, unit) = T.Layout.Unpack(y.Pattern);
        var shift = (int)UInt128.LeadingZeroCount(a) - 2;
        (a, exponent) = (a << shift, exponent - shift);
        var distance = exponent - unit;
        var aligned = distance <= 0 ? b << -distance : distance > 127 ? UInt128.Zero : b >> distance;
        var trace = distance > 127 || (distance > 0 && aligned << distance != b) ? UInt128.One : UInt128.Zero;
        var sum = x.IsNegative == y.IsNegative ? a + aligned : a - aligned - trace;
        return Signed(x.IsNegative, T.Layout.Round(sum | trace, exponent));
    }

    /// <summary>The pattern nearest to x ≥ 0.</summary>
    /// <remarks>
    /// What lies below 127 bits only has to leave a trace there: the lowest bit is set when anything was cut off
    /// (rounding to odd), which is 12 bits or more below the last place of every format.
    /// </remarks>
    private static UInt128 RoundSize(Rational x)
    {
        if (x.Sign == 0)
        {
            return UInt128.Zero;
        }

        var (numerator, denominator) = (x.Numerator, x.Denominator);
        if (denominator.Significand.IsOne && numerator.Significand.GetBitLength() <= 128)
        {
            return T.Layout.Round((UInt128)numerator.Significand, numerator.Exponent - denominator.Exponent);
        }

        var exponent = numerator.Magnitude - denominator.Magnitude - 126;
        var significand = (UInt128)x.FloorAtExponent(exponent, out var exact);
        return T.Layout.Round(exact ? significand : significand | UInt128.One, exponent);
    }
}

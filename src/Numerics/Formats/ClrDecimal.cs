using System.Numerics;
using Experiments.Numerics.Exact;

namespace Experiments.Numerics.Formats;

/// <summary>System.Decimal: a 96-bit coefficient over 10^scale, scale 0 to 28; no infinity, no NaN.</summary>
/// <remarks>
/// A result is the one with the finest scale whose coefficient, rounded half to even, fits 96 bits; System.Decimal's
/// own + − × ÷ do exactly that. Where IEEE 754 gives ∞ there is a <see cref="Token"/> instead, which goes through every
/// later operation.
/// </remarks>
public readonly record struct ClrDecimal : IFloat<ClrDecimal>
{
    private const int FinestScale = 28;
    private static readonly BigInteger LargestCoefficient = (BigInteger.One << 96) - 1;
    private static readonly BigInteger[] PowersOfTen = [.. Enumerable.Range(0, FinestScale + 1).Select(n => BigInteger.Pow(10, n))];

    /// <summary>The number.</summary>
    public ClrDecimal(decimal value) => Value = value;

    private ClrDecimal(string token) => Token = token;

    /// <summary>The number; 0 where there is a token.</summary>
    public decimal Value { get; }

    /// <summary>overflow, div0 or log0 in place of ∞, nan in place of NaN; otherwise null.</summary>
    public string? Token { get; }

    /// <inheritdoc/>
    public static string Name => "decimal";

    /// <inheritdoc/>
    public static ClrDecimal Zero => new(0m);

    /// <inheritdoc/>
    public static ClrDecimal One => new(1m);

    /// <inheritdoc/>
    public static Format? Parameters => null;

    /// <inheritdoc/>
    public bool IsZero => Token is null && Value == 0;

    /// <inheritdoc/>
    public bool IsFinite => Token is null;

    /// <inheritdoc/>
    public bool IsInfinite => Token is not (null or "nan");

    /// <inheritdoc/>
    public Rational Exact
    {
        get
        {
            var (coefficient, scale) = Token is null ? Parts() : throw new NotFiniteException($"{Token} has no exact value.");
            return new Rational(coefficient, PowersOfTen[scale]);
        }
    }

    private static ClrDecimal Overflow { get; } = new("overflow");

    private static ClrDecimal DivisionByZero { get; } = new("div0");

    private static ClrDecimal LogOfZero { get; } = new("log0");

    private static ClrDecimal NaN { get; } = new("nan");

    /// <inheritdoc/>
    public static ClrDecimal operator -(ClrDecimal x) => x.IsFinite ? new(-x.Value) : x;

    /// <inheritdoc/>
    public static ClrDecimal operator +(ClrDecimal x, ClrDecimal y) => Apply(x, y, decimal.Add);

    /// <inheritdoc/>
    public static ClrDecimal operator -(ClrDecimal x, ClrDecimal y) => Apply(x, y, decimal.Subtract);

    /// <inheritdoc/>
    public static ClrDecimal operator *(ClrDecimal x, ClrDecimal y) => Apply(x, y, decimal.Multiply);

    /// <inheritdoc/>
    public static ClrDecimal operator /(ClrDecimal x, ClrDecimal y) => x.IsFinite && y.IsFinite && y.Value == 0
        ? x.Value == 0 ? NaN : DivisionByZero
        : Apply(x, y, decimal.Divide);

    /// <inheritdoc/>
    public static bool operator <(ClrDecimal x, ClrDecimal y) => x.IsFinite && y.IsFinite && x.Value < y.Value;

    /// <inheritdoc/>
    public static bool operator >(ClrDecimal x, ClrDecimal y) => x.IsFinite && y.IsFinite && x.Value > y.Value;

    /// <inheritdoc/>
    public static ClrDecimal Abs(ClrDecimal x) => x.IsFinite ? new(Math.Abs(x.Value)) : x;

    /// <inheritdoc/>
    public static ClrDecimal Max(ClrDecimal x, ClrDecimal y) => x > y || !x.IsFinite ? x : y;

    /// <inheritdoc/>
    public static ClrDecimal Min(ClrDecimal x, ClrDecimal y) => x < y || !x.IsFinite ? x : y;

    /// <inheritdoc/>
    public static ClrDecimal Exp(ClrDecimal x)
    {
        if (!x.IsFinite || x.Value == 0)
        {
            return x.IsFinite ? One : x;
        }

        // e^32768 is far beyond 2^96, and e^−32768 far below 10^−28.
        var argument = x.ToArgument();
        return argument.Size.Magnitude < QuickElementary.ExpMagnitudeLimit ? Round(Real.Exp(argument))
            : argument.Negative ? Zero : Overflow;
    }

    /// <inheritdoc/>
    public static ClrDecimal Log(ClrDecimal x)
    {
        if (!x.IsFinite || x.Value <= 0)
        {
            return !x.IsFinite ? x : x.Value == 0 ? LogOfZero : NaN;
        }

        return x.Value == 1 ? Zero : Round(Real.Log(x.ToArgument()));
    }

    /// <inheritdoc/>
    public static ClrDecimal Log1P(ClrDecimal x)
    {
        if (!x.IsFinite || x.Value <= -1)
        {
            return !x.IsFinite ? x : x.Value == -1 ? LogOfZero : NaN;
        }

        return x.Value == 0 ? Zero : Round(Real.Log1P(x.ToArgument()));
    }

    /// <inheritdoc/>
    public static ClrDecimal Round(Rational x)
    {
        // size ≥ 2^magnitude, so a scale whose coefficient fits has 10^scale < 2^(97 − magnitude); log₁₀ 2 < 0.302.
        var size = Rational.Abs(x);
        var magnitude = x.Sign == 0 ? 0 : size.Numerator.Magnitude - size.Denominator.Magnitude - 1;
        for (var scale = Math.Clamp((97 - magnitude) * 302 / 1000, -1, FinestScale); scale >= 0; scale--)
        {
            // ⌊2·size·10^scale⌋: half of it, and whether the rest is a half, more or less.
            var doubled = (size * (Dyadic)PowersOfTen[scale]).FloorAtExponent(-1, out var exact);
            var coefficient = doubled >> 1;
            if (!doubled.IsEven && !(exact && coefficient.IsEven))
            {
                coefficient += 1;
            }

            if (coefficient <= LargestCoefficient)
            {
                return new(ToDecimal(coefficient, scale, x.Sign < 0));
            }
        }

        return Overflow;
    }

    /// <inheritdoc/>
    public static ClrDecimal Round(in Real x)
    {
        if (x.Quick is { } quick)
        {
            var lower = Round(new Dyadic(quick.Significand, quick.Exponent));
            if (lower == Round(new Dyadic(quick.Significand + (BigInteger)quick.Width, quick.Exponent)))
            {
                return x.Negative ? -lower : lower;
            }
        }

        var size = CorrectRounding.Ziv(x.Bounds, bound => Round(bound));
        return x.Negative ? -size : size;
    }

    /// <inheritdoc/>
    public static ClrDecimal Parse(string text) => text switch
    {
        "overflow" => Overflow,
        "div0" => DivisionByZero,
        "log0" => LogOfZero,
        "nan" => NaN,
        _ => DecimalText.TryParse(text, out var value)
            ? Round(value)
            : throw new FormatException($"'{text}' is not a decimal number, overflow, div0, log0 or nan."),
    };

    /// <inheritdoc/>
    public Argument ToArgument()
    {
        var exact = Exact;
        return new(exact.Sign < 0, Bracket.Of(Rational.Abs(exact)), () => exact);
    }

    /// <inheritdoc/>
    public double ToDouble() => IsFinite ? Rounded<Float64>(Exact).Value : IsInfinite ? double.PositiveInfinity : double.NaN;

    /// <inheritdoc/>
    public string ToText()
    {
        if (Token is not null || Value == 0)
        {
            return Token ?? "0";
        }

        var (coefficient, scale) = Parts();
        return (Value < 0 ? "-" : string.Empty) + ShortestDecimal.Layout(BigInteger.Abs(coefficient), -scale);
    }

    private static T Rounded<T>(Rational x)
        where T : struct, IFloat<T> => T.Round(x);

    private static ClrDecimal Round(Dyadic x) => Round((Rational)x);

    private static ClrDecimal Apply(ClrDecimal x, ClrDecimal y, Func<decimal, decimal, decimal> operation)
    {
        if (!x.IsFinite || !y.IsFinite)
        {
            return x.IsFinite ? y : x;
        }

        try
        {
            return new(operation(x.Value, y.Value));
        }
        catch (OverflowException)
        {
            return Overflow;
        }
    }

    private static decimal ToDecimal(BigInteger coefficient, int scale, bool negative)
    {
        unchecked
        {
            var bits = (UInt128)coefficient;
            return new((int)(uint)bits, (int)(uint)(bits >> 32), (int)(uint)(bits >> 64), negative, (byte)scale);
        }
    }

    private (BigInteger Coefficient, int Scale) Parts()
    {
        Span<int> bits = stackalloc int[4];
        _ = decimal.GetBits(Value, bits);
        var coefficient = unchecked(((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0]);
        return (Value < 0 ? -coefficient : coefficient, (bits[3] >> 16) & 0xFF);
    }
}

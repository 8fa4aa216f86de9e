using Experiments.Numerics.Exact;

namespace Experiments.Losses.Explanations;

/// <summary>What a part of a formula is in exact arithmetic: a number within bounds, ∞, −∞, or no number.</summary>
/// <remarks>A bound at ±<see cref="Far"/> stands for none.</remarks>
public readonly record struct ExactValue
{
    // 25 digits are 83.05 bits; a relative width of 2^−84 leaves them sure.
    private const int SureBits = 84;

    private ExactValue(Interval? bounds, int infinity) => (Bounds, Infinity) = (bounds, infinity);

    /// <summary>No number: 0/0, the logarithm of a negative number, and what comes of them.</summary>
    public static ExactValue NaN { get; } = new(null, 0);

    /// <summary>Beyond e^(2^20), up to which bounds are known, and far from what any exponent reaches.</summary>
    internal static Dyadic Far { get; } = Dyadic.PowerOfTwo(1 << 22);

    // What is known of e^x below −2^19 and of what is formed with it.
    private static Dyadic Tiny { get; } = Dyadic.PowerOfTwo(-(1 << 19));

    /// <summary>The bounds; null where it is no finite number.</summary>
    public Interval? Bounds { get; }

    /// <summary>The sign of an infinity; 0 where it is none.</summary>
    public int Infinity { get; }

    /// <summary>Whether it is no number.</summary>
    public bool IsNaN => Bounds is null && Infinity == 0;

    /// <summary>Whether it is 0, surely.</summary>
    public bool IsZero => Bounds is { Lower.Sign: 0, Upper.Sign: 0 };

    /// <summary>Whether 25 digits are sure.</summary>
    public bool IsSure => Bounds is not var (lower, upper) || lower == upper
        || (lower.Sign * upper.Sign > 0 && lower > -Far && upper < Far
            && (upper - lower).Scale(SureBits) <= (lower.Sign > 0 ? lower : -upper));

    /// <summary>
    /// The middle of the bounds, 0 where they lie around it and never part from it; null where there are none.
    /// </summary>
    public Rational? Middle => Bounds is not var (lower, upper) || lower <= -Far || upper >= Far ? null
        : lower.Sign * upper.Sign > 0 ? (lower + upper).Scale(-1) : Dyadic.Zero;

    /// <summary>The part of which it is the value, by its place in the formula from 1 on; 0 for none.</summary>
    internal int Origin { get; init; }

    /// <summary>An infinity with a sign.</summary>
    public static ExactValue Infinite(int sign) => new(null, Math.Sign(sign));

    /// <summary>A number within bounds.</summary>
    public static implicit operator ExactValue(Interval bounds) => new(bounds, 0);

    /// <summary>
    /// Its digits, so many at most; with &lt; or &gt; before them where only one bound is known, and nothing where none is.
    /// </summary>
    public string ToText(int digits)
    {
        if (Bounds is not var (lower, upper))
        {
            return Infinity > 0 ? "inf" : Infinity < 0 ? "-inf" : "nan";
        }

        if (IsSure)
        {
            return SignificantDigits.Of((lower + upper).Scale(-1), digits);
        }

        // Bounds on either side of 0 that never part from it hold a number that is 0 as far as anyone can tell.
        var (isLow, isHigh) = (lower <= -Far, upper >= Far);
        return isLow || isHigh
            ? isLow == isHigh ? string.Empty : isHigh ? $"> {SignificantDigits.Of(lower, 3)}" : $"< {SignificantDigits.Of(upper, 3)}"
            : lower.Sign == 0 && upper <= Tiny ? $"< {SignificantDigits.Of(upper, 3)}"
            : upper.Sign == 0 && lower >= -Tiny ? $"> {SignificantDigits.Of(lower, 3)}"
            : lower.Sign * upper.Sign <= 0 ? "0"
            : SignificantDigits.Of((lower + upper).Scale(-1), digits);
    }

    /// <summary>Its digits, up to 20.</summary>
    public override string ToString() => ToText(20);
}

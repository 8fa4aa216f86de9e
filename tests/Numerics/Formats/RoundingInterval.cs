using System.Numerics;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Formats;

/// <summary>
/// The sizes that round to a number of a binary format, by the definition alone: those nearer to it than to its
/// neighbours, ties to even.
/// </summary>
/// <remarks>
/// Nothing of a format's own rounding or unpacking takes part: a pattern is read as IEEE 754 writes it, from precision
/// and largest exponent.
/// </remarks>
internal readonly record struct RoundingInterval
{
    private RoundingInterval(Dyadic lower, Dyadic? upper, bool isClosed)
    {
        Lower = lower;
        Upper = upper;
        IsClosed = isClosed;
    }

    /// <summary>Halfway to the number below; for 0 it is 0.</summary>
    public Dyadic Lower { get; }

    /// <summary>Halfway to the number above, 2^(emax + 1) in the place of ∞; for ∞ there is none.</summary>
    public Dyadic? Upper { get; }

    /// <summary>Whether the ends belong to it: the significand is even.</summary>
    public bool IsClosed { get; }

    /// <summary>The interval of a pattern without sign, up to that of ∞.</summary>
    public static RoundingInterval Of(Format format, UInt128 pattern) => new(
        pattern == UInt128.Zero ? Dyadic.Zero : Midpoint(format, pattern - 1),
        pattern == Infinity(format) ? null : Midpoint(format, pattern),
        UInt128.IsEvenInteger(pattern));

    /// <summary>Halfway between the number with a pattern and the next.</summary>
    public static Dyadic Midpoint(Format format, UInt128 pattern) => (Value(format, pattern) + Value(format, pattern + 1)).Scale(-1);

    /// <summary>The value of a pattern without sign; of that of ∞, 2^(emax + 1).</summary>
    public static Dyadic Value(Format format, UInt128 pattern)
    {
        var (field, trailing) = BigInteger.DivRem(pattern, BigInteger.One << (format.Precision - 1));
        var significand = field.IsZero ? trailing : trailing + (BigInteger.One << (format.Precision - 1));
        return new(significand, (field.IsZero ? 1 : (int)field) - format.Emax - format.Precision + 1);
    }

    /// <summary>The pattern of +∞: every bit of the exponent field set.</summary>
    public static UInt128 Infinity(Format format) => (UInt128)(uint)((2 * format.Emax) + 1) << (format.Precision - 1);

    /// <summary>Whether a size rounds to the number.</summary>
    public bool Holds(Rational size) => Side(size) == 0;

    /// <summary>
    /// Whether a size within bounds rounds to the number: bounds tight enough decide, unless the size is a midpoint.
    /// </summary>
    public bool Holds(Func<int, Interval> bounds)
    {
        for (var bits = 40; ; bits *= 2)
        {
            var (lower, upper) = bounds(bits);
            var side = Side(lower);
            if (side == Side(upper))
            {
                return side == 0;
            }
        }
    }

    /// <summary>−1 for a size below the interval, 0 inside, 1 above.</summary>
    private int Side(Rational size)
    {
        var (lower, upper) = (size.CompareTo(Lower), Upper is { } end ? size.CompareTo(end) : -1);
        return lower < 0 || (lower == 0 && !IsClosed) ? -1
            : upper > 0 || (upper == 0 && !IsClosed) ? 1 : 0;
    }
}

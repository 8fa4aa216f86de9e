using System.Numerics;
using System.Runtime.CompilerServices;
using Experiments.Numerics.Exact;

namespace Experiments.Numerics.Formats;

/// <summary>
/// A binary floating-point format, in the words of IEEE 754: its precision in bits and its largest exponent.
/// </summary>
/// <remarks>
/// Finite values are ±m · 2^(e − Precision + 1) with 0 ≤ m &lt; 2^Precision and Emin ≤ e ≤ Emax, subnormals included.
/// Bit patterns are the interchange layout: sign, biased exponent, trailing significand without its leading bit. A format
/// without ∞ has numbers where others have ∞ and NaN: its largest exponent is one more, and its one NaN the last pattern.
/// Precision is at most 113 and Emax at most 16383: the quick path and the range cuts of exp rest on that.
/// </remarks>
public readonly record struct Format(int Precision, int Emax)
{
    /// <summary>Whether what is beyond all numbers is ∞, as in IEEE 754; else it is NaN.</summary>
    public bool HasInfinity { get; init; } = true;

    /// <summary>The smallest exponent of a normal number.</summary>
    public int Emin => (HasInfinity ? 1 : 2) - Emax;

    /// <summary>The exponent of the smallest subnormal number, which is the unit of all subnormals.</summary>
    public int EminSubnormal => Emin - Precision + 1;

    /// <summary>Whether every number of another format is one of this too.</summary>
    public bool Holds(Format other) =>
        other.Precision <= Precision && other.Emax <= Emax;

    /// <summary>The bit pattern of +∞, the smallest that is no finite number; NaN in a format without ∞.</summary>
    public UInt128 Infinity => HasInfinity ? Pattern<UInt128>(Emax - Emin + 2) : SignBit - 1;

    /// <summary>The largest number.</summary>
    public Dyadic Largest => Unpack(Infinity - 1) is var (significand, exponent) ? new((BigInteger)significand, exponent) : default;

    /// <summary>The bit pattern of the sign.</summary>
    public UInt128 SignBit => Pattern<UInt128>(Emax - Emin + (HasInfinity ? 3 : 2));

    /// <summary>The bit pattern of a quiet NaN.</summary>
    public UInt128 NaN => HasInfinity ? Infinity + (UInt128.One << (Precision - 2)) : Infinity;

    /// <summary>Whether a pattern without its sign is NaN.</summary>
    public bool IsNaN(UInt128 pattern) => HasInfinity ? pattern > Infinity : pattern == Infinity;

    /// <summary>
    /// The pattern of the number nearest to significand · 2^exponent, ties to even; +∞ from the overflow threshold on.
    /// </summary>
    public UInt128 Round(UInt128 significand, int exponent) => RoundIn(significand, exponent);

    /// <summary>The pattern, its sign included, of the number nearest to a float64, ties to even.</summary>
    public UInt128 Round(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        var sign = bits >> 63 == 0 ? UInt128.Zero : SignBit;
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? NaN : Infinity + sign;
        }

        // 64 bits have room for float64's significand, and for the pattern of a format that has no more.
        var field = (int)(bits >> 52) & 0x7FF;
        var significand = (bits & 0xFFFFFFFFFFFFF) | (field == 0 ? 0 : 1UL << 52);
        var exponent = Math.Max(field, 1) - 1075;
        return (SignBit <= ulong.MaxValue ? RoundIn(significand, exponent) : Round((UInt128)significand, exponent)) + sign;
    }

    /// <summary>
    /// Round, in integers with room for the significand and for the pattern: 64 bits are several times as fast as 128.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private TInteger RoundIn<TInteger>(TInteger significand, int exponent)
        where TInteger : struct, IBinaryInteger<TInteger>, IUnsignedNumber<TInteger>
    {
        if (TInteger.IsZero(significand))
        {
            return TInteger.Zero;
        }

        unchecked
        {
            // The last place kept is that of a normal number's Precision bits, or of the subnormals.
            var length = significand.GetShortestBitLength();
            var magnitude = length - 1 + exponent;
            if (magnitude > Emax)
            {
                return TInteger.CreateTruncating(Infinity);
            }

            var lastPlace = Math.Max(magnitude - Precision + 1, EminSubnormal);
            var dropped = lastPlace - exponent;
            if (dropped > length)
            {
                return TInteger.Zero;
            }

            TInteger kept;
            if (dropped <= 0)
            {
                kept = significand << -dropped;
            }
            else
            {
                // Two steps, since a shift by the integer's whole width is none.
                kept = (significand >> (dropped - 1)) >> 1;
                var half = TInteger.One << (dropped - 1);
                var rest = significand - ((kept << (dropped - 1)) << 1);
                if (rest > half || (rest == half && TInteger.IsOddInteger(kept)))
                {
                    kept++;
                }
            }

            // A normal number's leading bit adds 1 to the exponent field, and so does a carry out of the significand;
            // without ∞, the pattern after the largest number's is NaN, and the next one is none.
            var pattern = kept + Pattern<TInteger>(lastPlace - EminSubnormal);
            return HasInfinity || pattern < TInteger.CreateTruncating(Infinity) ? pattern : TInteger.CreateTruncating(Infinity);
        }
    }

    /// <summary>The pattern with an exponent field and nothing else.</summary>
    private TInteger Pattern<TInteger>(int field)
        where TInteger : struct, IBinaryInteger<TInteger> => TInteger.CreateTruncating(field) << (Precision - 1);

    /// <summary>The integer m and the exponent of its unit, of a pattern of a finite number without its sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (UInt128 Significand, int Exponent) Unpack(UInt128 pattern)
    {
        var field = (int)(pattern >> (Precision - 1));
        var trailing = pattern - ((UInt128)(uint)field << (Precision - 1));
        return field == 0 ? (trailing, EminSubnormal) : (trailing + (UInt128.One << (Precision - 1)), EminSubnormal + field - 1);
    }
}

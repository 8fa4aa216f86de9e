using System.Runtime.CompilerServices;

namespace Experiments.Formats;

/// <summary>A binary floating-point format, in the words of IEEE 754: its precision in bits and its largest exponent.</summary>
/// <remarks>
/// Finite values are ±m · 2^(e − Precision + 1) with 0 ≤ m &lt; 2^Precision and Emin ≤ e ≤ Emax, subnormals included.
/// Bit patterns are the interchange layout: sign, biased exponent, trailing significand without its leading bit.
/// Precision is at most 113 and Emax at most 16383: the quick path and the range cuts of exp rest on that.
/// </remarks>
public readonly record struct Format(int Precision, int Emax)
{
    /// <summary>The smallest exponent of a normal number.</summary>
    public int Emin => 1 - Emax;

    /// <summary>The exponent of the smallest subnormal number, which is the unit of all subnormals.</summary>
    public int EminSubnormal => Emin - Precision + 1;

    /// <summary>Whether every number of another format is one of this too.</summary>
    public bool Holds(Format other) =>
        other.Precision <= Precision && other.Emax <= Emax && other.EminSubnormal >= EminSubnormal;

    /// <summary>The bit pattern of +∞, the smallest that is no finite number.</summary>
    public UInt128 Infinity => (UInt128)(uint)(Emax - Emin + 2) << (Precision - 1);

    /// <summary>The bit pattern of the sign.</summary>
    public UInt128 SignBit => Infinity + (UInt128.One << (Precision - 1));

    /// <summary>The bit pattern of a quiet NaN.</summary>
    public UInt128 NaN => Infinity + (UInt128.One << (Precision - 2));

    /// <summary>The pattern of the number nearest to significand · 2^exponent, of two equally near ones the even one; +∞ from the overflow threshold on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public UInt128 Round(UInt128 significand, int exponent)
    {
        if (significand == UInt128.Zero)
        {
            return UInt128.Zero;
        }

        unchecked
        {
            // The last place kept is that of a normal number's Precision bits, or of the subnormals.
            var magnitude = 127 - (int)UInt128.LeadingZeroCount(significand) + exponent;
            if (magnitude > Emax)
            {
                return Infinity;
            }

            var lastPlace = Math.Max(magnitude - Precision + 1, EminSubnormal);
            var dropped = lastPlace - exponent;
            if (dropped > 128)
            {
                return UInt128.Zero;
            }

            UInt128 kept;
            if (dropped <= 0)
            {
                kept = significand << -dropped;
            }
            else
            {
                kept = dropped == 128 ? UInt128.Zero : significand >> dropped;
                var rest = dropped == 128 ? significand : significand - (kept << dropped);
                var half = UInt128.One << (dropped - 1);
                if (rest > half || (rest == half && UInt128.IsOddInteger(kept)))
                {
                    kept++;
                }
            }

            // A normal number's leading bit adds 1 to the exponent field, and so does a carry out of the significand.
            return kept + ((UInt128)(uint)(lastPlace - EminSubnormal) << (Precision - 1));
        }
    }

    /// <summary>The pattern, its sign included, of the number nearest to a float64, ties to even.</summary>
    public UInt128 Round(double value)
    {
        var bits = BitConverter.DoubleToUInt64Bits(value);
        var sign = bits >> 63 == 0 ? UInt128.Zero : SignBit;
        if (!double.IsFinite(value))
        {
            return double.IsNaN(value) ? NaN : Infinity + sign;
        }

        var field = (int)(bits >> 52) & 0x7FF;
        var significand = (bits & 0xFFFFFFFFFFFFF) | (field == 0 ? 0 : 1UL << 52);
        return Round(significand, Math.Max(field, 1) - 1075) + sign;
    }

    /// <summary>The integer m and the exponent of its unit, of a pattern of a finite number without its sign.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public (UInt128 Significand, int Exponent) Unpack(UInt128 pattern)
    {
        var field = (int)(pattern >> (Precision - 1));
        var trailing = pattern - ((UInt128)(uint)field << (Precision - 1));
        return field == 0 ? (trailing, EminSubnormal) : (trailing + (UInt128.One << (Precision - 1)), EminSubnormal + field - 1);
    }
}

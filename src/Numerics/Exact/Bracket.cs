using System.Numerics;
using System.Runtime.CompilerServices;

namespace Experiments.Numerics.Exact;

/// <summary>
/// A positive real number known to lie in [Significand, Significand + Width] · 2^Exponent, the significand 128 bits
/// long.
/// </summary>
/// <remarks>
/// The arithmetic behind the quick path: each operation rounds the lower end down and adds to the width what was lost,
/// so that the bounds stay proven. The significand's top bit is set. Integers only: the same bits on every machine.
/// </remarks>
public readonly struct Bracket
{
    private Bracket(UInt128 significand, ulong width, int exponent)
    {
        Significand = significand;
        Width = width;
        Exponent = exponent;
    }

    /// <summary>The lower end, in units of 2^Exponent; at least 2^127.</summary>
    public UInt128 Significand { get; }

    /// <summary>How far the upper end lies above the lower one, in units of 2^Exponent.</summary>
    public ulong Width { get; }

    /// <summary>The exponent of the unit.</summary>
    public int Exponent { get; }

    /// <summary>⌊log₂⌋ of the lower end.</summary>
    public int Magnitude => Exponent + 127;

    /// <summary>1.</summary>
    public static Bracket One { get; } = Normalize(UInt128.One, 0, 0);

    /// <summary>
    /// The bounds significand and significand + width, in units of 2^exponent; the significand must not be 0, nor the
    /// width overflow.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Bracket Normalize(UInt128 significand, ulong width, int exponent)
    {
        ArgumentOutOfRangeException.ThrowIfZero(significand);
        var shift = (int)UInt128.LeadingZeroCount(significand);
        return (ulong)shift <= ulong.LeadingZeroCount(width) || width == 0
            ? new(significand << shift, width == 0 ? 0 : width << shift, exponent - shift)
            : throw new OverflowException("The bounds are too far apart for a bracket.");
    }

    /// <summary>Bounds of a quotient of exact numbers, the denominator positive, the value positive.</summary>
    public static Bracket Of(Rational value)
    {
        var exponent = value.Numerator.Magnitude - value.Denominator.Magnitude - 127;
        var floor = value.FloorAtExponent(exponent, out var exact);
        if (floor.GetBitLength() < 128)
        {
            floor = value.FloorAtExponent(--exponent, out exact);
        }

        return new((UInt128)floor, exact ? 0UL : 1UL, exponent);
    }

    /// <summary>Bounds of x · y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Bracket Multiply(in Bracket x, in Bracket y)
    {
        unchecked
        {
            // (a + v)(b + w) − ab ≤ (v + w + 1)·2^128 for a, b < 2^128 and widths below 2^63; 1 more is cut off.
            var high = MultiplyHigh(x.Significand, y.Significand);
            return Normalize(high, x.Width + y.Width + 2, x.Exponent + y.Exponent + 128);
        }
    }

    /// <summary>Bounds of x + y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Bracket Add(in Bracket x, in Bracket y)
    {
        if (x.Exponent < y.Exponent)
        {
            return Add(y, x);
        }

        unchecked
        {
            var distance = x.Exponent - y.Exponent;
            var low = distance > 127 ? UInt128.Zero : y.Significand >> distance;
            var lost = distance == 0 ? 0UL : 1UL;
            var width = x.Width + (distance > 63 ? lost : (y.Width >> distance) + lost) + lost;
            var sum = x.Significand + low;
            return sum >= x.Significand
                ? new(sum, width, x.Exponent)
                : new((sum >> 1) | (UInt128.One << 127), (width >> 1) + 2, x.Exponent + 1);
        }
    }

    /// <summary>Bounds of 1 / x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Bracket Reciprocal(in Bracket x)
    {
        // 2^254 over the upper and the lower end lie in (2^125, 2^127].
        var numerator = BigInteger.One << 254;
        var lower = numerator / (x.Significand + (BigInteger)x.Width);
        var upper = (numerator / x.Significand) + 1;
        return Normalize((UInt128)lower, (ulong)(upper - lower), -254 - x.Exponent);
    }

    /// <summary>⌊x·y / 2^128⌋.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static UInt128 MultiplyHigh(UInt128 x, UInt128 y)
    {
        unchecked
        {
            ulong xHigh = (ulong)(x >> 64), xLow = (ulong)x, yHigh = (ulong)(y >> 64), yLow = (ulong)y;
            var highLow = Math.BigMul(xHigh, yLow);
            var lowHigh = Math.BigMul(xLow, yHigh);
            var middle = (Math.BigMul(xLow, yLow) >> 64) + (ulong)highLow + (ulong)lowHigh;
            return Math.BigMul(xHigh, yHigh) + (highLow >> 64) + (lowHigh >> 64) + (middle >> 64);
        }
    }
}

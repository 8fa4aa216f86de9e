using System.Numerics;

namespace Experiments.Tests.Numerics.Formats;

/// <summary>
/// + − × ÷ of binary formats of up to 11 bits, in integers alone: patterns are taken apart, operated on exactly and
/// rounded once.
/// </summary>
/// <remarks>
/// Written from IEEE 754, apart from the formats' code and without any floating point. NaN is one pattern, the quiet
/// one.
/// </remarks>
internal sealed class IntegerArithmetic(int precision, int emax)
{
    // A term this many places below another is less than a quarter of its last place in 11 bits, and leaves only its
    // sign.
    private const int Window = 40;

    private readonly int precision = precision;
    private readonly int hidden = 1 << (precision - 1);
    private readonly int smallestExponent = 2 - emax - precision;
    private readonly int infinity = ((2 * emax) + 1) << (precision - 1);
    private readonly int sign = ((2 * emax) + 2) << (precision - 1);

    private int NaN => infinity | (hidden >> 1);

    /// <summary>x + y; an exact sum of 0 is +0, unless both terms are −0.</summary>
    public int Add(int x, int y)
    {
        if (IsNaN(x) || IsNaN(y) || (IsInfinite(x) && IsInfinite(y) && x != y))
        {
            return NaN;
        }

        if (IsInfinite(x) || IsInfinite(y))
        {
            return IsInfinite(x) ? x : y;
        }

        var ((m, e), (n, f)) = (Unpack(x), Unpack(y));
        if (e < f)
        {
            ((m, e), (n, f)) = ((n, f), (m, e));
        }

        // Between the exact sum and the one with the far term's sign alone there is no midpoint, nor on them.
        var sum = e - f <= Window ? (m << (e - f)) + n : (m << Window) + Math.Sign(n);
        return sum == 0 ? x & y & sign : Round(sum < 0, Math.Abs(sum), Math.Max(f, e - Window), isMore: false);
    }

    /// <summary>x − y, which is x + (−y).</summary>
    public int Subtract(int x, int y) => Add(x, y ^ sign);

    /// <summary>x · y.</summary>
    public int Multiply(int x, int y)
    {
        var side = (x ^ y) & sign;
        if (IsNaN(x) || IsNaN(y) || (IsInfinite(x) && IsZero(y)) || (IsZero(x) && IsInfinite(y)))
        {
            return NaN;
        }

        if (IsInfinite(x) || IsInfinite(y))
        {
            return side | infinity;
        }

        var ((m, e), (n, f)) = (Unpack(x), Unpack(y));
        return Round(side != 0, Math.Abs(m * n), e + f, isMore: false);
    }

    /// <summary>x / y.</summary>
    public int Divide(int x, int y)
    {
        var side = (x ^ y) & sign;
        if (IsNaN(x) || IsNaN(y) || (IsInfinite(x) && IsInfinite(y)) || (IsZero(x) && IsZero(y)))
        {
            return NaN;
        }

        if (IsInfinite(x) || IsZero(y))
        {
            return side | infinity;
        }

        if (IsInfinite(y) || IsZero(x))
        {
            return side;
        }

        // At least 29 bits of the quotient, and whether there is more of it.
        var ((m, e), (n, f)) = (Unpack(x), Unpack(y));
        var (quotient, rest) = Math.DivRem(Math.Abs(m) << Window, Math.Abs(n));
        return Round(side != 0, quotient, e - f - Window, rest != 0);
    }

    /// <summary>
    /// ±size · 2^exponent to nearest, ties to even; isMore where the number is larger than that by less than one unit.
    /// </summary>
    private int Round(bool negative, long size, int exponent, bool isMore)
    {
        var length = 64 - BitOperations.LeadingZeroCount((ulong)size);
        var last = Math.Max(length + exponent - precision, smallestExponent);
        var cut = last - exponent;
        var kept = 0L;
        if (cut <= 0)
        {
            kept = size << -cut;
        }
        else if (cut <= length)
        {
            kept = size >> cut;
            var (rest, half) = (size - (kept << cut), 1L << (cut - 1));
            if (rest > half || (rest == half && (isMore || (kept & 1) == 1)))
            {
                kept++;
            }
        }

        if (kept == 2 * hidden)
        {
            (kept, last) = (hidden, last + 1);
        }

        // Without its leading bit a number is subnormal, and its field 0.
        var field = kept < hidden ? 0 : last - smallestExponent + 1;
        var pattern = field >= infinity >> (precision - 1) ? infinity : kept < hidden ? (int)kept : (field * hidden) + (int)kept - hidden;
        return negative ? pattern | sign : pattern;
    }

    private bool IsNaN(int x) => (x & (sign - 1)) > infinity;

    private bool IsInfinite(int x) => (x & (sign - 1)) == infinity;

    private bool IsZero(int x) => (x & (sign - 1)) == 0;

    /// <summary>The signed significand and the exponent of its unit.</summary>
    private (long Significand, int Exponent) Unpack(int x)
    {
        var size = x & (sign - 1);
        var field = size >> (precision - 1);
        var significand = field == 0 ? size : (size & (hidden - 1)) | hidden;
        return ((x & sign) != 0 ? -significand : significand, smallestExponent + Math.Max(field, 1) - 1);
    }
}

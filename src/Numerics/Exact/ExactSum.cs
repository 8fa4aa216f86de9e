using System.Numerics;

namespace Experiments.Numerics.Exact;

/// <summary>
/// A sum of float64 numbers without rounding, so that it depends neither on their order nor on how they are shared out.
/// </summary>
/// <remarks>
/// The significands of one exponent are added up by themselves, in 128 bits: 2^53 times 2^74 numbers have room there.
/// </remarks>
public sealed class ExactSum
{
    private const int SignificandBits = 52;
    private const int ExponentMask = 0x7FF;
    private const int LeastExponent = -1074;

    private readonly Int128[] parts = new Int128[ExponentMask];
    private long positive;
    private long negative;
    private long nan;

    /// <summary>What IEEE 754 makes of the numbers that are not finite: ∞, −∞ or NaN; null where all are finite.</summary>
    public double? NotFinite => nan > 0 || (positive > 0 && negative > 0) ? double.NaN
        : positive > 0 ? double.PositiveInfinity
        : negative > 0 ? double.NegativeInfinity
        : null;

    /// <summary>The sum of the finite numbers.</summary>
    public Rational Value
    {
        get
        {
            // Exponents 0 and 1 have the same place.
            var sum = BigInteger.Zero;
            for (var exponent = 0; exponent < parts.Length; exponent++)
            {
                sum += (BigInteger)parts[exponent] << Math.Max(0, exponent - 1);
            }

            return (Rational)new Dyadic(sum, LeastExponent);
        }
    }

    /// <summary>Adds a number.</summary>
    public void Add(double value)
    {
        var bits = BitConverter.DoubleToInt64Bits(value);
        var exponent = (int)(bits >> SignificandBits) & ExponentMask;
        var significand = bits & ((1L << SignificandBits) - 1);
        if (exponent == ExponentMask)
        {
            _ = significand != 0 ? nan++ : bits > 0 ? positive++ : negative++;
            return;
        }

        significand |= exponent == 0 ? 0 : 1L << SignificandBits;
        parts[exponent] += bits < 0 ? -significand : significand;
    }

    /// <summary>Adds what another has summed up.</summary>
    public void Add(ExactSum other)
    {
        ArgumentNullException.ThrowIfNull(other);
        for (var exponent = 0; exponent < parts.Length; exponent++)
        {
            parts[exponent] += other.parts[exponent];
        }

        positive += other.positive;
        negative += other.negative;
        nan += other.nan;
    }
}

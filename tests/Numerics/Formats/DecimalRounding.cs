using System.Numerics;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Formats;

/// <summary>
/// Rounding to decimal as it is defined: the finest scale 0 to 28 whose coefficient, rounded half to even, fits 96
/// bits.
/// </summary>
internal static class DecimalRounding
{
    /// <summary>The largest coefficient.</summary>
    public static BigInteger Largest { get; } = (BigInteger.One << 96) - 1;

    /// <summary>
    /// Fails unless a result is the exact number rounded once, or the token overflow where no scale fits.
    /// </summary>
    public static void AssertIs(ClrDecimal result, Rational exact, string label)
    {
        for (var scale = 28; scale >= 0; scale--)
        {
            var scaled = Rational.Abs(exact) * (Dyadic)BigInteger.Pow(10, scale);
            var floor = scaled.Floor();
            var twiceRest = 2 * (scaled - (Dyadic)floor);
            var up = twiceRest.CompareTo(1) is var order && (order > 0 || (order == 0 && !floor.IsEven));
            var coefficient = up ? floor + 1 : floor;
            if (coefficient <= Largest)
            {
                var expected = Rational.FromDecimal(exact.Sign < 0 ? -coefficient : coefficient, -scale);
                Assert.True(result.IsFinite && result.Exact.CompareTo(expected) == 0, $"{label}: {result.ToText()}");
                return;
            }
        }

        Assert.True(result.Token == "overflow", $"{label}: {result.ToText()}, not overflow");
    }

    /// <summary>coefficient / 10^scale.</summary>
    public static ClrDecimal Number(BigInteger coefficient, int scale)
    {
        var bits = (UInt128)BigInteger.Abs(coefficient);
        return unchecked(new(new decimal(
            (int)(uint)bits, (int)(uint)(bits >> 32), (int)(uint)(bits >> 64), coefficient.Sign < 0, (byte)scale)));
    }
}

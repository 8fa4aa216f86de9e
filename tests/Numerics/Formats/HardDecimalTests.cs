using System.Numerics;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Formats;

/// <summary>
/// + − × ÷, rounding and text of decimal on ties, one unit beside them, and where a coefficient just fits 96 bits.
/// </summary>
public class HardDecimalTests
{
    private const int Draws = 2000;

    [Fact]
    public void Sums_and_differences_are_right()
    {
        // x + y = (q + ½)·10^−scale, with so many digits more; or a unit of the last of them beside it.
        var random = new SplitMix(17);
        for (var i = 0; i < Draws; i++)
        {
            var (q, scale, unit) = (FullCoefficient(i, random), random.Below(28), random.Below(3) - 1);
            var digits = 1 + random.Below(28 - scale);
            var power = BigInteger.Pow(10, digits);
            var tail = (5 * power / 10) + unit;
            var y = (random.Bits(95 - (int)power.GetBitLength()) * power) + tail;
            var x = q - ((y - tail) / power);
            Check('+', DecimalRounding.Number(x, scale), DecimalRounding.Number(y, scale + digits));
            Check('-', DecimalRounding.Number(x, scale), DecimalRounding.Number(-y, scale + digits));
            Check('-', DecimalRounding.Number(-x, scale), DecimalRounding.Number(y, scale + digits));
        }
    }

    [Fact]
    public void Products_are_right()
    {
        // r·5^m times s·2^(m − 1) is r·s·10^m / 2: half a unit, r and s odd, when m digits are dropped.
        var random = new SplitMix(18);
        for (var i = 0; i < Draws; i++)
        {
            var (m, unit, scale) = (1 + random.Below(20), random.Below(3) - 1, i % 2 == 0 ? 28 : random.Below(29));
            var r = random.Bits(i % 4 < 2 ? 48 : 1 + random.Below(48)) | BigInteger.One;
            var s = random.Bits(48) | BigInteger.One;
            var x = (r * BigInteger.Pow(5, m)) + unit;
            var scaleOfX = random.Below(Math.Min(scale + m, 28) + 1);
            if (scale + m - scaleOfX <= 28)
            {
                Check('*', DecimalRounding.Number(x, scaleOfX), DecimalRounding.Number(s << (m - 1), scale + m - scaleOfX));
                Check('*', DecimalRounding.Number(s << (m - 1), scale + m - scaleOfX), DecimalRounding.Number(-x, scaleOfX));
            }
        }
    }

    [Fact]
    public void Quotients_are_right()
    {
        var random = new SplitMix(19);
        for (var i = 0; i < Draws; i++)
        {
            // A full coefficient over 2, 20, … is a tie when it is odd.
            var scale = random.Below(29);
            Check(
                '/',
                DecimalRounding.Number(FullCoefficient(i, random), scale),
                DecimalRounding.Number(2 * BigInteger.Pow(10, random.Below(28)), random.Below(29)));

            // ((2q + 1)·z ± 1) / 2z misses q + ½ by 1/2z.
            var z = random.Bits(1 + random.Below(47)) + BigInteger.One;
            var q = random.Bits(46);
            Check('/', DecimalRounding.Number((((2 * q) + 1) * z) + random.Below(3) - 1, 28), DecimalRounding.Number(-2 * z, 0));
        }
    }

    [Fact]
    public void Exact_numbers_and_their_text_are_rounded_once()
    {
        var random = new SplitMix(20);
        for (var i = 0; i < Draws; i++)
        {
            // q + ½ at a scale, and 10^−300 of it beside that, written with all digits.
            var (q, scale) = (FullCoefficient(i, random), random.Below(29));
            (BigInteger, int)[] ties =
            [
                ((10 * q) + 5, -scale - 1),
                ((((10 * q) + 5) * BigInteger.Pow(10, 300)) + random.Below(3) - 1, -scale - 301),
            ];
            foreach (var (digits, exponent) in ties)
            {
                var exact = Rational.FromDecimal(digits, exponent);
                DecimalRounding.AssertIs(ClrDecimal.Round(exact), exact, $"{digits}e{exponent}");
                DecimalRounding.AssertIs(ClrDecimal.Parse($"-{digits}e{exponent}"), -exact, $"-{digits}e{exponent}");
            }
        }
    }

    [Theory]
    [InlineData("1e99999", "overflow")]
    [InlineData("-1e100000", "overflow")]
    [InlineData("1e-99999", "0")]
    [InlineData("-1e-100000", "0")]
    [InlineData("0e99999", "0")]
    public void Exponents_far_beyond_the_range_are_read(string text, string expected) =>
        Assert.Equal(expected, ClrDecimal.Parse(text).ToText());

    [Fact]
    public void Integers_become_the_nearest_float64_ties_to_even()
    {
        // Midpoints of float64 from 2^53 to 2^96, and the integers beside them.
        var random = new SplitMix(21);
        for (var shift = 0; shift < 42; shift++)
        {
            var pattern = ((UInt128)(ulong)(1023 + 53 + shift) << 52) + random.Bits(52);
            var midpoint = RoundingInterval.Midpoint(Float64.Layout, pattern).AtExponent(0);
            foreach (var unit in new[] { -1, 0, 1 })
            {
                var nearest = (ulong)(unit < 0 ? pattern : unit > 0 ? pattern + 1 : pattern + (pattern & UInt128.One));
                Assert.Equal(nearest, BitConverter.DoubleToUInt64Bits(DecimalRounding.Number(midpoint + unit, 0).ToDouble()));
            }
        }
    }

    /// <summary>A coefficient that has no room for a further digit: the largest, or a random one.</summary>
    private static BigInteger FullCoefficient(int i, SplitMix random) => i % 8 == 0
        ? DecimalRounding.Largest - random.Below(2)
        : (DecimalRounding.Largest / 10) + 1 + (random.Bits(95) % (DecimalRounding.Largest / 10 * 9));

    private static void Check(char operation, ClrDecimal x, ClrDecimal y)
    {
        var (exact, result) = operation switch
        {
            '+' => (x.Exact + y.Exact, x + y),
            '-' => (x.Exact - y.Exact, x - y),
            '*' => (x.Exact * y.Exact, x * y),
            _ => (x.Exact / y.Exact, x / y),
        };
        DecimalRounding.AssertIs(result, exact, $"{x.ToText()} {operation} {y.ToText()}");
    }
}

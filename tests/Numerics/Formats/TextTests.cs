using System.Globalization;
using System.Numerics;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Formats;

public class TextTests
{
    [Theory]
    [InlineData("5e-324")]
    [InlineData("2.2250738585072014e-308")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("5.684341886080801e-14")]
    [InlineData("9007199254740992")]
    [InlineData("1.8014398509481984e16")]
    [InlineData("0.1")]
    [InlineData("0.00001")]
    [InlineData("9.999999999999999e-6")]
    [InlineData("1000000000000000")]
    [InlineData("1e16")]
    [InlineData("-0")]
    [InlineData("-inf")]
    [InlineData("nan")]
    public void Float64_text_reads_back_and_is_written_the_same(string text) => Assert.Equal(text, Float64.Parse(text).ToText());

    [Theory]
    [InlineData(1u, "1e-45", "smallest subnormal")]
    [InlineData(0x00800000u, "1.1754944e-38", "smallest normal")]
    [InlineData(0x7F7FFFFFu, "3.4028235e38", "largest")]
    [InlineData(0x35800000u, "9.536743e-7", "2^-20, a binade's least number")]
    [InlineData(0x4A000001u, "2097152.2", "2097152.25: of the two nearest the even digit")]
    [InlineData(0x4C000000u, "33554432", "2^25, above which neighbours are 4 apart")]
    [InlineData(0x3F800000u, "1", "1")]
    public void Float32_text(uint bits, string expected, string label) =>
        Assert.True(expected == new Float32(BitConverter.UInt32BitsToSingle(bits)).ToText(), label);

    [Fact]
    public void All_texts_of_float16_and_bfloat16_are_shortest_and_nearest()
    {
        for (var bits = 1u; bits < 1u << 15; bits++)
        {
            if (bits < Float16.Layout.Infinity)
            {
                AssertShortest(Float16.FromBits(bits));
            }

            if (bits < BFloat16.Layout.Infinity)
            {
                AssertShortest(BFloat16.FromBits(bits));
            }
        }
    }

    [Fact]
    public void Float32_text_is_shortest_and_nearest() => AssertShortest<Float32>(32, 6000);

    [Fact]
    public void Float64_text_is_shortest_and_nearest() => AssertShortest<Float64>(64, 6000);

    [Fact]
    public void Float80_text_is_shortest_and_nearest() => AssertShortest<Float80>(79, 300);

    [Fact]
    public void Float128_text_is_shortest_and_nearest() => AssertShortest<Float128>(128, 300);

    [Fact]
    public void Text_of_tf32_is_shortest_and_nearest() => AssertShortest<TensorFloat32>(19, 3000);

    [Fact]
    public void Text_of_each_binades_least_number_is_shortest_and_nearest()
    {
        for (var field = 1; field < 0x7FFF; field += 7)
        {
            AssertShortest(Float128.FromBits((UInt128)(uint)field << 112));
            AssertShortest(Float80.FromBits((UInt128)(uint)field << 63));
        }
    }

    [Fact]
    public void The_decade_of_a_rounding_interval_is_that_of_its_width()
    {
        for (var exponent = -16_500; exponent <= 16_500; exponent++)
        {
            foreach (var quarters in new[] { 3, 4 })
            {
                var q = ShortestDecimal.FloorLog10Scaled(exponent, leastOfBinade: quarters == 3);
                Rational width = new Dyadic(quarters, exponent - 2);
                Assert.True(Rational.FromDecimal(1, q) <= width && width < Rational.FromDecimal(1, q + 1), $"{quarters}/4 · 2^{exponent}");
            }
        }
    }

    [Fact]
    public void Text_of_decimal_is_all_of_its_digits()
    {
        var random = new SplitMix(22);
        for (var i = 0; i < 10_000; i++)
        {
            var (coefficient, scale) = ((BigInteger)(random.Bits(96) >> random.Below(96)) * (i % 2 == 0 ? 1 : -1), random.Below(29));
            Assert.Equal(coefficient.IsZero ? "0" : Written(coefficient, -scale), DecimalRounding.Number(coefficient, scale).ToText());
        }
    }

    [Fact]
    public void Float64_digits_are_those_of_the_runtime()
    {
        // .NET writes shortest digits too; where they differ it must be at an interval's end, which random numbers do
        // not meet.
        var random = new SplitMix(8);
        for (var i = 0; i < 200_000; i++)
        {
            var x = BitConverter.UInt64BitsToDouble(random.Next() >> 1);
            if (double.IsFinite(x))
            {
                var shortest = x.ToString("R", CultureInfo.InvariantCulture);
                Assert.Equal(Digits(shortest), Digits(new Float64(x).ToText()));
                Assert.Equal(x, double.Parse(new Float64(x).ToText(), CultureInfo.InvariantCulture));
            }
        }
    }

    [Fact]
    public void Decimal_text_is_read_as_the_runtime_reads_it()
    {
        var random = new SplitMix(9);
        for (var i = 0; i < 50_000; i++)
        {
            var text =
                $"{(random.Below(2) == 0 ? "-" : string.Empty)}{random.Next()}.{random.Next()}{random.Next()}e{random.Below(700) - 360}";
            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), Float64.Parse(text).Value);
            Assert.Equal(float.Parse(text, CultureInfo.InvariantCulture), Float32.Parse(text).Value);
        }
    }

    [Theory]
    [InlineData("1.000000059604644775390625", 0x3F800000u, "tie of 1 and its neighbour, to even")]
    [InlineData("1.00000005960464477539062500000000000000000000000000000000000000000000001", 0x3F800001u, "just above the tie")]
    [InlineData("1.000000178813934326171875", 0x3F800002u, "next tie, to even")]
    [InlineData("3.40282356779733661637539395458142568448e38", 0x7F800000u, "overflow threshold 2^128 − 2^103, a tie to ∞")]
    [InlineData("3.40282356779733661637539395458142568447e38", 0x7F7FFFFFu, "just below it")]
    [InlineData("7.006492321624085e-46", 0u, "just below half of the smallest subnormal")]
    [InlineData("7.0064923216240854e-46", 1u, "just above it")]
    [InlineData("-1e-400", 0x80000000u, "a negative number too small for a format is -0")]
    public void Decimal_text_is_rounded_once(string text, uint bits, string label) =>
        Assert.True(bits == BitConverter.SingleToUInt32Bits(Float32.Parse(text).Value), label);

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData(".")]
    [InlineData("1e")]
    [InlineData("1,5")]
    [InlineData("0x10")]
    [InlineData("1e100001")]
    [InlineData(" 1")]
    [InlineData("1\n")]
    [InlineData("١")]
    [InlineData("Infinity")]
    public void Other_text_is_refused(string text) => Assert.False(DecimalText.TryParse(text, out _));

    private static void AssertShortest<T>(int width, int samples)
        where T : struct, IBinaryFloat<T>
    {
        var random = new SplitMix(10);
        for (var i = 0; i < samples; i++)
        {
            // Random patterns; powers of two with their neighbours; numbers whose midpoints are short decimals, their
            // last place 2^−3 to 2^8.
            var hidden = UInt128.One << (T.Layout.Precision - 1);
            var pattern = (i % 3) switch
            {
                0 => random.Bits(width - 1),
                1 => (random.Bits(width - 1) / hidden * hidden) + (uint)random.Below(2),
                _ => ((UInt128)(uint)(T.Layout.Emax + T.Layout.Precision - 4 + random.Below(12)) * hidden)
                    + (random.Bits(width - 1) % hidden),
            };
            var x = T.FromBits(pattern);
            if (pattern == UInt128.Zero || pattern >= T.Layout.Infinity)
            {
                continue;
            }

            AssertShortest(x);
        }
    }

    /// <summary>
    /// By the definition: of the numbers of n digits next to x, for n from 1 on, the nearest that reads back to x, of
    /// two the even one.
    /// </summary>
    private static void AssertShortest<T>(T x)
        where T : struct, IFloat<T>
    {
        // ⌊log₁₀ x⌋, from the binary magnitude: log₁₀ 2 lies between 0.301 and 0.302.
        var magnitude = x.Exact.Numerator.Magnitude - x.Exact.Denominator.Magnitude;
        var decade = magnitude < 0 ? magnitude * 302 / 1000 - 1 : magnitude * 301 / 1000;
        while (Rational.FromDecimal(1, decade + 1) <= x.Exact)
        {
            decade++;
        }

        for (var exponent = decade; ; exponent--)
        {
            var floor = (x.Exact / Rational.FromDecimal(1, exponent)).Floor();
            var candidates = new[] { floor, floor + 1 }
                .Where(digits => T.Round(Rational.FromDecimal(digits, exponent)).Equals(x))
                .OrderBy(digits => Rational.Abs(Rational.FromDecimal(digits, exponent) - x.Exact))
                .ThenBy(digits => digits.IsEven ? 0 : 1)
                .ToArray();
            if (candidates.Length > 0)
            {
                Assert.Equal(Written(candidates[0], exponent), x.ToText());
                return;
            }
        }
    }

    /// <summary>
    /// digits · 10^exponent as numbers are written: without trailing zeros, positional from 10^−5 to below 10^16.
    /// </summary>
    private static string Written(BigInteger digits, int exponent)
    {
        var (sign, text) = (digits.Sign < 0 ? "-" : string.Empty, BigInteger.Abs(digits).ToString(CultureInfo.InvariantCulture));
        var places = Math.Max(-exponent, 0);
        var first = text.Length - 1 + exponent;
        if (first is >= -5 and <= 15)
        {
            text = (text + new string('0', Math.Max(exponent, 0))).PadLeft(places + 1, '0');
            text = text.Insert(text.Length - places, ".").TrimEnd('0').TrimEnd('.');
            return sign + text;
        }

        return $"{sign}{text[0]}.{text[1..]}".TrimEnd('0').TrimEnd('.') + $"e{first}";
    }

    /// <summary>The digits without trailing zeros, as an integer, and the exponent of the last of them.</summary>
    private static (BigInteger Digits, int Exponent) Digits(string text)
    {
        var parts = text.ToUpperInvariant().Split('E');
        var point = parts[0].IndexOf('.', StringComparison.Ordinal);
        var exponent =
            (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0) - (point < 0 ? 0 : parts[0].Length - point - 1);
        var digits = BigInteger.Parse(parts[0].Replace(".", string.Empty, StringComparison.Ordinal), CultureInfo.InvariantCulture);
        while (!digits.IsZero && (digits % 10).IsZero)
        {
            (digits, exponent) = (digits / 10, exponent + 1);
        }

        return (digits, exponent);
    }
}

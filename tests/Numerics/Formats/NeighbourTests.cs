using System.Globalization;
using System.Numerics;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Formats;

/// <summary>
/// Rounding of exact numbers, of float64 and of decimal text in every binary format: each number, the midpoint above
/// it, and what lies next to that.
/// </summary>
public class NeighbourTests
{
    [Theory]
    [MemberData(nameof(BinaryFormats.All), MemberType = typeof(BinaryFormats), DisableDiscoveryEnumeration = true)]
    public void Exact_numbers_round_to_the_nearest_ties_to_even<T>(T _)
        where T : struct, IBinaryFloat<T>
    {
        foreach (var pattern in Patterns(T.Layout))
        {
            var (value, midpoint) = (RoundingInterval.Value(T.Layout, pattern), RoundingInterval.Midpoint(T.Layout, pattern));
            var hair = midpoint.Scale(-300);
            AssertRounds<T>(pattern, value);
            AssertRounds<T>(pattern, midpoint - hair);
            AssertRounds<T>(Even(pattern), midpoint);
            AssertRounds<T>(pattern + 1, midpoint + hair);
            Assert.Equal(0, T.FromBits(pattern).Exact.CompareTo(value));
        }
    }

    [Theory]
    [MemberData(nameof(BinaryFormats.All), MemberType = typeof(BinaryFormats), DisableDiscoveryEnumeration = true)]
    public void Decimal_text_rounds_to_the_nearest_ties_to_even<T>(T _)
        where T : struct, IBinaryFloat<T>
    {
        foreach (var pattern in Patterns(T.Layout))
        {
            var (value, midpoint) = (RoundingInterval.Value(T.Layout, pattern), RoundingInterval.Midpoint(T.Layout, pattern));
            AssertReads<T>(pattern, value, 0);
            AssertReads<T>(pattern, midpoint, -1);
            AssertReads<T>(Even(pattern), midpoint, 0);
            AssertReads<T>(pattern + 1, midpoint, 1);
        }
    }

    [Fact]
    public void Float64_rounds_to_narrower_formats_ties_to_even()
    {
        AssertFromDouble<Float16>();
        AssertFromDouble<BFloat16>();
        AssertFromDouble<Float32>();
        AssertFromDouble<TensorFloat32>();
    }

    [Fact]
    public void Wider_formats_round_to_float64_ties_to_even()
    {
        AssertToDouble<Float80>();
        AssertToDouble<Float128>();
    }

    [Theory]
    [MemberData(nameof(BinaryFormats.All), MemberType = typeof(BinaryFormats), DisableDiscoveryEnumeration = true)]
    public void Exponents_far_beyond_a_format_are_read<T>(T _)
        where T : struct, IBinaryFloat<T>
    {
        Assert.Equal("inf", T.Parse("1e99999").ToText());
        Assert.Equal("-inf", T.Parse("-0.001e100000").ToText());
        Assert.Equal("0", T.Parse("1e-99999").ToText());
        Assert.Equal("-0", T.Parse("-1e-100000").ToText());
        Assert.Equal("0", T.Parse("0e99999").ToText());
        Assert.Equal("1", T.Parse("1" + new string('0', 20_000) + "e-20000").ToText());
        Assert.Equal("1", T.Parse("0." + new string('0', 20_000) + "1e20001").ToText());
    }

    private static void AssertFromDouble<T>()
        where T : struct, IBinaryFloat<T>
    {
        foreach (var pattern in Patterns(T.Layout))
        {
            // Numbers and midpoints of a format of up to 24 bits are float64s.
            var value = ToDouble(RoundingInterval.Value(T.Layout, pattern));
            var midpoint = ToDouble(RoundingInterval.Midpoint(T.Layout, pattern));
            AssertBits<T>(pattern, T.Layout.Round(value));
            AssertBits<T>(pattern, T.Layout.Round(double.BitDecrement(midpoint)));
            AssertBits<T>(Even(pattern), T.Layout.Round(midpoint));
            AssertBits<T>(pattern + 1, T.Layout.Round(double.BitIncrement(midpoint)));
            AssertBits<T>(pattern + 1 + T.Layout.SignBit, T.Layout.Round(-double.BitIncrement(midpoint)));
            Assert.Equal(value, T.FromBits(pattern).ToDouble());
        }
    }

    private static void AssertToDouble<T>()
        where T : struct, IBinaryFloat<T>
    {
        foreach (var pattern in Patterns(Float64.Layout))
        {
            // Numbers and midpoints of float64 are numbers of the wider formats, and a midpoint's neighbours lie on its
            // two sides.
            var value = T.Round(RoundingInterval.Value(Float64.Layout, pattern));
            var midpoint = T.Round(RoundingInterval.Midpoint(Float64.Layout, pattern));
            Assert.Equal(0, midpoint.Exact.CompareTo(RoundingInterval.Midpoint(Float64.Layout, pattern)));
            AssertDouble(pattern, value);
            AssertDouble(pattern, T.FromBits(midpoint.Bits - 1));
            AssertDouble(Even(pattern), midpoint);
            AssertDouble(pattern + 1, T.FromBits(midpoint.Bits + 1));
            AssertDouble(pattern + 1 + Float64.Layout.SignBit, Ops.Negate(T.FromBits(midpoint.Bits + 1)));
        }

        static void AssertDouble(UInt128 pattern, T x) => AssertBits<Float64>(pattern, BitConverter.DoubleToUInt64Bits(x.ToDouble()));
    }

    private static void AssertRounds<T>(UInt128 pattern, Rational size)
        where T : struct, IBinaryFloat<T>
    {
        AssertBits<T>(pattern, T.Round(size).Bits);
        AssertBits<T>(size.Sign == 0 ? pattern : pattern + T.Layout.SignBit, T.Round(-size).Bits);
    }

    /// <summary>Reads all digits of a size, and one more where it is to be next to it.</summary>
    private static void AssertReads<T>(UInt128 pattern, Dyadic size, int unit)
        where T : struct, IBinaryFloat<T>
    {
        var places = Math.Max(-size.Exponent, 0);
        var coefficient = size.AtExponent(-places) * BigInteger.Pow(5, places);
        (coefficient, places) = unit == 0 ? (coefficient, places) : ((10 * coefficient) + unit, places + 1);
        var digits = coefficient.ToString(CultureInfo.InvariantCulture).PadLeft(places + 1, '0');
        var text = digits.Insert(digits.Length - places, ".");
        AssertBits<T>(pattern, T.Parse(text).Bits);
        AssertBits<T>(pattern + T.Layout.SignBit, T.Parse("-" + text).Bits);
    }

    private static void AssertBits<T>(UInt128 expected, UInt128 actual)
        where T : struct, IFloat<T>
    {
        if (expected != actual)
        {
            Assert.Fail($"{T.Name}: {actual:X}, not {expected:X}");
        }
    }

    private static UInt128 Even(UInt128 pattern) => pattern + (pattern & UInt128.One);

    /// <summary>A dyadic that is a float64.</summary>
    private static double ToDouble(Dyadic x) => Math.ScaleB((double)(long)x.Significand, x.Exponent);

    /// <summary>
    /// Finite numbers of a format without sign: all of one of 16 bits, else the ends of subnormals and normals, of some
    /// binades, and random ones.
    /// </summary>
    private static IEnumerable<UInt128> Patterns(Format format)
    {
        var (count, hidden) = (RoundingInterval.Infinity(format), UInt128.One << (format.Precision - 1));
        if (count < 1 << 15)
        {
            return Enumerable.Range(0, (int)count).Select(pattern => (UInt128)(uint)pattern);
        }

        var random = new SplitMix(11);
        UInt128[] edges = [2, hidden, 3 * hidden, RoundingInterval.Infinity(format) / 2, count - 3];
        return edges.SelectMany(edge => Enumerable.Range(0, 5).Select(i => edge + (uint)i - 2))
            .Concat(Enumerable.Range(0, 60).Select(i => i % 2 == 0
                ? random.Bits(128) % count
                : (random.Bits(128) % count / hidden * hidden) + (uint)random.Below(2)));
    }
}

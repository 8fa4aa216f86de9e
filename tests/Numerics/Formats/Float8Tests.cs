using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Formats;

/// <summary>
/// The 8-bit formats against a list of all their numbers, written down from the Open Compute Project's OFP8
/// Specification (2023): every pattern, and + − × ÷ of every pair.
/// </summary>
public class Float8Tests
{
    /// <summary>Overflow of E4M3FN is NaN, that of E5M2 ∞.</summary>
    [Theory]
    [InlineData("448", "448", "448")]
    [InlineData("464", "448", "448")]
    [InlineData("464.0000001", "nan", "448")]
    [InlineData("480", "nan", "512")]
    [InlineData("57344", "nan", "5.7e4")]
    [InlineData("61439.9", "nan", "5.7e4")]
    [InlineData("61440", "nan", "inf")]
    [InlineData("1e9", "nan", "inf")]
    [InlineData("0.001953125", "0.002", "0.002")]
    [InlineData("0.0009765625", "0", "0.00098")]
    public void Numbers_are_rounded_once_and_overflow_as_the_format_says(string x, string e4m3, string e5m2)
    {
        Assert.True(DecimalText.TryParse(x, out var exact));
        Assert.Equal(
            (Float8E4M3FN.Parse(e4m3).Bits, Float8E5M2.Parse(e5m2).Bits),
            (Float8E4M3FN.Round(exact).Bits, Float8E5M2.Round(exact).Bits));
    }

    [Fact]
    public void What_has_no_value_in_e4m3fn_is_nan()
    {
        var (zero, one) = (Float8E4M3FN.Parse("0"), Float8E4M3FN.Parse("1"));
        Assert.Equal("nan", Ops.Divide(one, zero).ToText());
        Assert.Equal("nan", Float8E4M3FN.Log(zero).ToText());
        Assert.Equal("nan", Ops.Apply("exp", Float8E4M3FN.Parse("6.5")).ToText());
        Assert.Equal(Float8E4M3FN.Parse("416"), Ops.Apply("exp", Float8E4M3FN.Parse("6")));
        Assert.False(Ops.Divide(one, zero).IsFinite);
    }

    [Fact]
    public void Every_number_of_e4m3fn_is_the_specifications() => CheckNumbers<Float8E4M3FN>(3, 7, isNaN: pattern => pattern == 127);

    [Fact]
    public void Every_number_of_e5m2_is_the_specifications() => CheckNumbers<Float8E5M2>(2, 15, isNaN: pattern => pattern > 124);

    [Fact]
    public void Every_pair_of_e4m3fn_is_right() => CheckPairs<Float8E4M3FN>(3, 7, 126, 464, isOverflowNaN: true);

    [Fact]
    public void Every_pair_of_e5m2_is_right() => CheckPairs<Float8E5M2>(2, 15, 123, 61440, isOverflowNaN: false);

    /// <summary>The value of a pattern without its sign, from its fields.</summary>
    private static Dyadic Value(int pattern, int fraction, int bias)
    {
        var (field, digits) = (pattern >> fraction, pattern & ((1 << fraction) - 1));
        return field == 0
            ? new(digits, 1 - bias - fraction)
            : new((1 << fraction) + digits, field - bias - fraction);
    }

    private static void CheckNumbers<T>(int fraction, int bias, Func<int, bool> isNaN)
        where T : struct, IBinaryFloat<T>
    {
        for (var bits = 0; bits < 256; bits++)
        {
            var (x, pattern) = (T.FromBits((UInt128)bits), bits & 127);
            Assert.Equal(isNaN(pattern), Ops.IsNaN(x) && x.ToText() == "nan");
            if (x.IsFinite)
            {
                var value = Value(pattern, fraction, bias);
                Assert.Equal(0, x.Exact.CompareTo(bits < 128 ? value : -value));
                Assert.Equal(x.Bits, T.Parse(x.ToText()).Bits);
                Assert.Equal(x.Bits, pattern == 0 && bits > 0 ? (UInt128)128 : T.Round(x.Exact).Bits);
            }
        }
    }

    private static void CheckPairs<T>(int fraction, int bias, int largest, int overflow, bool isOverflowNaN)
        where T : struct, IBinaryFloat<T>
    {
        Rational[] sizes = [.. Enumerable.Range(0, largest + 1).Select(pattern => (Rational)Value(pattern, fraction, bias))];
        for (var i = 0; i < 256; i++)
        {
            for (var k = 0; k < 256; k++)
            {
                var (x, y) = (T.FromBits((UInt128)i), T.FromBits((UInt128)k));
                if (!x.IsFinite || !y.IsFinite)
                {
                    continue;
                }

                AssertIs(x.Exact + y.Exact, Ops.Add(x, y));
                AssertIs(x.Exact - y.Exact, Ops.Subtract(x, y));
                AssertIs(x.Exact * y.Exact, Ops.Multiply(x, y));
                if (!y.IsZero)
                {
                    AssertIs(x.Exact / y.Exact, Ops.Divide(x, y));
                }
            }
        }

        void AssertIs(Rational exact, T result)
        {
            var size = Rational.Abs(exact);
            if (size > overflow || (size >= overflow && !isOverflowNaN))
            {
                Assert.Equal(isOverflowNaN, Ops.IsNaN(result));
                Assert.Equal(!isOverflowNaN, result.IsInfinite);
                return;
            }

            // The nearest by search; of two as near, the one with an even pattern.
            var (low, high) = (0, largest);
            while (high - low > 1)
            {
                var middle = (low + high) / 2;
                (low, high) = sizes[middle] > size ? (low, middle) : (middle, high);
            }

            var order = (size - sizes[low]).CompareTo(sizes[high] - size);
            var nearest = order < 0 || (order == 0 && low % 2 == 0) ? low : high;
            Assert.Equal(nearest, (int)result.Pattern);
            if (exact.Sign != 0)
            {
                Assert.Equal(exact.Sign < 0, result.IsNegative);
            }
        }
    }
}

using Experiments.Numerics.Formats;
using Experiments.Training.Products;

namespace Experiments.Tests.Training.Products;

public class SoftwareFmaTests
{
    /// <summary>
    /// Sums that float64 rounds onto the midpoint of two float32 numbers, which they are not on: rounded again, they go
    /// the wrong way half of the time. The first column is what that gives, the last one the exact result rounded once.
    /// </summary>
    /// <remarks>
    /// (1 + 2^−23)·(1 − 2^−23) = 1 − 2^−46, times 2^−24, is the tail of the first ones; other tails come from a search
    /// for products of two 24-bit integers next to 2^47. The expected values were found with exact fractions in another
    /// program, and are formed here once more.
    /// </remarks>
    [Theory]
    [InlineData(0x3F800002u, 0x33800001u, 0x3F7FFFFEu, 0x3F800001u, 0x3F800001u)] // just below the tie, which goes up to even
    [InlineData(0xBF800002u, 0xB3800001u, 0x3F7FFFFEu, 0xBF800001u, 0xBF800001u)]
    [InlineData(0x3F800000u, 0xB3800001u, 0x3F7FFFFEu, 0x3F800001u, 0x3F800001u)] // just above the tie, which goes down to even
    [InlineData(0xBF800000u, 0x33800001u, 0x3F7FFFFEu, 0xBF800001u, 0xBF800001u)]
    [InlineData(0x3F800000u, 0x398007E8u, 0x397FF031u, 0x3F800000u, 0x3F800001u)] // the same, product and sum of one sign
    [InlineData(0xBFF05FCAu, 0xB99622BDu, 0x395A4182u, 0xBFF05FCAu, 0xBFF05FCBu)]
    [InlineData(0x3F825B42u, 0x3986839Eu, 0x39739A48u, 0x3F825B41u, 0x3F825B41u)]
    [InlineData(0x3FC00002u, 0x3F800001u, 0x3FC00000u, 0x80000001u, 0x3FC00001u)] // the product is on the tie, a tiny number is added
    [InlineData(0x3FC00004u, 0x3F800003u, 0x3FC00000u, 0x00000001u, 0x3FC00005u)]
    [InlineData(0xBFC00002u, 0xBF800001u, 0x3FC00000u, 0x00000001u, 0xBFC00001u)]
    [InlineData(0xBFC00004u, 0xBF800003u, 0x3FC00000u, 0x80000001u, 0xBFC00005u)]
    [InlineData(0x00400002u, 0x1A000001u, 0x19FFFFFEu, 0x00400001u, 0x00400001u)] // subnormal
    [InlineData(0x00400000u, 0x9A000001u, 0x19FFFFFEu, 0x00400001u, 0x00400001u)]
    [InlineData(0x80400002u, 0x9A000001u, 0x19FFFFFEu, 0x80400001u, 0x80400001u)]
    public void Where_rounding_twice_goes_wrong_the_result_is_the_exact_one_rounded_once(uint twice, uint x, uint y, uint z, uint expected)
    {
        Assert.Equal(Of(twice), Twice(Of(x), Of(y), Of(z)));
        Assert.Equal(Of(expected), SoftwareFma.MultiplyAdd(Of(x), Of(y), Of(z)));
        AssertExact(Of(x), Of(y), Of(z));
    }

    /// <summary>Sums where rounding twice is right and a step too much in float64 would not be.</summary>
    [Theory]
    [InlineData(0x33800000u, 0x3F800000u, 0x3F800001u, 0x3F800002u)] // an exact tie stays one
    [InlineData(0x33800000u, 0x3F800000u, 0x3F800000u, 0x3F800000u)]
    [InlineData(0x398B500Au, 0x396B3642u, 0x3F800001u, 0x3F800001u)] // one float64 below a tie, odd already: it stays off the tie
    [InlineData(0x3998F2C4u, 0x39563E09u, 0x3F800000u, 0x3F800001u)] // one above
    [InlineData(0x33800001u, 0x3F7FFFFEu, 0x3F800000u, 0x3F800000u)] // next to a tie that goes the right way
    [InlineData(0xBF800003u, 0x3FC00000u, 0x00000001u, 0xBFC00004u)]
    [InlineData(0x20000001u, 0x20000001u, 0x3F800000u, 0x3F800000u)] // a tail far below any tie
    [InlineData(0x00000001u, 0x00000001u, 0x00000001u, 0x00000001u)]
    [InlineData(0x00000003u, 0x3F000000u, 0x00000000u, 0x00000002u)] // half of three: a tie between subnormals
    [InlineData(0x00000003u, 0x3F000000u, 0x80000001u, 0x00000000u)]
    [InlineData(0x7F7FFFFFu, 0x3F800001u, 0x80000000u, 0x7F800000u)] // overflow
    [InlineData(0x7F7FFFFFu, 0x40000000u, 0xFF7FFFFFu, 0x7F7FFFFFu)] // not quite
    public void A_result_is_the_exact_one_rounded_once(uint x, uint y, uint z, uint expected)
    {
        Assert.Equal(Of(expected), SoftwareFma.MultiplyAdd(Of(x), Of(y), Of(z)));
        AssertExact(Of(x), Of(y), Of(z));
    }

    [Theory]
    [InlineData(1, 1, float.NegativeInfinity, float.NegativeInfinity)]
    [InlineData(1, 1, float.PositiveInfinity, float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity, 2, 3, float.NegativeInfinity)]
    [InlineData(float.PositiveInfinity, 1, float.NegativeInfinity, float.NaN)]
    [InlineData(float.PositiveInfinity, 0, 1, float.NaN)]
    [InlineData(1, float.NaN, 1, float.NaN)]
    public void Infinity_and_NaN_are_those_of_IEEE_754(float x, float y, float z, float expected) =>
        Assert.Equal(expected, SoftwareFma.MultiplyAdd(x, y, z));

    /// <summary>
    /// Pairs of 24-bit integers whose product lies within 2^17 of 2^47, so that its float64 sum with 1 … 2 is a tie;
    /// half are wrong when rounded twice.
    /// </summary>
    [Fact]
    public void Seeded_sums_next_to_ties_are_the_exact_ones_rounded_once()
    {
        const float Factor = 1f / (1L << 35);
        var numbers = new SplitMix(3);
        var (sums, wrong) = (0, 0);
        while (sums < 5000)
        {
            var significand = (1L << 23) + numbers.Below(1 << 23);
            var other = ((1L << 47) + (significand / 2)) / significand;
            if (other < 1L << 24 && Math.Abs((significand * other) - (1L << 47)) is > 0 and < 1L << 17)
            {
                var x = significand * (numbers.Below(2) == 0 ? Factor : -Factor);
                var y = other * Factor / 2;
                var z = Of(0x3F800000 | ((uint)numbers.Below(2) << 31) | (uint)numbers.Below(1 << 23));
                AssertExact(x, y, z);
                sums++;
                wrong += Twice(x, y, z) == SoftwareFma.MultiplyAdd(x, y, z) ? 0 : 1;
            }
        }

        Assert.InRange(wrong, 2000, 3000);
    }

    [Fact]
    public void Seeded_results_are_the_exact_ones_rounded_once()
    {
        var numbers = new SplitMix(1);
        for (var i = 0; i < 20_000; i++)
        {
            // Products near 2^−7 to 1, and a sum that cancels them nearly or shifts them to the edge of a tie.
            var (x, y) = (Small(numbers), Small(numbers));
            var z = Of((BitConverter.SingleToUInt32Bits(x * y) ^ ((uint)numbers.Below(2) << 31) ^ ((uint)numbers.Below(32) << 23))
                + (uint)numbers.Below(3));
            AssertExact(x, y, float.IsFinite(z) ? z : 1);
        }
    }

    [Fact]
    public void All_sorts_of_patterns_give_what_the_runtimes_own_gives()
    {
        var numbers = new SplitMix(2);
        for (var i = 0; i < 1_000_000; i++)
        {
            var (x, y, z) = (Any(numbers), Any(numbers), Any(numbers));
            var (expected, actual) = (float.FusedMultiplyAdd(x, y, z), SoftwareFma.MultiplyAdd(x, y, z));
            Assert.True(
                BitConverter.SingleToUInt32Bits(expected) == BitConverter.SingleToUInt32Bits(actual)
                    || (float.IsNaN(expected) && float.IsNaN(actual)),
                $"{x:R} · {y:R} + {z:R}");
        }
    }

    /// <summary>Product exact, sum rounded to float64 and again to float32.</summary>
    private static float Twice(float x, float y, float z) => (float)(((double)x * y) + z);

    private static float Any(SplitMix numbers) => Of((uint)numbers.Bits(32));

    private static float Small(SplitMix numbers) => Of(((uint)numbers.Bits(32) & 0x83FFFFFF) | 0x3C000000);

    private static float Of(uint bits) => BitConverter.UInt32BitsToSingle(bits);

    private static void AssertExact(float x, float y, float z)
    {
        var actual = SoftwareFma.MultiplyAdd(x, y, z);
        var expected = Rounded(new Float32(x), new Float32(y), new Float32(z)).Value;
        Assert.True(
            BitConverter.SingleToUInt32Bits(expected) == BitConverter.SingleToUInt32Bits(actual) || (expected == 0 && actual == 0),
            $"{x:R} · {y:R} + {z:R} is {actual:R}, not {expected:R}");
    }

    private static T Rounded<T>(T x, T y, T z)
        where T : struct, IFloat<T> => T.Round((x.Exact * y.Exact) + z.Exact);
}

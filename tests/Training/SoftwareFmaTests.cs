using Experiments.Formats;
using Experiments.Training;

namespace Experiments.Tests.Training;

public class SoftwareFmaTests
{
    /// <summary>A tie of the sum, broken by a tail far below float64's last bit, in both directions; and exact ties.</summary>
    [Theory]
    [InlineData(0x3F800001u, 0x3F800001u, 0x4B800000u)] // (1 + 2^−23)² + 2^24
    [InlineData(0x3F800001u, 0x3F7FFFFFu, 0x4B800000u)]
    [InlineData(0x20000001u, 0x20000001u, 0x3F800000u)] // tiny² + 1
    [InlineData(0xA0000001u, 0x20000001u, 0x3F800000u)]
    [InlineData(0x33800001u, 0x3F800001u, 0x3F800000u)] // just above half an ulp of 1
    [InlineData(0x33800000u, 0x3F800000u, 0x3F800000u)] // exactly half
    [InlineData(0x33800000u, 0x3F800000u, 0x3F800001u)]
    [InlineData(0x00000001u, 0x00000001u, 0x00000001u)] // subnormal
    [InlineData(0x00000003u, 0x3F000000u, 0x00000000u)] // half of three: a tie between subnormals
    [InlineData(0x00000003u, 0x3F000000u, 0x80000001u)]
    [InlineData(0x7F7FFFFFu, 0x3F800001u, 0x80000000u)] // overflow
    [InlineData(0x7F7FFFFFu, 0x40000000u, 0xFF7FFFFFu)] // not quite
    public void A_result_is_the_exact_one_rounded_once(uint x, uint y, uint z) => AssertExact(Of(x), Of(y), Of(z));

    [Fact]
    public void Seeded_results_are_the_exact_ones_rounded_once()
    {
        var numbers = new SplitMix(1);
        for (var i = 0; i < 20_000; i++)
        {
            // Products near 2^−7 to 1, and a sum that cancels them nearly or shifts them to the edge of a tie.
            var (x, y) = (Small(numbers), Small(numbers));
            var z = Of((BitConverter.SingleToUInt32Bits(x * y) ^ ((uint)numbers.Below(2) << 31) ^ ((uint)numbers.Below(32) << 23)) + (uint)numbers.Below(3));
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
            Assert.True(BitConverter.SingleToUInt32Bits(expected) == BitConverter.SingleToUInt32Bits(actual) || (float.IsNaN(expected) && float.IsNaN(actual)), $"{x:R} · {y:R} + {z:R}");
        }
    }

    private static float Any(SplitMix numbers) => Of((uint)numbers.Bits(32));

    private static float Small(SplitMix numbers) => Of(((uint)numbers.Bits(32) & 0x83FFFFFF) | 0x3C000000);

    private static float Of(uint bits) => BitConverter.UInt32BitsToSingle(bits);

    private static void AssertExact(float x, float y, float z)
    {
        var actual = SoftwareFma.MultiplyAdd(x, y, z);
        var expected = Rounded(new Float32(x), new Float32(y), new Float32(z)).Value;
        Assert.True(expected == actual, $"{x:R} · {y:R} + {z:R} is {actual:R}, not {expected:R}");
    }

    private static T Rounded<T>(T x, T y, T z)
        where T : struct, IFloat<T> => T.Round((x.Exact * y.Exact) + z.Exact);
}

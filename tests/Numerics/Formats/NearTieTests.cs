using System.Numerics;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Formats;

/// <summary>
/// exp, log and log1p where the result misses a midpoint by next to nothing, and the first terms of a series say on
/// which side.
/// </summary>
/// <remarks>
/// Of float128 some lie within 2^−110 of a last place: beyond what the quick bounds tell. Others are in MPFR's tables.
/// </remarks>
public class NearTieTests
{
    private const int Draws = 40;

    [Theory]
    [MemberData(nameof(BinaryFormats.All), MemberType = typeof(BinaryFormats), DisableDiscoveryEnumeration = true)]
    public void Exponentials_next_to_1_lie_just_above_a_midpoint<T>(T _)
        where T : struct, IBinaryFloat<T>
    {
        // 1 + x < e^x < 1 + x + x², and 1 + x is the midpoint of 1 + 2j·u and 1 + 2(j + 1)·u, or below 1 of 1 − (j +
        // 1)·u and 1 − j·u.
        var (p, one) = (T.Layout.Precision, T.Round(1).Bits);
        for (var j = 0; (2 * j) + 1 < Power(p / 2) && j < Draws; j++)
        {
            AssertBits("exp", T.Round(new Dyadic((2 * j) + 1, -p)), one + (uint)j + 1);
            AssertBits("exp", T.Round(new Dyadic(-(2 * j) - 1, -p - 1)), one - (uint)j);
        }
    }

    [Theory]
    [MemberData(nameof(BinaryFormats.All), MemberType = typeof(BinaryFormats), DisableDiscoveryEnumeration = true)]
    public void Logarithms_next_to_1_lie_just_beyond_a_midpoint<T>(T _)
        where T : struct, IBinaryFloat<T>
    {
        // x − x²/2 < log(1 + x) < x − x²/2 + x³/3 for x > 0; below 0, −log(1 − x) lies beyond x + x²/2 by less than
        // x³/2 for x < 1/4. For x = m·2^(b − p), m odd of b bits, x²/2 is m² halves of a last place of x, and x³/2 less
        // than another half while m³·2^b < 2^p.
        var (p, random) = (T.Layout.Precision, new SplitMix(16));
        var checks = 0;
        for (var i = 0; i < Draws; i++)
        {
            var b = 2 + (i % Math.Max(1, (p / 4) - 1));
            var m = i == 0 ? 3 : Power(b - 1) | random.Bits(b - 1) | 1;
            var x = T.Round(new Dyadic(m, b - p));
            var halves = (UInt128)(m * m);
            if (BigInteger.Pow(m, 3) << b >= Power(p) || x.Bits % (UInt128)Power(p - 1) < halves)
            {
                continue;
            }

            var (above, below) = (x.Bits - (halves / 2), x.Bits + (halves / 2) + 1 + T.Layout.SignBit);
            AssertBits("log1p", x, above);
            AssertBits("log1p", Ops.Negate(x), below);
            AssertBits("log", T.Round(1 + x.Exact), above);
            AssertBits("log", T.Round(1 - x.Exact), below);
            checks++;
        }

        Assert.True(checks > 0);
    }

    [Theory]
    [InlineData("exp", "0.00000000000001", "1.0000000000000100000000000001", "1 + x + x^2/2 is a tie, x^3/6 lies above")]
    [InlineData("exp", "-0.00000000000001", "0.99999999999999", "-x^3/6 lies below")]
    [InlineData("exp", "0.00000000000003", "1.0000000000000300000000000005", "x^2/2 is 4.5 units")]
    [InlineData("log1p", "0.00000000000001", "1e-14", "x - x^2/2 is a tie, x^3/3 lies above")]
    [InlineData("log1p", "-0.00000000000001", "-1.00000000000001e-14", "-x^3/3 lies beyond")]
    [InlineData("log1p", "0.00000000000003", "2.99999999999996e-14", "x^2/2 is 4.5 units")]
    [InlineData("log", "1.00000000000001", "1e-14", "the same of 1 + x")]
    [InlineData("log", "0.99999999999999", "-1.00000000000001e-14", "the same of 1 - x")]
    public void In_decimal_half_a_unit_is_half_a_square(string function, string x, string expected, string label) =>
        Assert.True(expected == Ops.Apply(function, ClrDecimal.Parse(x)).ToText(), label);

    private static BigInteger Power(int exponent) => BigInteger.One << exponent;

    private static void AssertBits<T>(string function, T x, UInt128 expected)
        where T : struct, IBinaryFloat<T>
    {
        var result = Ops.Apply(function, x);
        Assert.True(expected == result.Bits, $"{T.Name} {function}({x.ToText()}): {result.Bits:X}, not {expected:X}");
    }
}

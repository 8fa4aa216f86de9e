using System.Numerics;
using CsCheck;
using Experiments.Numerics.Exact;

namespace Experiments.Tests.Numerics.Exact;

public class DyadicTests
{
    private static readonly Gen<Dyadic> Dyadics = Gen.Select(Gen.Long, Gen.Int[-200, 200], (m, e) => new Dyadic(m, e));

    [Fact]
    public void The_same_value_has_the_same_fields() => Dyadics.Sample(x =>
        x == new Dyadic(x.Significand << 7, x.Exponent - 7) && (x.Sign == 0 ? x.Exponent == 0 : !x.Significand.IsEven));

    [Fact]
    public void Sums_differences_products_and_order_are_those_of_integers_at_a_common_exponent() =>
        Gen.Select(Dyadics, Dyadics).Sample((x, y) =>
        {
            // 2^−200 divides both, so 2^200·x and 2^200·y are integers.
            BigInteger a = At(x), b = At(y);
            return At(x + y) == a + b && At(x - y) == a - b && At((x * y).Scale(200)) == a * b
                && x.CompareTo(y) == a.CompareTo(b) && x < y == a < b && x >= y == a >= b;
        });

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(3, 4, 5)]
    [InlineData(-3, -4, -3)]
    [InlineData(1023, -9, 0)]
    public void The_magnitude_is_the_floor_of_the_binary_logarithm(int significand, int exponent, int expected) =>
        Assert.Equal(expected, new Dyadic(significand, exponent).Magnitude);

    private static BigInteger At(Dyadic x) => x.AtExponent(-200);
}

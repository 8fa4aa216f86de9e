using System.Numerics;
using CsCheck;
using Experiments.Numerics.Exact;

namespace Experiments.Tests.Numerics.Exact;

public class RationalTests
{
    private static readonly Gen<(long N, long D)> Fractions = Gen.Select(Gen.Long, Gen.Long[1, long.MaxValue]);

    [Fact]
    public void Arithmetic_cross_multiplies() => Gen.Select(Fractions, Fractions).Sample((x, y) =>
    {
        BigInteger n = x.N, d = x.D, m = y.N, e = y.D;
        return Same(Of(x) + Of(y), (n * e) + (m * d), d * e)
            && Same(Of(x) - Of(y), (n * e) - (m * d), d * e)
            && Same(Of(x) * Of(y), n * m, d * e)
            && (m.IsZero || Same(Of(x) / Of(y), n * e, d * m))
            && Of(x).CompareTo(Of(y)) == (n * e).CompareTo(m * d);
    });

    [Fact]
    public void The_floor_at_an_exponent_is_the_largest_multiple_not_above() => Gen.Select(
        Fractions, Gen.Int[-70, 70]).Sample((x, exponent) =>
    {
        var floor = Of(x).FloorAtExponent(exponent, out var exact);
        Rational below = new Dyadic(floor, exponent), above = new Dyadic(floor + 1, exponent);
        return below <= Of(x) && Of(x) < above && exact == (below.CompareTo(Of(x)) == 0);
    });

    [Fact]
    public void Enclosing_bounds_are_equal_or_one_unit_of_the_last_bit_apart() => Fractions.Sample(x =>
    {
        var (lower, upper) = Of(x).Enclose(90);
        var width = upper - lower;
        return lower <= (Rational)upper && (Rational)lower <= Of(x) && Of(x) <= upper
            && (width.Sign == 0 || width.Magnitude <= Of(x).Numerator.Magnitude - Of(x).Denominator.Magnitude - 89);
    });

    [Fact]
    public void Decimal_text_is_taken_exactly()
    {
        Assert.Equal(0, (Rational.FromDecimal(1, -1) * 10).CompareTo(1));
        Assert.Equal(0, Rational.FromDecimal(-25, 1).CompareTo(-250));
    }

    [Fact]
    public void A_zero_denominator_is_refused() => Assert.Throws<DivideByZeroException>(() => new Rational(1, Dyadic.Zero));

    private static Rational Of((long N, long D) x) => new((BigInteger)x.N, (BigInteger)x.D);

    private static bool Same(Rational x, BigInteger n, BigInteger d) =>
        (x.Numerator * d).CompareTo(x.Denominator * n) == 0;
}

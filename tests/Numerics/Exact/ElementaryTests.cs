using System.Numerics;
using Experiments.Numerics.Exact;

namespace Experiments.Tests.Numerics.Exact;

public class ElementaryTests
{
    // The first digits of published constants, cut off: OEIS A002162, A001113, A002391, A002392, A068985.
    private const string Ln2 = "0.6931471805599453094172321214581765680755001343602552541206800094933936219696947156058633269964186875";
    private const string E = "2.7182818284590452353602874713526624977572470936999595749669676277240766303535475945713821785251664274";
    private const string Ln3 = "1.0986122886681096913952452369225257046474905578227494517346943336374942932186089668736157548137320887";
    private const string Ln10 = "2.3025850929940456840179914546843642076011014886287729760333279009675726096773524802359972050895982983";
    private const string InverseE =
        "0.3678794411714423215955237701614608674458111310317678345078368016974614957448998033571472743459196437";

    [Fact]
    public void Ln_2_has_its_published_digits()
    {
        var ln2 = Elementary.Ln2(400);
        AssertHolds(Ln2, new(new(ln2, -400), new(ln2 + 2, -400)), 398);
    }

    [Fact]
    public void E_and_its_inverse_have_their_published_digits()
    {
        AssertHolds(E, Elementary.Exp(1, 400), 390);
        AssertHolds(InverseE, Elementary.Exp(-1, 400), 390);
    }

    [Fact]
    public void Logarithms_have_their_published_digits()
    {
        AssertHolds(Ln3, Elementary.Log(3, 400), 390);
        AssertHolds(Ln10, Elementary.Log(10, 400), 390);
        AssertHolds(Ln10, Elementary.Log1P(9, 400), 390);
    }

    [Theory]
    [InlineData("exp")]
    [InlineData("log")]
    [InlineData("log1p")]
    public void Bounds_of_more_bits_lie_within_bounds_of_fewer_and_are_as_tight_as_asked_for(string function)
    {
        var random = new SplitMix(1);
        for (var i = 0; i < 3000; i++)
        {
            // Magnitudes from next to nothing to the largest exponents of float80.
            var magnitude = function == "exp" ? random.Below(60) - 45 : random.Below(i % 2 == 0 ? 60 : 33000) - (i % 2 == 0 ? 45 : 16500);
            var size = new Dyadic((BigInteger)random.Bits(64) + 1, magnitude - 64);
            var x = function == "log" || random.Below(2) == 0 || (function == "log1p" && size >= Dyadic.One) ? size : -size;
            var (loose, tight) = (Ops.Bounds(function, x, 70), Ops.Bounds(function, x, 300));
            Assert.True(loose.Lower <= tight.Lower && tight.Upper <= loose.Upper, $"{function}({x})");
            AssertWidth(tight, 290);
        }
    }

    [Theory]
    [InlineData(1, -600)]
    [InlineData(-1, -600)]
    [InlineData(3, -16445)]
    [InlineData(-3, -100)]
    public void Of_tiny_arguments_the_bounds_hold_the_first_terms_of_the_series(int significand, int exponent)
    {
        // 1 + x < e^x < 1 + x + x² and x − x² < log(1 + x) < x for 0 < |x| ≤ ½.
        var x = new Dyadic(significand, exponent);
        var exp = Elementary.Exp(x, 70);
        Assert.True(exp.Lower <= Dyadic.One + x && Dyadic.One + x + (x * x) <= exp.Upper);
        AssertWidth(exp, 68);
        var log = Elementary.Log1P(x, 70);
        Assert.True(log.Lower < x && x - (x * x) <= log.Upper && log.Lower >= x - (x * x));
    }

    [Fact]
    public void Division_rounds_outwards()
    {
        // [1, 2] / [3, 7] is [1/7, 2/3], neither a dyadic.
        var (lower, upper) = Interval.Divide(new(1, 2), new(3, 7), 60);
        Assert.True(lower < new Rational(1, 7) && upper > new Rational(2, 3));
        Assert.True(lower + Dyadic.PowerOfTwo(-60) > new Rational(1, 7) && upper - Dyadic.PowerOfTwo(-60) < new Rational(2, 3));
    }

    [Fact]
    public void Products_of_exponentials_hold_the_exponential_of_the_sum()
    {
        // e^a · e^b and e^(a + b) are computed along different series and must overlap, to 380 bits.
        var random = new SplitMix(2);
        for (var i = 0; i < 300; i++)
        {
            var (a, b) = (new Dyadic(random.Signed(), -50), new Dyadic(random.Signed(), -52));
            var (x, y, z) = (Elementary.Exp(a, 400), Elementary.Exp(b, 400), Elementary.Exp(a + b, 400));
            Assert.True(x.Lower * y.Lower <= z.Upper && z.Lower <= x.Upper * y.Upper);
        }
    }

    [Fact]
    public void Logarithms_undo_exponentials()
    {
        var random = new SplitMix(3);
        for (var i = 0; i < 300; i++)
        {
            var x = new Dyadic(random.Signed(), -random.Below(100) - 40);
            if (x.Sign != 0)
            {
                var back = Interval.Increasing(Elementary.Exp(x, 500), y => Elementary.Log(y, 500));
                Assert.True(back.Lower <= x && x <= back.Upper);
                Assert.True((back.Upper - back.Lower).Magnitude < -380);
            }
        }
    }

    [Fact]
    public void Far_below_zero_the_exponential_lies_between_zero_and_a_power_of_two()
    {
        var (lower, upper) = Elementary.Exp(new(-1, 16383), 100);
        Assert.True(lower.Sign == 0 && upper < Dyadic.PowerOfTwo(-100_000));
        Assert.Throws<ArgumentOutOfRangeException>(() => Elementary.Exp(new(1, 16383), 100));
    }

    [Fact]
    public void The_logarithm_of_nothing_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => Elementary.Log(0, 100));

    /// <summary>
    /// The number whose first digits these are lies within the bounds, which are 2^−bits apart at most.
    /// </summary>
    private static void AssertHolds(string digits, Interval bounds, int bits)
    {
        var decimals = digits.Length - 2;
        var cut = BigInteger.Parse(
            digits.Replace(".", string.Empty, StringComparison.Ordinal),
            System.Globalization.CultureInfo.InvariantCulture);
        Assert.True(Rational.FromDecimal(cut, -decimals) < bounds.Upper && Rational.FromDecimal(cut + 1, -decimals) > bounds.Lower);
        AssertWidth(bounds, bits);
    }

    private static void AssertWidth(Interval bounds, int bits)
    {
        var width = bounds.Upper - bounds.Lower;
        Assert.True(width.Sign == 0 || width.Magnitude <= bounds.Upper.Magnitude - bits, $"{width.Magnitude - bounds.Upper.Magnitude}");
    }
}

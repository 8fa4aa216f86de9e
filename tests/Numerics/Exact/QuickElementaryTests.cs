using System.Numerics;
using Experiments.Numerics.Exact;

namespace Experiments.Tests.Numerics.Exact;

public class QuickElementaryTests
{
    private const int Samples = 20_000;

    [Fact]
    public void Brackets_of_sums_products_and_reciprocals_hold_the_exact_ends()
    {
        var random = new SplitMix(1);
        for (var i = 0; i < Samples; i++)
        {
            var (x, y) = (Random(random, 140), Random(random, 140));
            var ((a, b), (c, d)) = (Ends(x), Ends(y));
            AssertHolds(Bracket.Add(x, y), a + c, b + d);
            AssertHolds(Bracket.Multiply(x, y), a * c, b * d);
            AssertHolds(Bracket.Reciprocal(x), 1 / b, 1 / a);
        }
    }

    [Fact]
    public void A_bracket_of_a_quotient_holds_it()
    {
        var random = new SplitMix(2);
        for (var i = 0; i < Samples; i++)
        {
            var x = new Rational(new Dyadic((BigInteger)random.Bits(90) + 1, random.Below(200) - 100), (BigInteger)random.Bits(90) + 1);
            AssertHolds(Bracket.Of(x), x, x);
        }
    }

    [Theory]
    [InlineData("exp")]
    [InlineData("log")]
    [InlineData("log1p")]
    public void Quick_bounds_hold_the_proven_ones_and_are_tight(string function)
    {
        var random = new SplitMix(3);
        var widest = 0.0;
        for (var i = 0; i < Samples; i++)
        {
            // Half of the arguments lie next to where a branch begins: 1, 1/64 from it, a table's or a multiple of ln
            // 2's edge.
            var x = i % 2 == 0
                ? new Dyadic(
                    (BigInteger)random.Bits(113) + 1,
                    (function == "exp" ? random.Below(130) - 116 : random.Below(33000) - 16500) - 113)
                : NextTo(function, random);
            if (x.Sign <= 0
                || (function == "exp" && x.Magnitude >= QuickElementary.ExpMagnitudeLimit)
                || (function == "log" && x == Dyadic.One))
            {
                continue;
            }

            var negative = random.Below(2) == 0;
            var size = Bracket.Of(x);
            var quick = function switch
            {
                "exp" => QuickElementary.Exp(size, negative),
                "log" => QuickElementary.Log(size).Size,
                _ => QuickElementary.Log1P(size),
            };
            var bounds = Ops.Bounds(function, function == "exp" && negative ? -x : x, 170);
            bounds = bounds.Lower.Sign < 0 ? -bounds : bounds;
            var (lower, upper) = Ends(quick);
            Assert.True(lower <= (Rational)bounds.Lower && (Rational)bounds.Upper <= upper, $"{function}({x}), negative: {negative}");
            widest = Math.Max(widest, quick.Width);
        }

        // A float128 has 15 bits less than a bracket; wider ones would send most arguments to Ziv's loop.
        Assert.InRange(widest, 1, 1 << 14);
    }

    [Theory]
    [InlineData("exp")]
    [InlineData("exp of the negative")]
    [InlineData("log")]
    [InlineData("log1p")]
    public void Quick_bounds_of_a_wide_argument_hold_those_of_both_its_ends(string function)
    {
        var random = new SplitMix(6);
        for (var i = 0; i < 6000; i++)
        {
            // Apart from 1 by more than the width, for log.
            var magnitude = function.StartsWith("exp", StringComparison.Ordinal) ? random.Below(120) - 106 : random.Below(300) - 150;
            var x = Bracket.Normalize(random.Bits(128) | (UInt128.One << 127), random.Next() % 20_000, magnitude - 127);
            var quick = function switch
            {
                "exp" => QuickElementary.Exp(x, negative: false),
                "exp of the negative" => QuickElementary.Exp(x, negative: true),
                "log" => QuickElementary.Log(x).Size,
                _ => QuickElementary.Log1P(x),
            };
            Dyadic low = new(x.Significand, x.Exponent), high = new(x.Significand + (BigInteger)x.Width, x.Exponent);
            var (first, last) = function switch
            {
                "exp" => (Elementary.Exp(low, 220), Elementary.Exp(high, 220)),
                "exp of the negative" => (Elementary.Exp(-high, 220), Elementary.Exp(-low, 220)),
                "log" when low < Dyadic.One => (-Elementary.Log(high, 220), -Elementary.Log(low, 220)),
                "log" => (Elementary.Log(low, 220), Elementary.Log(high, 220)),
                _ => (Elementary.Log1P(low, 220), Elementary.Log1P(high, 220)),
            };
            AssertHolds(quick, first.Lower, last.Upper);
        }
    }

    [Fact]
    public void Next_to_minus_1_the_logarithm_takes_the_difference_from_1()
    {
        var random = new SplitMix(4);
        for (var i = 0; i < Samples; i++)
        {
            var x = new Dyadic((BigInteger)random.Bits(113) + 1, -113 - 7 - random.Below(100));
            var bounds = -Elementary.Log1P(-x, 170);
            AssertHolds(QuickElementary.MinusLog1PMinus(Bracket.Of(x)), bounds.Lower, bounds.Upper);
        }
    }

    [Fact]
    public void An_exponent_beyond_the_limit_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => QuickElementary.Exp(Bracket.Of((Dyadic)32768), negative: false));

    private static Dyadic NextTo(string function, SplitMix random)
    {
        var distance = new Dyadic(random.Signed(), -62 - random.Below(40));
        var edge = function switch
        {
            // i/64 and multiples of ln 2.
            "exp" => random.Below(2) == 0 ? new Dyadic(random.Below(64), -6) : new(random.Below(16000) * Elementary.Ln2(140), -140),
            // 2^k·(1 + j/64).
            "log" => new Dyadic(64 + random.Below(64), random.Below(5) - 8),
            _ => new Dyadic(random.Below(256), -6),
        };
        var x = edge + distance;

        // No more than 113 bits, as every format's numbers.
        return x.Sign <= 0 ? x : new(x.AtExponent(x.Magnitude - 112), x.Magnitude - 112);
    }

    private static Bracket Random(SplitMix random, int exponents) =>
        Bracket.Normalize(
            random.Bits(128) | (UInt128.One << 127),
            random.Next() >> (20 + random.Below(40)),
            random.Below(exponents) - (exponents / 2));

    private static (Rational Lower, Rational Upper) Ends(in Bracket x) =>
        (new Dyadic(x.Significand, x.Exponent), new Dyadic(x.Significand + (BigInteger)x.Width, x.Exponent));

    private static void AssertHolds(in Bracket bracket, Rational lower, Rational upper)
    {
        var ends = Ends(bracket);
        Assert.True(ends.Lower <= lower && upper <= ends.Upper);
        Assert.True(bracket.Significand >> 127 == UInt128.One);
    }
}

using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Formats;

public class ClrDecimalTests
{
    [Fact]
    public void The_operations_of_system_decimal_are_the_exact_result_rounded_once()
    {
        var random = new SplitMix(7);
        for (var i = 0; i < 200_000; i++)
        {
            var (x, y) = (Random(random), Random(random));
            DecimalRounding.AssertIs(Ops.Add(x, y), x.Exact + y.Exact, $"{x.ToText()} + {y.ToText()}");
            DecimalRounding.AssertIs(Ops.Subtract(x, y), x.Exact - y.Exact, $"{x.ToText()} - {y.ToText()}");
            DecimalRounding.AssertIs(Ops.Multiply(x, y), x.Exact * y.Exact, $"{x.ToText()} * {y.ToText()}");
            if (y.Value != 0)
            {
                DecimalRounding.AssertIs(Ops.Divide(x, y), x.Exact / y.Exact, $"{x.ToText()} / {y.ToText()}");
            }
        }
    }

    [Theory]
    [InlineData("0.00000000000000000000000000005", "0", "tie, to the even 0")]
    [InlineData("0.000000000000000000000000000050000000001", "1e-28", "above the tie")]
    [InlineData("0.00000000000000000000000000015", "2e-28", "tie, to the even 2")]
    [InlineData("-0.00000000000000000000000000004", "0", "no negative zero")]
    [InlineData(
        "7.92281625142643375935439503355",
        "7.922816251426433759354395034",
        "the 96 bits are full at scale 28, so scale 27 is taken, half to even")]
    [InlineData("79228162514264337593543950335.4", "7.9228162514264337593543950335e28", "largest")]
    [InlineData("79228162514264337593543950335.5", "overflow", "half a unit above the largest")]
    [InlineData("1e15", "1000000000000000", "positional to 10^15")]
    [InlineData("12345678901234567.5", "1.23456789012345675e16", "exponent from 10^16")]
    [InlineData("0.00001", "0.00001", "positional to 10^-5")]
    [InlineData("0.0000010", "1e-6", "no trailing zeros")]
    public void Text_is_rounded_to_the_finest_scale_that_fits(string text, string expected, string label) =>
        Assert.True(expected == ClrDecimal.Parse(text).ToText(), $"{label}: {ClrDecimal.Parse(text).ToText()}");

    [Theory]
    [InlineData(1, "0.0000000000000000000000000002")]
    [InlineData(-1, "0.0000000000000000000000000001")]
    public void Where_the_quick_bounds_leave_the_rounding_open_tighter_ones_decide(int side, string expected)
    {
        // 1.5e-28 lies halfway; the number is 1.5e-28 · (1 ± 2^−200), and the quick bounds hold both sides.
        var midpoint = Rational.FromDecimal(15, -29);
        var number = midpoint * (Dyadic.One + new Dyadic(side, -200));
        var around = Bracket.Of(midpoint * (Dyadic.One - Dyadic.PowerOfTwo(-120)));
        var quick = Bracket.Normalize(around.Significand, 1 << 12, around.Exponent);
        var rounded = ClrDecimal.Round(new Real(negative: false, quick, number.Enclose));
        Assert.Equal(ClrDecimal.Parse(expected), rounded);
    }

    [Theory]
    [InlineData("exp", "67", "overflow")]
    [InlineData("exp", "79228162514264337593543950335", "overflow")]
    [InlineData("exp", "-79228162514264337593543950335", "0")]
    [InlineData("exp", "0", "1")]
    [InlineData("log", "0", "log0")]
    [InlineData("log", "-1", "nan")]
    [InlineData("log", "1", "0")]
    [InlineData("log1p", "-1", "log0")]
    [InlineData("log1p", "-2", "nan")]
    [InlineData("log1p", "0", "0")]
    public void Functions_give_tokens_where_ieee_gives_infinity(string function, string x, string expected) =>
        Assert.Equal(expected, Ops.Apply(function, ClrDecimal.Parse(x)).ToText());

    [Theory]
    [InlineData("overflow")]
    [InlineData("div0")]
    [InlineData("log0")]
    [InlineData("nan")]
    public void Tokens_go_through_every_operation(string token)
    {
        var (t, one) = (ClrDecimal.Parse(token), ClrDecimal.Parse("1"));
        ClrDecimal[] results =
        [
            t + one, one + t, t - one, one - t, t * one, one * t, t / one, one / t, -t, ClrDecimal.Abs(t),
            ClrDecimal.Max(t, one), ClrDecimal.Max(one, t), ClrDecimal.Min(t, one), ClrDecimal.Min(one, t),
            ClrDecimal.Exp(t), ClrDecimal.Log(t), ClrDecimal.Log1P(t), t / (one - one), (one - one) * t,
        ];
        Assert.All(results, result => Assert.Equal(token, result.ToText()));
        Assert.Equal(token != "nan", t.IsInfinite);
        Assert.False(t.IsFinite);
    }

    [Theory]
    [InlineData("1", "/", "0", "div0")]
    [InlineData("0", "/", "0", "nan")]
    [InlineData("79228162514264337593543950335", "+", "1", "overflow")]
    [InlineData("-79228162514264337593543950335", "-", "1", "overflow")]
    [InlineData("79228162514264337593543950335", "*", "2", "overflow")]
    [InlineData("1", "/", "0.0000000000000000000000000001", "1e28")]
    [InlineData("10", "/", "0.0000000000000000000000000001", "overflow")]
    public void Operations_give_tokens_where_ieee_gives_infinity(string x, string operation, string y, string expected)
    {
        var (a, b) = (ClrDecimal.Parse(x), ClrDecimal.Parse(y));
        var result = operation switch
        {
            "+" => a + b,
            "-" => a - b,
            "*" => a * b,
            _ => a / b,
        };
        Assert.Equal(expected, result.ToText());
    }

    private static ClrDecimal Random(SplitMix random)
    {
        var bits = random.Bits(96) >> random.Below(96);
        return unchecked(new ClrDecimal(new decimal(
            (int)(uint)bits, (int)(uint)(bits >> 32), (int)(uint)(bits >> 64), random.Below(2) == 0, (byte)random.Below(29))));
    }
}

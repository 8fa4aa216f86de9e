using Experiments.Losses;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Losses;

/// <summary>The true loss and its derivative, rounded once, for hard and soft labels.</summary>
public class ExactLossTests
{
    private static readonly Evaluator<Float32> Loss = ArticleLosses.Exact.Value.In<Float32>();
    private static readonly Evaluator<Float32> Gradient = ArticleLosses.Exact.Gradient.In<Float32>();

    [Fact]
    public void The_values_of_one_label_mirror_those_of_the_other()
    {
        for (var x = -130f; x <= 130; x += 0.37f)
        {
            // 1 − y is a number of the format.
            foreach (var y in new[] { 0f, 0.25f, 0.375f })
            {
                Assert.Equal(-Gradient.At(new(x), new(y)).Value, Gradient.At(new(-x), new(1 - y)).Value);
                Assert.Equal(Loss.At(new(x), new(y)).Value, Loss.At(new(-x), new(1 - y)).Value);
            }
        }
    }

    [Fact]
    public void The_values_are_those_of_a_format_of_113_bits_rounded_to_24()
    {
        // float128's are within a few 2^−112 of the true value; that a midpoint of float32 is as near to one of these
        // is out of the question.
        var one = Float128.Parse("1");
        foreach (var text in new[] { "0.1", "0.3", "0.5", "0.9999999", "0.00001" })
        {
            var y = Float32.Parse(text);
            var wide = Float128.Round(y.Exact);
            for (var x = -100f; x <= 100; x += 0.813f)
            {
                var z = Float128.Round(new Float32(x).Exact);
                var (plus, minus) = (Ops.Apply("log1p", Ops.Apply("exp", z)), Ops.Apply("log1p", Ops.Apply("exp", Ops.Negate(z))));
                var loss = Ops.Add(Ops.Multiply(wide, minus), Ops.Multiply(Ops.Subtract(one, wide), plus));
                Assert.Equal(Float32.Round(loss.Exact), Loss.At(new(x), y));
                var sigmoid = Ops.Divide(one, Ops.Add(one, Ops.Apply("exp", Ops.Negate(z))));
                Assert.Equal(Float32.Round(Ops.Subtract(sigmoid, wide).Exact), Gradient.At(new(x), y));
            }
        }
    }

    [Fact]
    public void Extreme_arguments_answer_at_once()
    {
        var (loss, gradient) = (ArticleLosses.Exact.Value.In<Float64>(), ArticleLosses.Exact.Gradient.In<Float64>());
        Assert.Equal(1e308, loss.At(new(-1e308), new(1)).Value);
        Assert.Equal(0, loss.At(new(1e308), new(1)).Value);
        Assert.Equal(5e307, loss.At(new(1e308), new(0.5)).Value);
        Assert.Equal(-1, gradient.At(new(-1e308), new(1)).Value);
        Assert.Equal(0.75, gradient.At(new(1e308), new(0.25)).Value);
        Assert.Equal(-0.25, gradient.At(new(-1e308), new(0.25)).Value);
        var largest = Float80.Parse("1.189731495357231765e4932");
        Assert.Equal(largest, ArticleLosses.Exact.Value.For(0).In<Float80>().At(largest));
        Assert.Equal("0", ArticleLosses.Exact.Value.For(1).In<Float80>().At(largest).ToText());
        var smallest = Float80.Parse("4e-4951");
        Assert.Equal("0.69314718055994530943", ArticleLosses.Exact.Value.For(1).In<Float80>().At(smallest).ToText());
    }

    [Fact]
    public void Half_a_last_place_of_a_far_loss_is_rounded_up_by_the_tail()
    {
        // ¾·(2^24 − 2) lies half way between two numbers, of which the lower one is even; log(1 + e^−|x|) > 0 decides.
        const float x = (1 << 24) - 2;
        Assert.Equal(12582911, Loss.At(new(x), new(0.25f)).Value);
        Assert.Equal(12582911, Loss.At(new(-x), new(0.75f)).Value);
    }

    [Theory]
    [InlineData("inf", 1f, "0", "-0")]
    [InlineData("inf", 0f, "inf", "1")]
    [InlineData("inf", 0.5f, "inf", "0.5")]
    [InlineData("-inf", 1f, "inf", "-1")]
    [InlineData("-inf", 0f, "0", "0")]
    [InlineData("-inf", 0.5f, "inf", "-0.5")]
    [InlineData("nan", 1f, "nan", "nan")]
    public void Infinities_have_the_limits_and_nan_stays(string x, float label, string loss, string gradient)
    {
        Assert.Equal(loss, Loss.At(Float32.Parse(x), new(label)).ToText());
        Assert.Equal(gradient, Gradient.At(Float32.Parse(x), new(label)).ToText());
    }
}

using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Numerics.Formats;
using static Experiments.Losses.Expression;

namespace Experiments.Tests.Losses;

/// <summary>Gradients: the slope of the loss in a longer format, and the conventions at kinks.</summary>
public class DerivativeTests
{
    // Derivatives that their frameworks write by hand and that are not quite the slope: ε beside p alone, a clipped p in
    // one factor alone, a compiler's constants of 16 digits, and a fast sigmoid.
    private static readonly string[] NotTheSlope = ["torch-bce-0.4", "dl4j-xent", "tinygrad-bce", "mlnet-log-loss"];

    public static TheoryData<string> Losses =>
        [.. Catalogue.All.Where(loss => loss.HasValue && loss.HasGradient).Select(loss => loss.Name).Except(NotTheSlope)];

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_gradient_is_the_slope_of_its_loss(string name)
    {
        // (L(x + h) − L(x − h)) / 2h in float128: off by h²/6 of the third derivative, 2^−62, and by 2^−113/h of
        // rounding, 2^−83.
        var loss = Catalogue.Find(name)!;
        var (value, gradient) = (loss.Value.In<Float128>(), loss.Gradient.In<Float128>());
        var h = Float128.Parse("9.313225746154785e-10");
        foreach (var label in new[] { "0", "1", "0.25", "0.9" })
        {
            var y = Float128.Parse(label);
            foreach (var text in new[] { "-14.7", "-6.1", "-1.3", "-0.2", "0.4", "2.9", "8.3", "13.6" })
            {
                var x = Float128.Parse(text);
                var rise = Ops.Subtract(value.At(Ops.Add(x, h), y), value.At(Ops.Subtract(x, h), y));
                var slope = Ops.Divide(rise, Ops.Add(h, h)).ToDouble();
                Assert.InRange(gradient.At(x, y).ToDouble(), slope - 2e-18, slope + 2e-18);
            }
        }
    }

    [Fact]
    public void The_gradient_is_0_where_the_clip_holds_the_probability()
    {
        foreach (var loss in new[] { ArticleLosses.Clipped, Keras.Keras224, Keras.Keras3, Keras.TfKeras2 })
        {
            var gradient = loss.Gradient.In<Float32>();
            Assert.Equal((0f, 0f), (gradient.At(new(-17), new(1)).Value, gradient.At(new(17), new(0)).Value));
            Assert.NotEqual(0, gradient.At(new(-16), new(1)).Value);
        }
    }

    [Theory]
    [InlineData(0f, 0.5f)]
    [InlineData(1f, -0.5f)]
    public void TensorFlows_gradient_at_0_is_right(float label, float expected) =>
        Assert.Equal(expected, TensorFlow.Logits.Gradient.In<Float32>().At(new(0), new(label)).Value);

    [Theory]
    [InlineData(true, -2.0611537e-9f)]
    [InlineData(false, 0f)]
    public void The_order_of_adding_decides_about_the_tail(bool isGraph, float expected)
    {
        // (1 − 1) − 2.06e-9 keeps it, (0 − 2.06e-9 − 1) + 1 does not; TensorFlow 1.12's kernels gave −2.0611537E-09 and
        // 0.
        var rules = DerivativeRules.TensorFlowGraph with { IsBreadthFirst = isGraph };
        Assert.Equal(expected, (TensorFlow.Logits with { Rules = rules }).Gradient.In<Float32>().At(new(20), new(1)).Value);
    }

    [Theory]
    [InlineData("15.5", 1)]
    [InlineData("15.6", 2)]
    [InlineData("16.6", 2)]
    public void Keras_on_JAX_halves_the_gradient_where_the_probability_is_the_clips_end(string x, int divisor)
    {
        // (1/(1 − p))·(p·(1 − p)) = p: 1 − p is a power of two there, so no product is rounded but p's own.
        var at = Float32.Parse(x);
        var whole = Written.Sigmoid(at).Value;
        Assert.Equal(whole / divisor, Keras.Keras3.Gradient.For(0).In<Float32>().At(at).Value, 1e-6f);
    }

    [Theory]
    [InlineData("-1", 0f, -1f, -1f)]
    [InlineData("0", 1f, -1f, 0f)]
    [InlineData("1", 1f, 0f, 1f)]
    public void At_a_kink_the_first_operand_has_the_gradient(string x, float ofMax, float ofMaxOfMinus, float ofAbs)
    {
        Assert.Equal(ofMax, Gradient(Max(X, 0)).At(Float32.Parse(x)).Value);
        Assert.Equal(ofMaxOfMinus, Gradient(Max(-X, 0)).At(Float32.Parse(x)).Value);
        Assert.Equal(ofAbs, Gradient(Abs(X)).At(Float32.Parse(x)).Value);

        static Evaluator<Float32> Gradient(Expression formula) => Derivative.Form(formula, X, DerivativeRules.Tape).In<Float32>();
    }

    [Fact]
    public void An_operation_without_a_derivative_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => Derivative.Form(RoundedSigmoid(X), X, DerivativeRules.Tape));
}

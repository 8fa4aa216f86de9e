using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Losses;

/// <summary>Losses of stored probabilities: their ends, and where a stored sigmoid is exactly 0 or 1.</summary>
public class ProbabilityLossTests
{
    private static readonly Evaluator<Float32> Clip = Formulas.Clip(Expression.X).In<Float32>();
    private static readonly Dyadic OneUnit24 = Dyadic.PowerOfTwo(-24);

    [Fact]
    public void The_clip_in_float32_is_from_1e_7_to_1_minus_2_to_the_minus_23()
    {
        // 1e-7 is 1.6777216 · 2^−24 and 14073748.8 · 2^−47; below 1, float32 are multiples of 2^−24.
        Assert.Equal("33d6bf95", Bits(Clip.At(new Float32(0))));
        Assert.Equal("3f7ffffe", Bits(Clip.At(new Float32(1))));
        Assert.Equal("3f7ffffe", Bits(Clip.At(new Float32(float.BitDecrement(1)))));
    }

    // With q = 1 − 2^−23 or 1e-7, in float32: −log 2^−23 = 15.942385, −log(2^−23 + 1e-7) = 15.333239, −log 1e-7 =
    // 16.118095, −log 2e-7 = 15.424949; (1 − q) + ε and q + ε are 1, whose log is 0: −(0·log 2e-7 + 0) and −(0 + 0·log
    // …) are −(−0 + 0) = −0. torch: 0 · −100 = −0, −0 − 0 = −0, and 0 − −0 = 0.
    [Theory]
    [InlineData("keras224", 1, "15.942385", "1.1920933e-7")]
    [InlineData("keras224", 0, "1.00000015e-7", "16.118095")]
    [InlineData("tf_keras2", 1, "15.333239", "-0")]
    [InlineData("tf_keras2", 0, "-0", "15.424949")]
    [InlineData("keras3", 1, "15.942385", "1.192093e-7")]
    [InlineData("keras3", 0, "1.192093e-7", "16.118095")]
    [InlineData("torch", 1, "100", "-0")]
    [InlineData("torch", 0, "0", "100")]
    public void The_losses_of_the_probabilities_1_and_0_are_those_of_the_formulas_as_written(
        string recipe,
        float p,
        string label0,
        string label1)
    {
        Assert.Equal(label0, Loss(recipe, p, label: false).ToText());
        Assert.Equal(label1, Loss(recipe, p, label: true).ToText());
    }

    [Theory]
    [InlineData("keras3")]
    [InlineData("torch")]
    public void Inside_the_clip_the_losses_are_minus_the_logarithm_of_what_is_right(string recipe)
    {
        // Every bfloat16 from 2^−20 up to 1. For label 0 torch has log1p(−p), Keras the log of 1 − p: exact at these p
        // from ½ on.
        for (var bits = 0x3580; bits < 0x3F80; bits++)
        {
            var p = Float32.FromBits((UInt128)(uint)(bits << 16));
            Assert.Equal(-DefinedLog(p).Value, Loss(recipe, p.Value, label: true).Value);
            if (p.Value >= 0.5f)
            {
                Assert.Equal(-DefinedLog(new Float32(1 - p.Value)).Value, Loss(recipe, p.Value, label: false).Value);
            }
            else if (recipe == "torch")
            {
                Assert.Equal(-DefinedLog1P(new Float32(-p.Value)).Value, Loss(recipe, p.Value, label: false).Value);
            }
        }
    }

    [Fact]
    public void A_sigmoid_is_stored_as_1_in_float16_once_1_plus_e_to_the_minus_x_rounds_to_1_plus_2_to_the_minus_12()
    {
        // The midpoint 1 − 2^−12 goes to 1, the even one; the quotient reaches it from 1 + 2^−12 down. In float32 the
        // sum is that up to e^−x = 2^−12 + 2^−24, a tie to even, and e^−x rounds to that up to half a unit of 2^−35
        // more.
        var limit = Dyadic.PowerOfTwo(-12) + OneUnit24 + Dyadic.PowerOfTwo(-36);
        var from = Limits<Float32>.Written.StoredOneFrom(NumberFormat.Named<Float16>())!.Value.Value;
        Assert.Equal(8.317522f, from);
        AssertCrosses(limit, above: float.BitDecrement(from), below: from);
    }

    [Fact]
    public void A_sigmoid_is_stored_as_1_in_bfloat16_once_1_plus_e_to_the_minus_x_rounds_to_1_plus_2_to_the_minus_9_and_minus_18()
    {
        // The same with the midpoint 1 − 2^−9, whose reciprocal is 1 + 2^−9 + 2^−18 in float32, and a unit of 2^−32.
        var limit = Dyadic.PowerOfTwo(-9) + Dyadic.PowerOfTwo(-18) + OneUnit24 + Dyadic.PowerOfTwo(-33);
        var from = Limits<Float32>.Written.StoredOneFrom(NumberFormat.Named<BFloat16>())!.Value.Value;
        Assert.Equal(6.236343f, from);
        AssertCrosses(limit, above: float.BitDecrement(from), below: from);
    }

    [Fact]
    public void A_sigmoid_is_stored_as_0_in_float16_once_e_to_the_minus_x_is_2_to_the_25()
    {
        // The midpoint 2^−25 goes to 0. 1 + e^−x rounds to 2^25 from e^−x = 2^25 − 2 on, a tie to even, and e^−x rounds
        // to that from 2^25 − 3 on.
        var upto = Limits<Float32>.Written.StoredZeroUpto(NumberFormat.Named<Float16>())!.Value.Value;
        Assert.Equal(-17.32868f, upto);
        AssertCrosses(Dyadic.PowerOfTwo(25) - 3, above: upto, below: float.BitIncrement(upto));
    }

    [Fact]
    public void A_sigmoid_is_stored_as_0_in_bfloat16_only_once_e_to_the_minus_x_overflows_float32()
    {
        // Before that σ is 2.9e-39 and more, a number of bfloat16; e^−x is ∞ from the midpoint beyond the largest
        // float32 on.
        var upto = Limits<Float32>.Written.StoredZeroUpto(NumberFormat.Named<BFloat16>())!.Value.Value;
        AssertCrosses(Dyadic.PowerOfTwo(128) - Dyadic.PowerOfTwo(103), above: upto, below: float.BitIncrement(upto));
    }

    [Theory]
    [InlineData("float32", "float16", true)]
    [InlineData("float32", "bfloat16", true)]
    [InlineData("float32", "float32", true)]
    [InlineData("float32", "float64", false)]
    [InlineData("float16", "bfloat16", false)]
    [InlineData("bfloat16", "float16", false)]
    [InlineData("float80", "float64", true)]
    public void A_format_holds_another_when_it_has_its_precision_and_its_range(string format, string other, bool holds) =>
        Assert.Equal(holds, NumberFormat.Find(format)!.Parameters!.Value.Holds(NumberFormat.Find(other)!.Parameters!.Value));

    private static Float32 Loss(string recipe, float p, bool label)
    {
        return recipe switch
        {
            "keras224" => Of(Keras.Keras224),
            "tf_keras2" => Of(Keras.TfKeras2),
            "keras3" => Of(Keras.Keras3),
            "torch" => Of(Torch.Bce),
            _ => throw new ArgumentOutOfRangeException(nameof(recipe), recipe, "not a recipe"),
        };

        Float32 Of(Loss loss) => loss.Formula(Expression.X, Expression.Y).In<Float32>().At(new(p), new(label ? 1 : 0));
    }

    private static Float32 DefinedLog1P(Float32 x) =>
        new(BitConverter.UInt32BitsToSingle((uint)Ops.Apply("log1p", Numerics.Formats.Defined32.FromBits(x.Bits)).Bits));

    private static Float32 DefinedLog(Float32 x) =>
        new(BitConverter.UInt32BitsToSingle((uint)Ops.Apply("log", Numerics.Formats.Defined32.FromBits(x.Bits)).Bits));

    /// <summary>e^−x is above a limit at one x and below it at the other, by proven bounds.</summary>
    private static void AssertCrosses(Dyadic limit, float above, float below)
    {
        Assert.True(ExpOfMinus(above).Lower > limit);
        Assert.True(ExpOfMinus(below).Upper < limit);
    }

    private static Interval ExpOfMinus(float x) => Elementary.Exp(((IBinaryFloat<Float32>)new Float32(-x)).Value, 100);

    private static string Bits(Float32 x) =>
        BitConverter.SingleToUInt32Bits(x.Value).ToString("x8", System.Globalization.CultureInfo.InvariantCulture);
}

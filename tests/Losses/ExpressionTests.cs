using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using static Experiments.Losses.Expression;

namespace Experiments.Tests.Losses;

/// <summary>
/// Expressions in every format: the bits of the same formula as plain code, one by one and over spans.
/// </summary>
public class ExpressionTests
{
    private static readonly string[] Arguments =
        [
            "-11000", "-720", "-104", "-88.73", "-40", "-16.2", "-5", "-0.001", "-1e-9", "-0", "0", "0.3", "9", "15.6", "16.7", "37", "50",
            "90", "400",
        ];

    public static TheoryData<string> Formats => [.. NumberFormat.All.Select(format => format.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void The_formulas_are_the_same_as_plain_code(string format) => Assert.True(NumberFormat.Find(format)!.Run(new Comparison()));

    [Fact]
    public void The_formulas_are_the_same_as_plain_code_in_a_format_that_is_not_listed() =>
        Assert.True(new Comparison().Run<Numerics.Formats.Float24>());

    [Fact]
    public void Several_formulas_have_the_values_of_each()
    {
        Expression[] formulas = [.. Catalogue.All.SelectMany(loss => new[] { loss.Value, loss.Gradient }), X, Y];
        var all = new Evaluator<Float32>(formulas);
        foreach (var x in Arguments.Select(Float32.Parse))
        {
            Assert.Equal(formulas.Select(formula => formula.In<Float32>().At(x, new(1))), all.All(x, new(1)));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => new Evaluator<Float32>());
    }

    [Fact]
    public void Many_numbers_at_once_are_the_same_as_one_by_one()
    {
        // Several blocks and a part of one.
        Float32[] x = [.. Enumerable.Range(-700, 1401).Select(i => new Float32(i / 7f))];
        Expression[] formulas =
            [.. Catalogue.All.SelectMany(loss => new[] { loss.Value, loss.Gradient }), ArticleFormulas.Written.RoundTrip];
        foreach (var label in new[] { 0, 0.3f, 1 })
        {
            AssertSame(formulas, x, new(label));
        }
    }

    [Fact]
    public void Each_operation_on_many_numbers_is_the_same_as_on_one()
    {
        var random = new SplitMix(11);
        var special = "0 -0 1 -1 1e-45 -1e-45 1.1754944e-38 3.4028235e38 -3.4028235e38 inf -inf nan".Split().Select(Float32.Parse);
        Float32[] x = [.. special, .. Enumerable.Range(0, 1001).Select(_ => Float32.FromBits(random.Bits(32)))];
        Expression[] ofLabels = [RoundedSigmoid(X), RoundedCrossEntropy(X, AtLeast(X, 0)), RoundedDerivative(X, AtLeast(X, 0))];
        Expression[] formulas =
            [
                -X, Abs(X), X + Y, X - Y, Y - X, X * Y, X / Y, Y / X, Max(X, Y), Min(X, Y), AtLeast(X, Y), Same(X, Y), Select(X, Y, -X),
                .. ofLabels,
            ];
        foreach (var y in x.Take(20))
        {
            AssertSame(formulas, x, y);
        }
    }

    private static void AssertSame(Expression[] formulas, Float32[] x, Float32 y)
    {
        var all = new Evaluator<Float32>(formulas);
        Float32[][] values = [.. formulas.Select(_ => new Float32[x.Length])];
        all.All(x, values, y);
        for (var i = 0; i < formulas.Length; i++)
        {
            var evaluator = formulas[i].In<Float32>();
            var expected = x.Select(one => evaluator.At(one, y).ToText()).ToArray();
            Assert.Equal(expected, values[i].Select(value => value.ToText()));
            evaluator.At(x, values[i], y);
            Assert.Equal(expected, values[i].Select(value => value.ToText()));
        }
    }

    [Fact]
    public void Zeros_of_either_sign_stay_apart()
    {
        var zero = X - X;
        Assert.Equal("-inf", (1 / ((-1 * (Expression)0) + (-zero))).In<Float32>().At(new(3)).ToText());
        Assert.Equal("inf", (1 / ((-1 * (Expression)0) + zero)).In<Float32>().At(new(3)).ToText());
        Assert.Equal(["0", "-0"], new[] { (Expression)0, -(Expression)0 }.Select(e => (e + (-zero)).In<Float64>().At(new(1)).ToText()));
    }

    [Fact]
    public void Zeros_of_either_sign_are_the_same_number()
    {
        var same = Expression.Same(X, 0);
        Assert.Equal("1", same.In<Float32>().At(Float32.Parse("-0")).ToText());
        Assert.Equal("1", same.In<BFloat16>().At(BFloat16.Parse("-0")).ToText());
        Assert.Equal("1", same.In<Float128>().At(Float128.Parse("-0")).ToText());
        Assert.Equal("0", same.In<BFloat16>().At(BFloat16.Parse("nan")).ToText());
    }

    [Fact]
    public void Only_the_chosen_part_of_a_select_is_evaluated()
    {
        // A label that is no number has no exact value; the part that would ask for it is not taken.
        var formula = Select(AtLeast(X, 0), X, RoundedCrossEntropy(X, Y));
        Assert.Equal(new Float32(2), formula.In<Float32>().At(new(2), new(float.NaN)));
        Assert.Throws<NotFiniteException>(() => formula.In<Float32>().At(new(-2), new(float.NaN)));
    }

    [Theory]
    [InlineData("1", "1", true)]
    [InlineData("1", "2", false)]
    [InlineData("inf", "inf", true)]
    [InlineData("inf", "-inf", true)]
    [InlineData("-inf", "inf", false)]
    [InlineData("nan", "0", false)]
    [InlineData("0", "nan", false)]
    [InlineData("-0", "0", true)]
    public void At_least_is_a_comparison_of_numbers(string a, string b, bool expected) =>
        Assert.Equal(expected ? "1" : "0", AtLeast(X, Y).In<Float16>().At(Float16.Parse(a), Float16.Parse(b)).ToText());

    [Fact]
    public void A_stored_value_is_rounded_to_the_other_format()
    {
        var stored = Store(X, NumberFormat.Named<BFloat16>()).In<Float32>();
        Assert.Equal(1.0078125f, stored.At(new(1.0079f)).Value);
        Assert.Equal("inf", Store(X, NumberFormat.Named<Float16>()).In<Float32>().At(new(65520)).ToText());
        Assert.Equal("-inf", stored.At(new(float.NegativeInfinity)).ToText());
        Assert.Equal("nan", stored.At(new(float.NaN)).ToText());
        Assert.Equal("overflow", Store(X, NumberFormat.Named<Float16>()).In<ClrDecimal>().At(ClrDecimal.Parse("overflow")).ToText());
    }

    [Fact]
    public void A_label_that_is_filled_in_gives_the_same_bits()
    {
        foreach (var loss in Catalogue.All)
        {
            var (open, filled) = (loss.Value.In<Float64>(), loss.Value.For(new Rational(1, 4)).In<Float64>());
            Assert.All(Arguments, text => Assert.Equal(open.At(Float64.Parse(text), new(0.25)), filled.At(Float64.Parse(text))));
        }
    }

    private sealed class Comparison : IFormatWork<bool>
    {
        public bool Run<T>()
            where T : struct, IFloat<T>
        {
            (Expression Formula, Func<T, T, T> Plain)[] pairs =
            [
                (ArticleFormulas.Written.RoundTrip, (x, _) => Written.RoundTrip(x)),
                (Formulas.Clip(Sigmoid.Naive.Value(X)), (x, _) => Written.Clip(Written.Sigmoid(x))),
                (ArticleLosses.Naive.Value, Written.Naive),
                (ArticleLosses.Clipped.Value, Written.Clipped),
                (Keras.Keras224.Value, Written.Clipped),
                (Keras.Keras3.Value, Written.Keras3),
                (Keras.TfKeras2.Value, Written.TfKeras2),
                (Torch.Bce.Value, Written.Torch),
                (TensorFlow.Logits.Value, Written.Logits),
                (ArticleLosses.Clipped.Gradient, Written.ClippedGradient),
                (ArticleLosses.Logits.Gradient, Written.LogitsGradient),
                (Torch.Bce.Gradient, Written.TorchGradient),
                (TensorFlow.Logits.Gradient, Written.GraphGradient),
            ];
            foreach (var text in Arguments)
            {
                var x = T.Parse(text);
                foreach (var y in x.IsFinite ? new[] { T.Zero, T.One } : [])
                {
                    Assert.All(pairs, pair => Assert.Equal(pair.Plain(x, y).ToText(), pair.Formula.In<T>().At(x, y).ToText()));
                }
            }

            return true;
        }
    }
}

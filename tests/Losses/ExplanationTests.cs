using System.Text.RegularExpressions;
using Experiments.Losses;
using Experiments.Losses.Explanations;
using Experiments.Losses.Frameworks;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Losses;

/// <summary>
/// Explanations against the evaluator, which gives the same last bit, and against mpmath, which gives the exact values.
/// </summary>
public partial class ExplanationTests
{
    private static readonly string[] Arguments = ["-104", "-16.7", "-0.3", "0", "5.5", "16.63", "37", "nan", "-inf"];

    private static readonly string[] Labels = ["0", "1"];

    public static TheoryData<string> Losses => [.. Catalogue.All.Select(loss => loss.Name)];

    [GeneratedRegex(@"#(\d+)|[\d.]+(?:e-?\d+)?")]
    private static partial Regex Operand { get; }

    [Fact]
    public void The_exact_values_are_those_of_mpmath_to_25_digits()
    {
        var rows = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "explanation", "exact.csv")).Skip(1)
            .Select(line => line.Split(',')).GroupBy(cells => (Loss: cells[0], Label: cells[1], X: cells[2])).ToArray();
        Assert.Equal(36, rows.Length);
        Assert.All(rows, group =>
        {
            var steps = Of<Float32>(group.Key.Loss, group.Key.X, group.Key.Label).Steps;
            Assert.Equal(group.Select(cells => cells[3]), steps.Select(step => $"{step.Number}"));
            Assert.All(steps.Zip(group), pair =>
            {
                Assert.True(DecimalText.TryParse(pair.Second[4], out var expected));
                var distance = Rational.Abs(pair.First.Exact.Middle!.Value - expected);
                Assert.True(
                    distance <= Rational.Abs(expected) * Rational.FromDecimal(1, -25),
                    $"{group.Key} {pair.First.Expression}: {pair.First.Exact}, not {pair.Second[4]}");
            });
        });
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void The_last_step_is_the_value_and_the_gradient_of_the_entry(string name)
    {
        var loss = Catalogue.Find(name)!;
        AssertLast<Float16>(loss);
        AssertLast<Float32>(loss);
        AssertLast<Float64>(loss);
        AssertLast<ClrDecimal>(loss);
        AssertLast<Float8E4M3FN>(loss);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void An_operation_on_exact_operands_is_half_an_ulp_off_at_most(string name)
    {
        var seen = 0;
        foreach (var x in Arguments.Where(x => x != "nan"))
        {
            seen += Within<Float16>(name, x) + Within<Float32>(name, x) + Within<Float64>(name, x) + Within<Float128>(name, x);
        }

        Assert.InRange(seen, 8, int.MaxValue);

        static int Within<T>(string name, string x)
            where T : struct, IFloat<T>
        {
            var seen = 0;
            foreach (var label in Labels)
            {
                var steps = Of<T>(name, x, label).Steps;
                foreach (var step in steps.Where(step => IsOperation(step.Expression) && IsOfExact(step.Expression, steps)))
                {
                    seen += step.Ulps is null ? 0 : 1;
                    Assert.False(step.Ulps > new Rational(1, 2), $"{name} at {x} in {T.Name}: {step.Expression} {step.Value.ToText()}");
                }
            }

            return seen;
        }

        static bool IsOperation(string expression) =>
            !expression.Contains('≥', StringComparison.Ordinal) && !expression.Contains(" if ", StringComparison.Ordinal);

        static bool IsOfExact<T>(string expression, IReadOnlyList<ExplanationStep<T>> steps)
            where T : struct, IFloat<T> => Operand.Matches(expression).All(match => match.Groups[1].Success
                ? steps[int.Parse(match.Groups[1].Value, null) - 1].Ulps is { Sign: 0 }
                : int.TryParse(match.Value, out var whole) && whole <= 128);
    }

    [Theory]
    [InlineData("keras-2.2.4", "16.64", "1", "1 + #2", "#2 (5.933898e-8) is absorbed: it is too small to change 1.")]
    [InlineData("keras-2.2.4", "16.63", "1", "1 + #2", "#2 (5.993536e-8) is nearly absorbed: it counts as one unit in the last place.")]
    [InlineData("keras-2.2.4", "20", "1", "min(#4, #5)", "Clipped: #4 (1) is above 0.9999999.")]
    [InlineData("keras-2.2.4", "-20", "1", "max(#6, 1e-7)", "Clipped: #6 (2.0611537e-9) is below 1e-7.")]
    [InlineData("keras-2.2.4", "20", "1", "1 - #7", "23 leading bits cancel: the operands' errors become 2.7e6 ulps.")]
    [InlineData("naive", "-90", "1", "exp(#1)", "Overflows: exactly it is 1.22e39, beyond the largest number, 3.4e38.")]
    [InlineData("naive", "-90", "1", "log(#4)", "The logarithm of 0 is -∞; exactly it is -90.")]
    [InlineData("naive", "17", "0", "1 - #4", "All bits cancel; exactly it is 4.14e-8.")]
    [InlineData("candle-logits", "20", "1", "#7 * #9", "0 · ∞ is no number.")]
    [InlineData("tf-logits", "105", "1", "exp(#5)", "Underflows to 0; exactly it is 2.51e-46.")]
    [InlineData("tf-logits", "95", "1", "exp(#5)", "Subnormal: 12 of 24 bits are left.")]
    [InlineData("tf-logits", "5", "1", "log1p(#6)", "")]
    [InlineData("torch-logits", "5", "1", "min(x, 0)", "")]
    [InlineData("torch-bce", "-110", "1", "log(#5)", "The logarithm of 0 is -∞; exactly it is -110.")]
    [InlineData("torch-bce", "-110", "1", "max(#10, -100)", "Clipped: #10 (-inf) is below -100.")]
    public void A_sentence_says_where_something_is_lost(string loss, string x, string label, string expression, string note) =>
        Assert.Equal(note, Assert.Single(Of<Float32>(loss, x, label).Steps, step => step.Expression == expression).Note);

    [Fact]
    public void In_float16_the_clip_has_no_upper_end_and_the_exponential_overflows_early()
    {
        var steps = Of<Float16>("keras-2.2.4", "20", "1").Steps;
        Assert.Equal("1e-7 is absorbed: it is too small to change 1.", steps.Single(step => step.Expression == "1 - 1e-7").Note);
        Assert.Equal(
            "Not clipped; in exact arithmetic it is above 0.9999999 and is clipped.",
            steps.Single(step => step.Expression == "min(#4, #5)").Note);
        Assert.Equal("Divides by 0; exactly it is 10000000.", steps.Single(step => step.Expression == "#7 / #8").Note);
        Assert.Equal(
            "Overflows: exactly it is 163000, beyond the largest number, 65500.", Of<Float16>("naive", "-12", "1").Steps[1].Note);
        Assert.Equal(
            "The constant 1e-7 is 0 in float8_e4m3fn.",
            Of<Float8E4M3FN>("keras-3", "1", "1").Steps.Single(step => step.Expression == "1 - 0").Note);
    }

    [Fact]
    public void Equal_parts_are_one_step_and_what_is_not_taken_is_none()
    {
        var steps = Of<Float32>("tf-logits", "-2", "1").Steps;
        Assert.Equal(
            ["0 if x < 0", "x * 1", "#1 - #2", "x if x < 0", "exp(#4)", "log1p(#5)", "#3 + #6"], steps.Select(step => step.Expression));
        var atLeast = Expression.Select(Expression.AtLeast(Expression.X, 3), 1 / Expression.X, Expression.X);
        Assert.Equal(
            ["x if not x ≥ 3"], new Explanation<Float32>(atLeast, Float32.Parse("nan")).Steps.Select(step => step.Expression));
        Assert.Equal(["x"], new Explanation<Float32>(Expression.X, new(2)).Steps.Select(step => step.Expression));
    }

    [Fact]
    public void A_branch_that_exact_arithmetic_does_not_take_is_said()
    {
        // σ is 1 here, and only here: 1 − 4·10^−9 in exact arithmetic.
        var formula = Expression.Select(Expression.Same(Sigmoid.Naive.Value(Expression.X), 1), 5, Expression.Exp(Expression.X));
        var last = new Explanation<Float32>(formula, new(0.5f + 19)).Steps[^1];
        Assert.Equal(("5 if #4 = 1", "5"), (last.Expression, last.Value.ToText()));
        Assert.Equal("In exact arithmetic '#4 = 1' does not hold: the other branch is taken.", last.Note);
        Assert.Equal("294267566.04150881", last.Exact.ToText(17));
    }

    [Theory]
    [InlineData("0.4995", "0.5")]
    [InlineData("0.0512", "0.051")]
    [InlineData("99.6", "100")]
    [InlineData("104.2", "104")]
    [InlineData("999.6", "1e3")]
    [InlineData("2704000", "2.7e6")]
    [InlineData("16123456", "1.61e7")]
    public void Ulps_are_two_or_three_digits(string ulps, string shown)
    {
        Assert.True(DecimalText.TryParse(ulps, out var value));
        Assert.Equal(shown, SignificantDigits.OfUlps(value));
    }

    /// <summary>Quotients worked out by hand: as many digits, however small the number.</summary>
    [Theory]
    [InlineData(1, 3, 20, "0.33333333333333333333")]
    [InlineData(1, 30_000_000, 20, "3.3333333333333333333e-8")]
    [InlineData(-2, 30_000_000, 20, "-6.6666666666666666667e-8")]
    [InlineData(1, 99_000, 20, "0.00001010101010101010101")]
    [InlineData(92, 10_000_000, 2, "9.2e-6")]
    [InlineData(2_000_000, 3, 20, "666666.66666666666667")]
    public void A_number_has_the_digits_that_are_asked_for(int numerator, int denominator, int digits, string shown) =>
        Assert.Equal(shown, SignificantDigits.Of(new Rational(numerator, denominator), digits));

    [Theory]
    [InlineData("float32", "-0", "0x80000000")]
    [InlineData("float32", "16.63", "0x41850a3d")]
    [InlineData("float16", "inf", "0x7c00")]
    [InlineData("bfloat16", "nan", "0x7fc0")]
    [InlineData("tf32", "1", "0x1fc00")]
    [InlineData("float8_e4m3fn", "nan", "0x7f")]
    [InlineData("decimal", "1", "")]
    public void Bits_are_the_pattern(string format, string x, string bits) =>
        Assert.Equal(bits, NumberFormat.Find(format)!.Run(new Pattern(x)));

    private static Explanation<T> Of<T>(string loss, string x, string label)
        where T : struct, IFloat<T>
    {
        Assert.True(DecimalText.TryParse(label, out var y));
        return new(Catalogue.Find(loss)!.Value.For(y), T.Parse(x));
    }

    private static void AssertLast<T>(Loss loss)
        where T : struct, IFloat<T>
    {
        var hasInfinity = T.Parameters is { HasInfinity: true };
        foreach (var text in Arguments.Where(text => hasInfinity || !text.Contains('n', StringComparison.Ordinal)))
        {
            foreach (var label in new Rational[] { 0, 1, new(3, 8) })
            {
                foreach (var formula in new[] { loss.Value.For(label), loss.Gradient.For(label) })
                {
                    var x = T.Parse(text);
                    Assert.Equal(formula.In<T>().At(x).ToText(), new Explanation<T>(formula, x).Steps[^1].Value.ToText());
                }
            }
        }
    }

    private sealed class Pattern(string x) : IFormatWork<string>
    {
        public string Run<T>()
            where T : struct, IFloat<T> => ExplanationStep<T>.BitsOf(T.Parse(x));
    }
}

using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Losses.Sigmoids;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Frameworks;

/// <summary>Bounds of formulas over intervals, against all numbers of float16 in them.</summary>
public class EnclosureTests
{
    private const int Ulps = 2;

    private static readonly Float16[] Numbers = Finite<Float16>();

    public static TheoryData<string> Sigmoids =>
        [.. SigmoidCatalogue.All.Where(sigmoid => sigmoid.Only is null).Select(sigmoid => sigmoid.Name)];

    public static TheoryData<string> Losses => [.. Catalogue.All.Select(loss => loss.Name)];

    private static Float16 Zero => default;

    [Theory]
    [MemberData(nameof(Sigmoids))]
    public void The_bounds_of_a_sigmoid_over_an_interval_hold_all_that_it_gives_there(string name) =>
        HoldAll(SigmoidCatalogue.Find(name)!.Of(Expression.X), Numbers, Zero);

    [Theory]
    [InlineData("keras-2.2.4", false)]
    [InlineData("torch-bce", true)]
    [InlineData("mxnet-logits", true)]
    [InlineData("tinygrad-logits", false)]
    [InlineData("sklearn-half-binomial", false)]
    [InlineData("optax", true)]
    public void The_bounds_of_a_loss_or_gradient_over_an_interval_hold_all_that_it_gives_there(string name, bool isGradient)
    {
        var loss = Catalogue.Find(name)!;
        HoldAll(isGradient ? loss.Gradient : loss.Value, Numbers, Float16.Round(1));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void So_they_do_in_8_bits_without_infinity(string name)
    {
        var loss = Catalogue.Find(name)!;
        HoldAll(loss.Sigmoid.Of(Expression.X), Finite<Float8E4M3FN>(), default);
        HoldAll(loss.Value, Finite<Float8E4M3FN>(), default);
        HoldAll(loss.Gradient, Finite<Float8E4M3FN>(), default);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Without_room_a_loss_at_one_x_may_be_its_value_alone(string name)
    {
        var loss = Catalogue.Find(name)!;
        foreach (var formula in new[] { loss.Value, loss.GradientThrough(Expression.X) })
        {
            var (bounds, exact) = (new Enclosure<Float16>(formula), formula.In<Float16>());
            foreach (var x in Numbers.Where((_, i) => i % 211 == 0))
            {
                foreach (var y in new[] { Zero, Float16.Round(1) })
                {
                    Assert.Equal(Enclosed<Float16>.Of(exact.At(x, y)), bounds.At(x, y));
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Bounds_with_room_hold_what_a_library_gives_whose_functions_are_off_by_so_much(string name)
    {
        var loss = Catalogue.Find(name)!;
        var random = new SplitMix(20261128);
        foreach (var formula in new[] { loss.Value, loss.Gradient, loss.Formula(Expression.X, Expression.Y) })
        {
            var bounds = new Enclosure<Float16>(formula, Ulps);
            foreach (var x in Numbers.Where((x, i) => i % 499 == 0 || Math.Abs((double)x.Value) is > 0.5 and < 0.502))
            {
                foreach (var y in new[] { Zero, Float16.Round(1) })
                {
                    var possible = bounds.At(x, y);
                    for (var i = 0; i < 4; i++)
                    {
                        var value = Library.Value(formula, x, y, random);
                        Assert.True(possible.Holds(value), $"{x.ToText()}, {y.ToText()}: {value.ToText()} is not in {possible}");
                    }
                }
            }
        }
    }

    [Fact]
    public void Room_is_no_more_than_it_says()
    {
        // Of e^x alone, all 5 neighbours are possible and the next ones are not.
        var x = Float16.Round(3);
        var bounds = new Enclosure<Float16>(Expression.Exp(Expression.X), Ulps).At(x);
        var exact = Expression.Exp(Expression.X).In<Float16>().At(x);
        Assert.Equal(UlpDistance.Step(exact, -Ulps), bounds.Low);
        Assert.Equal(UlpDistance.Step(exact, Ulps), bounds.High);
    }

    [Theory]
    [InlineData("0·∞ between ends", -1, 1, true)]
    [InlineData("no 0 between ends", 1, 2, false)]
    public void A_product_of_infinity_may_be_NaN_where_the_other_factor_may_be_0(string what, int from, int to, bool mayBeNaN)
    {
        Assert.NotEmpty(what);
        var infinite = Expression.X * -Expression.Log(0);
        Assert.Equal(mayBeNaN, new Enclosure<Float16>(infinite).Over(Float16.Round(from), Float16.Round(to)).MayBeNaN);
    }

    [Fact]
    public void What_is_NaN_for_certain_is_no_number()
    {
        var bounds = new Enclosure<Float16>(Expression.X * Expression.Log(Expression.X), Ulps).At(Zero);
        Assert.False(bounds.HasNumbers);
        Assert.False(bounds.Holds(Zero));
        Assert.True(bounds.Holds(Float16.Parse("nan")));
    }

    private static void HoldAll<T>(Expression formula, T[] numbers, T label)
        where T : struct, IFloat<T>
    {
        var values = new T[numbers.Length];
        formula.In<T>().At(numbers, values, label);
        var bounds = new Enclosure<T>(formula);
        foreach (var size in new[] { 2, 16, 1021, 8192, numbers.Length }.Where(size => size <= numbers.Length))
        {
            // The shortest ones here and there, so that no more than some thousands are looked at.
            for (var from = 0; from < numbers.Length; from += Math.Max(size, numbers.Length >> 10))
            {
                var to = Math.Min(from + size, numbers.Length) - 1;
                var all = bounds.Over(numbers[from], numbers[to], label);
                for (var i = from; i <= to; i++)
                {
                    Assert.True(all.Holds(values[i]), $"x = {numbers[i].ToText()}: {values[i].ToText()} is not in {all}");
                }
            }
        }
    }

    /// <summary>The finite numbers of a format, in their order.</summary>
    private static T[] Finite<T>()
        where T : struct, IBinaryFloat<T>
    {
        var largest = (int)T.Layout.Infinity - 1;
        return
        [
            .. Enumerable.Range(-largest, (2 * largest) + 1)
                .Select(order => T.FromBits(order < 0 ? T.Layout.SignBit + (UInt128)(-order) : (UInt128)order)),
        ];
    }
}

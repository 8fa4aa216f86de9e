using Experiments.Claims;
using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using static Experiments.Losses.Expression;
using static Experiments.Tests.Claims.Altered;

namespace Experiments.Tests.Claims;

/// <summary>F1, F2 and F3: that each part of what they ask for is asked for.</summary>
public class FindingTests
{
    private const float InfiniteFrom = 16.635532f;

    [Theory]
    [InlineData(2, true, true)]
    [InlineData(-2, true, false)]
    [InlineData(3, false, true)]
    [InlineData(3, false, false)]
    [InlineData(-3, false, true)]
    [InlineData(-3, false, false)]
    public void F1_allows_2_ulps_of_the_clipped_loss_for_each_label(int ulps, bool holds, bool label) =>
        Judged.AssertHolds(holds, "F1", new ArticleFormulas
        {
            // Next to log 2 a unit in the last place is 2^−24.
            Clipped = For(label, ArticleLosses.Exact.Value + new Rational(ulps, 1 << 24), ArticleLosses.Clipped.Value),
        });

    [Theory]
    [InlineData(1f)]
    [InlineData(-1f)]
    public void F1_wants_errors_on_both_sides_of_0(float side) =>
        Judged.AssertHolds(false, "F1", new ArticleFormulas { RoundTrip = Select(AtLeast(0, X * Number(side)), RoundTripAsWritten, X) });

    [Fact]
    public void F2_wants_a_clip_that_protects_float32()
    {
        var row = Judged.Row("F2", new ArticleFormulas { Clip = p => Altered.In<Float32>(p, Formulas.Clip(p)) });
        Assert.Equal("not reproduced", row.Verdict.Word);
        Assert.EndsWith(
            "float32: 1 − ε = 1, the losses from 16.635532 on are nan for label 1 and nan for label 0",
            row.Ours,
            StringComparison.Ordinal);
    }

    [Fact]
    public void F2_wants_no_clip_and_no_number_for_either_label_in_float16() => AssertEachAsked<Float16>();

    [Fact]
    public void F2_wants_no_clip_and_no_number_for_either_label_in_bfloat16() => AssertEachAsked<BFloat16>();

    [Theory]
    [InlineData(InfiniteFrom, true)]
    [InlineData(16.63553f, false)]
    [InlineData(16.635534f, false)]
    public void F3_allows_no_neighbour_of_the_first_number_above_the_logarithm(float from, bool holds)
    {
        Assert.Equal(holds, Crossing.IsFirstAboveLog(new Float32(from), Dyadic.PowerOfTwo(24)));
        Judged.AssertHolds(holds, "F3", new ArticleFormulas
        {
            RoundTrip = Altered.In<Float32>(Select(AtLeast(X, Number(from)), Infinity, Min(RoundTripAsWritten, 16)), RoundTripAsWritten),
        });
    }

    [Fact]
    public void F3_wants_the_number_before_the_first_that_is_1_percent_off_to_be_none()
    {
        // Off by 5 % from 0 to 2: the search begins at 1.
        var row = Judged.Row("F3", new ArticleFormulas
        {
            RoundTrip = Altered.In<Float32>(Select(AtLeast(X, 2), RoundTripAsWritten, Number(1.05f) * X), RoundTripAsWritten),
        });
        Assert.Equal("not reproduced", row.Verdict.Word);
        Assert.Contains("; float32 16.635532 and 1; ", row.Ours, StringComparison.Ordinal);
    }

    [Fact]
    public void F3_wants_the_first_number_1_percent_off_to_come_no_later_than_the_first_infinite_one()
    {
        // Right up to 16.635532, and once more around 16.7495, which the search for 1 % meets when it has looked at
        // 16.6245: in between, two right numbers less than 1 % apart, it does not look.
        var row = Judged.Row("F3", new ArticleFormulas
        {
            RoundTrip = Altered.In<Float32>(
                Select(
                    AtLeast(X, Number(InfiniteFrom)),
                    Select(AtLeast(X, Number(16.740002f)), Select(AtLeast(X, Number(16.7499f)), Infinity, X), Infinity),
                    X),
                RoundTripAsWritten),
        });
        Assert.Equal("not reproduced", row.Verdict.Word);
        Assert.Contains("; float32 16.635532 and 16.7499; ", row.Ours, StringComparison.Ordinal);
    }

    [Fact]
    public void F3_wants_thresholds_in_each_format()
    {
        Judged.AssertHolds(false, "F3", new ArticleFormulas { RoundTrip = Altered.In<BFloat16>(X, RoundTripAsWritten) });
        Judged.AssertHolds(false, "F3", new ArticleFormulas { RoundTrip = Altered.In<ClrDecimal>(X, RoundTripAsWritten) });
    }

    private static void AssertEachAsked<T>()
        where T : struct, IFloat<T>
    {
        Expression number = 1;
        var nan = Log(-1);
        Judged.AssertHolds(true, "F2", Losing(nan, nan));
        Judged.AssertHolds(false, "F2", Losing(number, nan));
        Judged.AssertHolds(false, "F2", Losing(nan, number));
        Judged.AssertHolds(false, "F2", Losing(Infinity, nan));
        Judged.AssertHolds(false, "F2", Losing(nan, Infinity));
        Judged.AssertHolds(false, "F2", new ArticleFormulas
        {
            Clip = p => Altered.In<T>(Min(p, new Rational(99, 100)), Formulas.Clip(p)),
            Clipped = Altered.In<T>(nan, ArticleLosses.Clipped.Value),
        });

        static ArticleFormulas Losing(Expression one, Expression zero) =>
            new() { Clipped = Altered.In<T>(For(true, one, zero), ArticleLosses.Clipped.Value) };
    }
}

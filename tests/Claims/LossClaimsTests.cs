using Experiments.Losses;
using Experiments.Numerics.Formats;
using static Experiments.Losses.Expression;
using static Experiments.Tests.Claims.Altered;

namespace Experiments.Tests.Claims;

/// <summary>C7 and C10: that each part of what they ask for is asked for.</summary>
public class LossClaimsTests
{
    [Theory]
    [InlineData(2, true, true)]
    [InlineData(-2, true, false)]
    [InlineData(3, false, true)]
    [InlineData(3, false, false)]
    [InlineData(-3, false, true)]
    [InlineData(-3, false, false)]
    public void C7_allows_2_ulps_at_each_point(int ulps, bool holds, bool label)
    {
        // At x = 1 alone, where one step of the grid changes the loss by thousands of them.
        var loss = Ops.Ulps(ArticleLosses.Exact.Value.In<Float32>().At(new(1), new(label ? 1 : 0)), ulps);
        Judged.AssertHolds(holds, "C7", new ArticleFormulas { Logits = (x, y) => AtOne(x, y, label, loss, Formulas.CrossEntropy(x, y)) });
    }

    [Theory]
    [InlineData(0, true, true)]
    [InlineData(1, false, true)]
    [InlineData(0, true, false)]
    [InlineData(-1, false, false)]
    public void C7_wants_a_loss_that_turns_back_nowhere(int ulps, bool holds, bool label)
    {
        // At x = 1 exact and computed loss are both that of the x before, or both a unit on the wrong side of it.
        var loss = Ops.Ulps(ArticleLosses.Logits.Value.In<Float32>().At(new(1 - (1f / 128)), new(label ? 1 : 0)), ulps);
        Judged.AssertHolds(holds, "C7", new ArticleFormulas
        {
            Logits = (x, y) => AtOne(x, y, label, loss, Formulas.CrossEntropy(x, y)),
            Exact = AtOne(X, Y, label, loss, ArticleLosses.Exact.Value),
        });
    }

    [Fact]
    public void C7_notices_one_loss_that_is_no_number()
    {
        var row = Judged.Row("C7", new ArticleFormulas
        {
            Logits = (x, y) => AtOne(x, y, label: true, new(float.NaN), Formulas.CrossEntropy(x, y)),
        });
        Assert.Equal("not reproduced", row.Verdict.Word);
        Assert.StartsWith("units in the last place off the exact loss: no number; ", row.Ours, StringComparison.Ordinal);
    }

    [Fact]
    public void C10_wants_an_end_inside_the_sweep_and_an_exact_loss_there_in_float80() => AssertBothAsked<Float80>();

    [Fact]
    public void C10_wants_an_end_inside_the_sweep_and_an_exact_loss_there_in_float128() => AssertBothAsked<Float128>();

    /// <summary>A loss at x = 1 for one label, and an expression elsewhere.</summary>
    private static Expression AtOne(Expression x, Expression y, bool label, Float32 loss, Expression elsewhere) =>
        Select(Same(x, 1), Select(Same(y, label ? 1 : 0), Number(loss.Value), elsewhere), elsewhere);

    private static void AssertBothAsked<T>()
        where T : struct, IFloat<T>
    {
        Judged.AssertHolds(true, "C10", EndingAt("89.99"));
        Judged.AssertHolds(false, "C10", EndingAt("90"));
        Judged.AssertHolds(false, "C10", EndingAt("100000"));
        Judged.AssertHolds(false, "C10", new ArticleFormulas { Exact = Altered.In<T>(0, ArticleLosses.Exact.Value) });

        static ArticleFormulas EndingAt(string end) => DecimalText.TryParse(end, out var x)
            ? new() { Naive = Altered.In<T>(Select(AtLeast(X, x), 0, 1), ArticleLosses.Naive.Value) }
            : throw new ArgumentException(end);
    }
}

using Experiments.Claims;
using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using static Experiments.Losses.Expression;

namespace Experiments.Tests.Claims;

/// <summary>The claims about formulas: that each notices when a formula is another.</summary>
public class FormulaClaimTests
{
    [Theory]
    [InlineData("C1", "σ through float64")]
    [InlineData("C2", "a round trip that changes nothing")]
    [InlineData("C3", "σ below 1")]
    [InlineData("C3", "a round trip that changes nothing")]
    [InlineData("C4", "σ below 1")]
    [InlineData("C4", "σ rounded once")]
    [InlineData("C5", "no clip")]
    [InlineData("C6", "no clip")]
    [InlineData("C6", "clipped loss from raw outputs")]
    [InlineData("C7", "no log1p")]
    [InlineData("C8", "clipped loss from raw outputs")]
    [InlineData("C8", "ε = 10^−3")]
    [InlineData("C9", "clipped loss from raw outputs")]
    [InlineData("C10", "naive loss from raw outputs")]
    [InlineData("C11", "clipped loss from raw outputs")]
    [InlineData("F1", "a round trip that changes nothing")]
    [InlineData("F1", "clipped loss stored as float16")]
    [InlineData("F2", "ε = 10^−3")]
    [InlineData("F2", "σ below 1")]
    [InlineData("F3", "σ rounded once")]
    public void A_claim_does_not_hold_of_another_formula(string id, string formula)
    {
        var row = Judged.Row(id, Altered.Of(formula));
        Assert.Equal("not reproduced", row.Verdict.Word);
        Assert.Equal("reproduced", row.Expected?.Word);
        Assert.False(row.IsRecorded);
        Assert.DoesNotContain('\n', row.Ours + row.Why);
    }

    [Theory]
    [InlineData("C2", "a round trip that is good to 15.2", "15.403", "5.5 % off the article's")]
    [InlineData("C3", "σ rounded once", "17.32868; the sigmoid is 1 from there on", "4.4 % off the article's")]
    public void A_number_that_is_off_by_a_little_is_approximate(string id, string formula, string ours, string why)
    {
        // From 15.2 to 15.53 σ is 1 − 2^−22, and the round trip log(2^22 − 1) = 15.249, which is 0.99·15.403; σ rounded
        // once is 1 from 25·ln 2 on.
        var row = Judged.Row(id, Altered.Of(formula));
        Assert.Equal("approximately", row.Verdict.Word);
        Assert.StartsWith(ours, row.Ours, StringComparison.Ordinal);
        Assert.EndsWith(why, row.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void One_loss_that_is_no_number_is_found_among_all()
    {
        // Three million numbers over several runs of a million, up to 1 − ε; and a loss that is NaN at one logit of
        // them.
        var (from, to) = (new Float32(0.8f), new Float32(1 - 1e-7f));
        var losses = ClippedLosses.Of(Judged.By(), from, to);
        Assert.Equal(BitConverter.SingleToInt32Bits(to.Value) - BitConverter.SingleToInt32Bits(from.Value) + 1L, losses.Count);
        Assert.True(losses.IsFinite);
        Assert.Equal((1.1920933e-7f, 15.942385f), (losses.Least, losses.Most));
        Assert.False(ClippedLosses.Of(Judged.By() with { Formulas = OneHole }, from, to).IsFinite);
        Assert.Equal(losses, ClippedLosses.Of(Judged.By() with { Threads = 1 }, from, to));
    }

    [Fact]
    public void An_interrupt_ends_the_longest_claim()
    {
        using var interrupt = new CancellationTokenSource();
        interrupt.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Judged.Row("C5", Judged.By() with { Work = Judged.Work(interrupt.Token) }));
    }

    private static ArticleFormulas OneHole => new()
    {
        Logits = (z, y) => Select(Same(z, Formulas.Logit(new Rational(9, 10))), Log(-1), Formulas.CrossEntropy(z, y)),
    };
}

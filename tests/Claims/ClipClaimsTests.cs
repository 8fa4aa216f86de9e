using Experiments.Claims;
using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using static Experiments.Losses.Expression;
using static Experiments.Tests.Claims.Altered;

namespace Experiments.Tests.Claims;

/// <summary>C5, C8, C9 and C11: that each part of what they ask for is asked for.</summary>
public class ClipClaimsTests
{
    private const float LeastNormal = 1.17549435e-38f;
    private const float LargestSubnormal = 1.1754942e-38f;

    // The clip of C5's tests lets a few thousand numbers through; one in their middle, and both ends.
    private static readonly Float32 Low = new(0.8999f);
    private static readonly Float32 Middle = new(0.9f);
    private static readonly Float32 High = new(0.9001f);

    [Theory]
    [InlineData(0.125f, true)]
    [InlineData(LeastNormal, true)]
    [InlineData(LargestSubnormal, false)]
    [InlineData(0f, false)]
    [InlineData(-0.125f, false)]
    [InlineData(float.PositiveInfinity, false)]
    [InlineData(float.NegativeInfinity, false)]
    [InlineData(float.NaN, false)]
    public void C5_notices_one_loss_in_the_middle_and_at_the_ends_for_either_label(float loss, bool holds)
    {
        foreach (var label in new[] { true, false })
        {
            var middle = Judged.Row("C5", Narrow(Middle, label, loss));
            Assert.Equal(holds ? "reproduced" : "not reproduced", middle.Verdict.Word);
            Assert.StartsWith("3356 losses for each label", middle.Ours, StringComparison.Ordinal);
            foreach (var end in new[] { Low, High })
            {
                // Settled by the ends, before anything else is evaluated.
                var row = Judged.Row("C5", Narrow(end, label, loss));
                Assert.Equal(holds ? "reproduced" : "not reproduced", row.Verdict.Word);
                Assert.Equal(!holds, row.Ours.StartsWith("the losses at ±∞ are ", StringComparison.Ordinal));
            }
        }
    }

    [Theory]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NaN)]
    public void A_loss_of_either_label_that_is_no_number_is_found_among_the_losses(float loss)
    {
        Assert.True(Losses(true, 1).IsFinite);
        Assert.False(Losses(true, loss).IsFinite);
        Assert.False(Losses(false, loss).IsFinite);

        static ClippedLosses Losses(bool label, float loss) =>
            ClippedLosses.Of(Judged.By() with { Formulas = Narrow(Middle, label, loss) }, Low, High);
    }

    [Theory]
    [InlineData(-0.25f, 0.9f)]
    [InlineData(0f, 0.9f)]
    [InlineData(float.NaN, 0.9f)]
    [InlineData(0.9001f, 0.8999f)]
    public void C5_wants_a_clip_to_probabilities_above_0_in_order(float low, float high) =>
        Judged.AssertHolds(false, "C5", new ArticleFormulas
        {
            Clip = p => Select(AtLeast(p, new Rational(1, 2)), Number(high), Number(low)),
            Logit = p => Select(AtLeast(p, p), 1, 1),
        });

    [Fact]
    public void The_clipped_loss_of_nan_is_nan()
    {
        var nan = new Float32(float.NaN);
        var clipped = ArticleLosses.Clipped.Value.In<Float32>();
        Assert.Equal((nan, nan), (clipped.At(nan, new(1)), clipped.At(nan, new(0))));
        var why = Judged.Row("C5", Narrow(Middle, label: true, 1)).Why;
        Assert.StartsWith("of every x that is a number, ±∞ included, ", why, StringComparison.Ordinal);
        Assert.Contains("; of nan the loss is nan; ", why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    [InlineData(13, true)]
    [InlineData(14, false)]
    public void C8_wants_2_to_13_steps(int steps, bool holds) =>
        Judged.AssertHolds(holds, "C8", new ArticleFormulas
        {
            // As many steps up from 14 to 17, the last one at 17.
            Clipped = Enumerable.Range(1, steps - 1).Aggregate(
                (Expression)0,
                (sum, step) => sum + AtLeast((X - 14) * (steps - 1), 3 * step)),
        });

    [Fact]
    public void C8_wants_exact_losses_all_of_which_differ() => Judged.AssertHolds(false, "C8", new ArticleFormulas
    {
        Exact = ArticleLosses.Exact.Value.With(Select(Same(X, 15), 15 + (Expression)new Rational(1, 2048), X), Y),
    });

    [Theory]
    [InlineData(16f, true)]
    [InlineData(16.25f, false)]
    [InlineData(20f, false)]
    public void C9_wants_a_deficit_from_the_first_x_on(float loss, bool holds) =>
        Judged.AssertHolds(holds, "C9", new ArticleFormulas { Clipped = Number(loss) });

    [Theory]
    [InlineData(-16.5f, 16.25f, true)]
    [InlineData(-16.5f, 16.375f, false)]
    [InlineData(-100f, 16.25f, true)]
    [InlineData(-100f, 16.375f, false)]
    [InlineData(-1.7014118e38f, 1.7014118e38f, false)]
    public void C9_wants_a_deficit_that_grows_at_each_x(float x, float loss, bool holds)
    {
        // 16.125 elsewhere; a quarter more takes away all that the deficit grows by from one quarter of x to the next.
        Judged.AssertHolds(holds, "C9", new ArticleFormulas { Clipped = At(Number(x), Number(loss), Number(16.125f)) });
    }

    [Theory]
    [InlineData(30f, 17f, true)]
    [InlineData(30f, 17f, false)]
    [InlineData(-30f, -17f, true)]
    [InlineData(-30f, -17f, false)]
    public void C11_wants_one_clipped_loss_of_two_exact_ones_on_each_side_and_for_each_label(float far, float near, bool label)
    {
        Judged.AssertHolds(false, "C11", new ArticleFormulas
        {
            Exact = ArticleLosses.Exact.Value.With(For(label, At(Number(far), Number(near), X), X), Y),
        });
        var loss = ArticleLosses.Clipped.Value.In<Float32>().At(new(far), new(label ? 1 : 0));
        Judged.AssertHolds(false, "C11", new ArticleFormulas
        {
            Clipped = For(
                label,
                At(Number(far), Number(float.BitIncrement(loss.Value)), ArticleLosses.Clipped.Value),
                ArticleLosses.Clipped.Value),
        });
    }

    /// <summary>A clip that lets a few thousand numbers through, and a loss of one of them for one label.</summary>
    private static ArticleFormulas Narrow(Float32 probability, bool label, float loss) => new()
    {
        Clip = p => Clip(p, Number(Low.Value), Number(High.Value)),
        Logits = (z, y) => Select(
            Same(z, Formulas.Logit(Number(probability.Value))),
            Select(Same(y, label ? 1 : 0), Number(loss), Formulas.CrossEntropy(z, y)),
            Formulas.CrossEntropy(z, y)),
    };
}

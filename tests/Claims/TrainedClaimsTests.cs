using Experiments.Claims;
using Experiments.Numerics.Formats;
using Experiments.Samples;
using Experiments.Tests.Samples;

namespace Experiments.Tests.Claims;

/// <summary>C12–C18: that each notices when a training is another.</summary>
public class TrainedClaimsTests
{
    private static readonly TrainingEvidence Committed = Judged.Committed;

    [Theory]
    [InlineData("C12", "not reproduced")]
    [InlineData("C13", "illustrated")]
    [InlineData("C14", "illustrated")]
    [InlineData("C15", "not reproduced")]
    [InlineData("C16", "illustrated")]
    [InlineData("C17", "illustrated")]
    public void The_recorded_verdicts_are_those_of_the_committed_training(string id, string verdict)
    {
        var row = Judged.Row(id, Committed);
        Assert.Equal((verdict, verdict), (row.Verdict.Word, row.Expected.Word));
    }

    [Theory]
    [InlineData(-6f, 16f, true)]
    [InlineData(-1.5f, 4f, true)]
    [InlineData(-3f, 8f, true)]
    [InlineData(-6.001f, 8f, false)]
    [InlineData(-3f, 16.001f, false)]
    [InlineData(-1.499f, 8f, false)]
    [InlineData(-3f, 3.999f, false)]
    [InlineData(3f, 8f, false)]
    public void C12_allows_a_factor_of_two_at_each_end(float least, float most, bool holds) =>
        AssertHolds(holds, "C12", Committed with { Early = SampleFixture.Of((0, least), (1, most), (1, Math.Max(least, 1))) });

    [Theory]
    [InlineData(1, 9f, true)]
    [InlineData(1, 15f, false)]
    [InlineData(1, 17f, false)]
    [InlineData(1, -30f, false)]
    [InlineData(0, -17f, false)]
    public void C13_notices_one_image_near_or_beyond_the_clip(int label, float raw, bool holds) =>
        AssertHolds(holds, "C13", Committed with { Early = [.. Committed.Early!, .. SampleFixture.Of((label, raw))] });

    [Theory]
    [InlineData(819, false)]
    [InlineData(820, true)]
    [InlineData(880, true)]
    [InlineData(881, false)]
    public void C14_allows_3_in_100_either_way(int right, bool holds) => AssertHolds(holds, "C14", Committed with { TestRight = right });

    [Theory]
    [InlineData(95, true)]
    [InlineData(94, false)]
    public void C14_wants_classes_that_separate(int right, bool holds) =>
        AssertHolds(
            holds,
            "C14",
            Committed with { Trained = SampleFixture.Of(Enumerable.Range(0, 100).Select(i => (1, i < right ? 1f : -1f))) });

    [Theory]
    [InlineData(1, -4.3f, true)]
    [InlineData(1, -4.5f, false)]
    [InlineData(0, -30f, true)]
    public void C15_looks_at_the_least_of_class_1(int label, float raw, bool holds) =>
        AssertHolds(holds, "C15", Committed with { Trained = SampleFixture.Of((label, raw), (1, 1f)) });

    [Theory]
    [InlineData(1, 16.5f, true)]
    [InlineData(1, 16f, false)]
    [InlineData(1, 15.6f, false)]
    [InlineData(0, 17f, false)]
    public void C16_wants_an_image_of_class_1_above_16(int label, float raw, bool holds) =>
        AssertHolds(holds, "C16", Committed with { Trained = SampleFixture.Of((label, raw), (1, 1f)) });

    [Fact]
    public void C16_wants_the_loss_of_the_clip()
    {
        var far = SampleFixture.Of((1, 17f))[0];
        Assert.Equal(
            "their clipped losses are 1.1920933e-7, ",
            Judged.Row("C16", Committed with { Trained = [far] }).Ours.Split("; ")[1].Split("the clip")[0]);
        AssertHolds(false, "C16", Committed with { Trained = [far with { LossSigmoid = far.LossRaw }] });
    }

    [Fact]
    public void C16_says_by_how_much_it_is_missed()
    {
        // 16 − 15.495907 and 15.536921 − 15.495907, each exact in float32.
        var why = Judged.Row("C16", Committed with { Seed = 1, Trained = SampleFixture.Of((1, 15.495907f)) }).Why;
        Assert.StartsWith("the largest misses 16 by 0.50409317 and the clip by 0.041013718 with seed 1;", why, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "and the clip",
            Judged.Row("C16", Committed with { Trained = SampleFixture.Of((1, 15.75f)) }).Why,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 17f)]
    [InlineData(1, -17f)]
    public void C17_notices_one_clipped_image_on_the_wrong_side(int label, float raw) => AssertHolds(false, "C17", With(label, raw));

    [Fact]
    public void C17_notices_a_batch_of_clipped_images_alone() =>
        AssertHolds(false, "C17", Committed with { Trained = SampleFixture.Of(Enumerable.Repeat((1, 15.6f), 4)) });

    [Fact]
    public void C17_is_not_tested_where_no_image_is_clipped()
    {
        var row = Judged.Row("C17", Committed with { Trained = [.. Committed.Trained.Where(sample => !sample.IsClipped)] });
        Assert.Equal(("not tested", "illustrated", "no image is clipped"), (row.Verdict.Word, row.Expected.Word, row.Ours));
        Assert.False(row.IsRecorded);
    }

    [Fact]
    public void C17_counts_what_clipped_images_add_to_their_batch()
    {
        // One batch: losses 1.0000001e-7 (clipped), and three of about log 2.
        var samples = SampleFixture.Of((0, -17f), (0, 0f), (1, 0f), (1, 0f));
        var share = 1.00000015e-7f / (1.00000015e-7f + (3 * (double)0.6931472f));
        Assert.StartsWith(
            $"clipped images: 1, which make {new Float64(share).ToText()} of",
            Judged.Row("C17", Committed with { Trained = samples }).Ours,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1f, true)]
    [InlineData(1.0000001f, false)]
    public void C17_allows_clipped_images_a_hundredth_where_no_mean_is_off(float loss, bool holds) =>
        AssertHolds(holds, "C17", Batch((loss, loss), (33, 33)));

    [Theory]
    [InlineData(101f, true)]
    [InlineData(101.00001f, false)]
    [InlineData(99f, true)]
    [InlineData(98.99999f, false)]
    public void C17_allows_a_mean_a_hundredth_where_clipped_images_add_nothing(float loss, bool holds) =>
        AssertHolds(holds, "C17", Batch((0, 0), (loss, 100)));

    [Fact]
    public void C18_takes_a_training_on_features()
    {
        Assert.Equal("illustrated", Judged.Row("C18", Features(Committed)).Verdict.Word);
        Assert.Equal("not reproduced", Judged.Row("C18", Features(Committed with { TestRight = 819 })).Verdict.Word);
        Assert.Equal("not reproduced", Judged.Row("C18", Features(With(0, 17))).Verdict.Word);
        Assert.Equal("not reproduced", Judged.Row("C18", Features(Committed with { Early = With(1, 17).Trained })).Verdict.Word);

        static Evidence Features(TrainingEvidence features) => Judged.By() with { Features = features };
    }

    [Theory]
    [InlineData("C12")]
    [InlineData("C17")]
    [InlineData("C18")]
    public void Without_a_training_a_claim_is_not_tested_and_nothing_else_is_to_be_expected(string id)
    {
        var row = Judged.Row(id, Judged.By());
        Assert.Equal(("—", "not tested", "not tested"), (row.Ours, row.Verdict.Word, row.Expected.Word));
        Assert.True(row.IsRecorded);
        Assert.NotEmpty(row.Why);
    }

    [Theory]
    [InlineData("C12")]
    [InlineData("C13")]
    public void Without_epoch_8_its_claims_are_not_tested(string id) =>
        Assert.Equal("not tested", Judged.Row(id, Committed with { Early = null }).Verdict.Word);

    private static TrainingEvidence With(int label, float raw) =>
        Committed with { Trained = [.. Committed.Trained, .. SampleFixture.Of((label, raw))] };

    /// <summary>A batch of a clipped image and three others, with these losses.</summary>
    private static TrainingEvidence Batch((float Sigmoid, float Raw) clipped, (float Sigmoid, float Raw) others) => Committed with
    {
        Trained = [.. SampleFixture.Of((1, 17f), (1, 1f), (1, 1f), (1, 1f))
            .Select((sample, i) => i == 0 ? Lose(sample, clipped) : Lose(sample, others))],
    };

    private static Sample Lose(Sample sample, (float Sigmoid, float Raw) losses) =>
        sample with { LossSigmoid = new(losses.Sigmoid), LossRaw = new(losses.Raw) };

    private static void AssertHolds(bool holds, string id, TrainingEvidence training) =>
        Assert.Equal(holds ? "illustrated" : "not reproduced", Judged.Row(id, training).Verdict.Word);
}

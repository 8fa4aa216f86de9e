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
    [InlineData("C12", "differs (other data)")]
    [InlineData("C13", "illustrated")]
    [InlineData("C14", "illustrated")]
    [InlineData("C15", "illustrated")]
    [InlineData("C16", "illustrated")]
    [InlineData("C17", "illustrated")]
    public void The_recorded_verdicts_are_those_of_the_committed_training(string id, string verdict)
    {
        var row = Judged.Row(id, Committed);
        Assert.Equal((verdict, verdict), (row.Verdict.Word, row.Expected?.Word));
    }

    // The ends of twenty seeds: −7.417856 … −5.542171 and 5.3823323 … 8.895035. Another training is none of them.
    [Theory]
    [InlineData(-6f, 7f, "differs (other data)")]
    [InlineData(-7.417856f, 8.895035f, "differs (other data)")]
    [InlineData(-7.42f, 7f, "not reproduced")]
    [InlineData(-3f, 8f, "not reproduced")]
    [InlineData(-6f, 30f, "not reproduced")]
    public void C12_goes_by_the_ranges_of_twenty_seeds_of_which_the_training_is_one(float least, float most, string verdict) =>
        AssertVerdict(verdict, "C12", Committed with { Early = SampleFixture.Of((0, least), (1, most)) });

    [Theory]
    [InlineData(-3f, 8f, "reproduced", "illustrated")]
    [InlineData(-3.2f, 8f, "approximately", "illustrated")]
    [InlineData(-3.4f, 8f, "not reproduced", "differs (other data)")]
    [InlineData(-3f, 7f, "not reproduced", "differs (other data)")]
    public void C12_of_another_training_goes_by_how_far_it_is_off(float least, float most, string mine, string embedded)
    {
        var other = Committed with { IsRecorded = false, Early = SampleFixture.Of((0, least), (1, most)) };
        AssertVerdict(mine, "C12", other with { Data = "cats" });
        AssertVerdict(embedded, "C12", other);
        Assert.StartsWith("tested on cats; ", Judged.Row("C12", other with { Data = "cats" }).Why, StringComparison.Ordinal);
        Assert.Null(Judged.Row("C12", other).Expected);
        Assert.True(Judged.Row("C12", other).IsRecorded);
    }

    [Theory]
    [InlineData(1, 9f, true)]
    [InlineData(1, 15f, false)]
    [InlineData(1, 17f, false)]
    [InlineData(1, -30f, false)]
    [InlineData(0, -17f, false)]
    public void C13_notices_one_image_near_or_beyond_the_clip(int label, float raw, bool holds) =>
        AssertHolds(holds, "C13", Committed with { Early = [.. Committed.Early!, .. SampleFixture.Of((label, raw))] });

    [Theory]
    [InlineData("C13", "not tested")]
    [InlineData("C14", "not tested")]
    [InlineData("C16", "not tested")]
    [InlineData("C15", "not tested")]
    public void A_network_at_chance_illustrates_nothing(string id, string verdict)
    {
        var chance = Committed with { Trained = SampleFixture.Of(Enumerable.Range(0, 100).Select(i => (i % 2, i % 4 < 2 ? 0.1f : -0.1f))) };
        AssertVerdict(verdict, id, chance);
        AssertVerdict(verdict, id, chance with { Data = "cats", IsRecorded = false });
    }

    [Theory]
    [InlineData(0.819, false)]
    [InlineData(0.82, true)]
    [InlineData(0.88, true)]
    [InlineData(0.881, false)]
    public void C14_allows_3_in_100_either_way(double accuracy, bool holds)
    {
        AssertVerdict(holds ? "illustrated" : "differs (other data)", "C14", Committed with { TestAccuracy = accuracy });
        AssertVerdict(holds ? "reproduced" : "not reproduced", "C14", Committed with { TestAccuracy = accuracy, Data = "cats" });
    }

    [Theory]
    [InlineData(95, "illustrated")]
    [InlineData(94, "not tested")]
    public void C14_wants_classes_that_separate(int right, string verdict) =>
        AssertVerdict(
            verdict,
            "C14",
            Committed with { Trained = SampleFixture.Of(Enumerable.Range(0, 100).Select(i => (1, i < right ? 1f : -1f))) });

    [Theory]
    [InlineData(-4.03f, "reproduced", "illustrated")]
    [InlineData(-4.3f, "approximately", "illustrated")]
    [InlineData(-4.5f, "not reproduced", "differs (other data)")]
    [InlineData(0.5f, "reproduced", "illustrated")]
    public void C15_of_another_training_looks_at_the_least_of_class_1(float least, string mine, string embedded)
    {
        var other = Committed with
        {
            IsRecorded = false,
            Trained =
            [
                .. Committed.Trained.Where(sample => !sample.Label || sample.Raw.Value > 1),
                .. SampleFixture.Of((1, least), (0, -30)),
            ],
        };
        AssertVerdict(mine, "C15", other with { Data = "cats" });
        AssertVerdict(embedded, "C15", other);
    }

    [Fact]
    public void C16_is_judged_by_twenty_seeds_with_their_interval()
    {
        var row = Judged.Row("C16", Committed);
        Assert.StartsWith("16 of 20 seeds have such images; seed 12: 23 of 1000 above 16", row.Ours, StringComparison.Ordinal);

        // Clopper and Pearson's limits of 16 in 20 are 0.5634 and 0.9427.
        Assert.Contains("0.563 … 0.943", row.Why, StringComparison.Ordinal);
        AssertVerdict("illustrated", "C16", Committed with { Trained = SampleFixture.Of((1, 15f)) });
    }

    [Theory]
    [InlineData(0, 20, 0, 169)]
    [InlineData(20, 20, 831, 1000)]
    [InlineData(1, 10, 2, 446)]
    [InlineData(10, 20, 271, 729)]
    public void The_interval_is_that_of_the_published_tables(int successes, int trials, int low, int high) =>
        Assert.Equal((low, high), ClopperPearson.Limits(successes, trials));

    [Theory]
    [InlineData(1, 16.5f, "reproduced", "illustrated")]
    [InlineData(1, 16f, "not reproduced", "differs (other data)")]
    [InlineData(1, 15.6f, "not reproduced", "differs (other data)")]
    [InlineData(0, -17f, "not reproduced", "differs (other data)")]
    [InlineData(0, 17f, "not tested", "not tested")]
    public void C16_of_another_training_wants_an_image_of_class_1_above_16(int label, float raw, string mine, string embedded)
    {
        var other = Committed with { IsRecorded = false, Trained = SampleFixture.Of((label, raw), (1, 1f)) };
        AssertVerdict(mine, "C16", other with { Data = "cats" });
        AssertVerdict(embedded, "C16", other);
    }

    [Fact]
    public void C16_wants_the_loss_of_the_clip()
    {
        var far = SampleFixture.Of((1, 17f))[0];
        Assert.EndsWith(
            "; their clipped losses are 1.1920933e-7",
            Judged.Row("C16", Committed with { Trained = [far] }).Ours,
            StringComparison.Ordinal);
        AssertHolds(false, "C16", Committed with { Trained = [far with { LossSigmoid = far.LossRaw }] });
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
        Assert.Equal(("not tested", "illustrated", "no image is clipped"), (row.Verdict.Word, row.Expected?.Word, row.Ours));
        Assert.False(row.IsRecorded);
    }

    [Fact]
    public void C17_counts_what_clipped_images_add_to_their_batch()
    {
        // One batch: losses 1.0000001e-7 (clipped), and three of about log 2.
        var samples = SampleFixture.Of((0, -17f), (0, 0f), (1, 0f), (1, 0f));
        var share = 1.00000015e-7f / (1.00000015e-7f + (3 * (double)0.6931472f));
        Assert.EndsWith(
            $"; clipped images: 1, which make {new Float64(share).ToText()} of their batch's mean at most",
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
        Assert.Equal("not reproduced", Judged.Row("C18", Features(Committed with { TestAccuracy = 0.819 })).Verdict.Word);
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
        Assert.Equal(("—", "not tested", "not tested"), (row.Ours, row.Verdict.Word, row.Expected?.Word));
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
        AssertVerdict(holds ? "illustrated" : "not reproduced", id, training);

    private static void AssertVerdict(string verdict, string id, TrainingEvidence training) =>
        Assert.Equal(verdict, Judged.Row(id, training).Verdict.Word);
}

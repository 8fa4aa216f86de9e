using Experiments.Network;
using Experiments.Numerics.Formats;
using Experiments.Samples.Learning;

namespace Experiments.Tests.Claims;

/// <summary>C18, C19 and F4: what is carried of committed trainings; F4 notices when a pair is another.</summary>
public class EffectClaimsTests
{
    private const string Logistic = "logistic";
    private const string Extreme = "photographs/batch-1/unscaled";

    private static readonly LearnedOutcome Usual = new(0.8, 0.4, 0);

    private static readonly PairedTraining[] Pairs =
    [
        new(Logistic, "keras-2.2.4", 1, Usual, Usual),
        new(Logistic, "positive-control", 1, Usual, Usual with { TestLoss = 0.41 }),
        new(Extreme, "keras-2.2.4", 1, Usual, Usual),
        new(Extreme, "keras-2.2.4", 2, Usual, new(0.5, 8, 1)),
    ];

    [Fact]
    public void C18_is_judged_by_the_committed_tables_where_no_model_is_given()
    {
        var recorded = TrainingTables.Recorded();
        Assert.Equal(Raw("network-resnet18-trained.csv"), recorded.Trained.Select(sample => sample.Raw.ToText()));
        Assert.Equal(Raw("network-resnet18-epoch8.csv"), recorded.Early!.Select(sample => sample.Raw.ToText()));
        Assert.Equal("illustrated", Judged.Row("C18", Judged.By() with { Features = recorded }).Verdict.Word);

        static IEnumerable<string> Raw(string file) => SmallTable.Committed(file).Select(row => row["raw"]);
    }

    [Fact]
    public void C19_says_of_the_committed_trainings_what_they_say()
    {
        var row = Judged.Row("C19", Judged.By());
        var trainings = SmallTable.Committed("training-effect.csv")
            .Where(row => row["data"] == Extreme && row["zero_gradient"] == "1").ToArray();
        var (keras, stored) = (trainings.Count(Is("keras-2.2.4")), trainings.Count(Is("stored-float16")));
        Assert.Equal($"batches of 1, unscaled: {keras} and {stored} of 30 stop", row.Judgement?.Short);
        Assert.DoesNotContain(trainings, training => Is("logits")(training));
        var verdicts = SmallTable.Committed("training-effect-summary.csv")
            .Where(summary => summary["data"] == Extreme && summary["quantity"] == "test_accuracy").ToArray();
        Assert.Contains($"keras-2.2.4 {verdicts.Single(Is("keras-2.2.4"))["verdict"]}", row.Ours, StringComparison.Ordinal);
        Assert.Contains($"stored as float16 {verdicts.Single(Is("stored-float16"))["verdict"]}", row.Ours, StringComparison.Ordinal);
        Assert.Equal("illustrated", row.Verdict.Word);

        static Func<Dictionary<string, string>, bool> Is(string arm) => cells => cells["arm"] == arm;
    }

    [Fact]
    public void F4_is_not_tested_without_pairs_and_holds_of_these() => Assert.Equal(
        ("not tested", "reproduced"), (Judged.Row("F4", Judged.By()).Verdict.Word, Verdict(Pairs)));

    [Fact]
    public void F4_does_not_hold_where_losses_differ_no_control_is_found_none_stops_or_one_of_the_reference_does()
    {
        Assert.Equal("not reproduced", Verdict([Pairs[0] with { Other = Usual with { TestLoss = 0.403 } }, .. Pairs[1..]]));
        Assert.Equal("not reproduced", Verdict([Pairs[0], Pairs[1] with { Other = Usual }, .. Pairs[2..]]));
        Assert.Equal("not reproduced", Verdict(Pairs[..3]));
        Assert.Equal("not reproduced", Verdict([.. Pairs, Pairs[3] with { Reference = Pairs[3].Other }]));
    }

    private static string Verdict(PairedTraining[] pairs) => Judged.Row("F4", Judged.By() with { Pairs = pairs }).Verdict.Word;
}

using System.Globalization;
using Experiments.TrainingEffect;

namespace Experiments.Tests.TrainingEffect;

/// <summary>Means, limits and verdicts of paired differences; the limits are SciPy's (stats.t.ppf).</summary>
public class EffectSummaryTests
{
    private static readonly double[] Chaos = [0.01, 0.02, -0.01, 0.03];
    private static readonly double[] Effect = [0.5, 0.6, 0.55, 0.45];
    private static readonly double[] Nothing = [0, 0, 0, 0];

    [Fact]
    public void Limits_are_those_of_student_s_t_for_all_comparisons_of_a_quantity()
    {
        var rows = Summary(("keras-2.2.4", Nothing, Chaos), ("positive-control", Nothing, Effect));
        var own = rows.Single(row => row is { Arm: "keras-2.2.4", Quantity: "test_loss" });
        Near((-0.023163955783959043, 0.04816395578395904), own.Limits);
        Near((-0.014675308837964899, 0.0396753088379649), own.Tost);
        Assert.Equal((4, 0.0125), (own.Seeds, Math.Round(own.Mean, 12)));
        var control = rows.Single(row => row is { Arm: "positive-control", Quantity: "test_loss" });
        Near((0.3902029174669155, 0.6597970825330846), control.Limits);

        // A quarter of 0.525.
        Assert.Equal(0.13125, own.Margin!.Value, 12);
        Assert.Equal(("equivalent", "different"), (own.Verdict, control.Verdict));
    }

    /// <summary>Without a control that is found there is no margin, and nothing is called equivalent.</summary>
    [Theory]
    [InlineData("not known", 0.01, 0.02, -0.01, 0.03)]
    [InlineData("different", 0.5, 0.6, 0.55, 0.45)]
    public void Without_a_control_nothing_is_equivalent(string verdict, params double[] differences) =>
        Assert.Equal(verdict, Summary(("keras-2.2.4", Nothing, differences)).Single(row => row.Quantity == "test_loss").Verdict);

    /// <summary>Limits of accuracy within 0.01, beyond it on one side, and away from 0.</summary>
    [Theory]
    [InlineData("equivalent", 0.001, -0.001, 0.002, 0.0)]
    [InlineData("not known", 0.01, 0.02, -0.01, 0.03)]
    [InlineData("different", 0.05, 0.06, 0.055, 0.045)]
    public void The_margin_of_accuracy_is_0_01(string verdict, params double[] differences)
    {
        var row = Summary(("keras-2.2.4", differences, Nothing)).Single(one => one.Quantity == "test_accuracy");
        Assert.Equal((0.01, verdict), (row.Margin, row.Verdict));
    }

    [Fact]
    public void Other_quantities_have_no_verdict_and_trainings_without_a_number_no_difference()
    {
        var rows = Summary(("keras-2.2.4", Nothing, Chaos));
        Assert.All(rows.Where(row => !row.IsPrimary), row => Assert.Equal((null, string.Empty), (row.Margin, row.Verdict)));
        var broken = EffectSummary.Of(
            [Row("logits", 1, 0.5, 0.5), Row("logits", 2, 0.5, 0.5), Row("a-a", 1, 0.5, 0.5), new("d", "0", "a-a", 2)]);
        Assert.All(broken.Where(row => row.Quantity == "test_loss"), row => Assert.Equal(1, row.Seeds));
    }

    /// <summary>Where a training has no number, those that are left say nothing of the arm.</summary>
    [Fact]
    public void With_a_training_that_has_no_number_nothing_is_known()
    {
        EffectRow[] rows =
        [
            .. Enumerable.Range(0, 4).Select(i => Row("logits", (ulong)i, 0.5, 0.5)),
            .. Enumerable.Range(0, 4).Select(i => Row("a-a", (ulong)i, 0.5, 0.5)),
        ];
        Assert.Equal("equivalent", Accuracy(rows).Verdict);
        Assert.Equal("not known", Accuracy([.. rows, Row("logits", 4, 0.5, 0.5), new("d", "0", "a-a", 4)]).Verdict);

        static EffectSummary Accuracy(EffectRow[] rows) => EffectSummary.Of(rows).Single(row => row.Quantity == "test_accuracy");
    }

    /// <summary>The committed comparisons are those of the committed trainings.</summary>
    [Fact]
    public void The_committed_summary_is_that_of_the_committed_trainings()
    {
        var output = Path.Combine(AppContext.BaseDirectory, "output");
        using var stream = new MemoryStream();
        EffectSummary.Table.Write(stream, EffectSummary.Of([.. EffectRow.Read(Path.Combine(output, "training-effect.csv"))]));
        Assert.Equal(File.ReadAllBytes(Path.Combine(output, "training-effect-summary.csv")), stream.ToArray());
    }

    private static IReadOnlyList<EffectSummary> Summary(params (string Arm, double[] Accuracy, double[] Loss)[] arms) => EffectSummary.Of(
    [
        .. Enumerable.Range(0, 4).Select(i => Row("logits", (ulong)i, 0.5, 0.25)),
        .. arms.SelectMany(arm => Enumerable.Range(0, 4).Select(i => Row(arm.Arm, (ulong)i, 0.5 + arm.Accuracy[i], 0.25 + arm.Loss[i]))),
    ]);

    private static EffectRow Row(string arm, ulong seed, double accuracy, double loss) => new("d", "0", arm, seed)
    {
        Values =
        [
            "3", accuracy.ToString(CultureInfo.InvariantCulture), loss.ToString(CultureInfo.InvariantCulture), "0.5", "7", "0", "0",
        ],
    };

    private static void Near((double Low, double High) expected, (double Low, double High) actual)
    {
        Assert.Equal(expected.Low, actual.Low, 9);
        Assert.Equal(expected.High, actual.High, 9);
    }
}

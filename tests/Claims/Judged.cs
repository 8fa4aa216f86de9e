using System.Globalization;
using Experiments.Claims;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Samples;

namespace Experiments.Tests.Claims;

/// <summary>Claims judged by evidence of the tests' own.</summary>
internal static class Judged
{
    private static readonly string Output = Path.Combine(AppContext.BaseDirectory, "output");

    /// <summary>The training whose tables are committed.</summary>
    public static TrainingEvidence Committed { get; } = new(
        TrainingEvidence.ShownSeed,
        Samples("network-epoch8.csv"),
        Samples("network-trained.csv"),
        double.Parse(
            File.ReadLines(Path.Combine(Output, "network-results.csv")).Select(line => line.Split(','))
                .Single(cells => cells[2] == "test_accuracy")[4],
            CultureInfo.InvariantCulture))
    {
        IsRecorded = true,
    };

    /// <summary>Evidence of the formulas as written, and of a training if there is one.</summary>
    public static Evidence By(TrainingEvidence? training = null) => new(Work(TestContext.Current.CancellationToken), training);

    /// <summary>Work that says nothing.</summary>
    public static Work Work(CancellationToken cancellation) => new(
        new Messages(isTerminal: false, isQuiet: true),
        folder: null,
        cancellation);

    /// <summary>The row of one claim, judged by some formulas.</summary>
    public static ClaimRow Row(string id, ArticleFormulas formulas) => Row(id, By() with { Formulas = formulas });

    /// <summary>The row of one claim, judged by a training.</summary>
    public static ClaimRow Row(string id, TrainingEvidence training) => Row(id, By(training));

    /// <summary>The row of one claim.</summary>
    public static ClaimRow Row(string id, Evidence evidence) =>
        ClaimTable.Row(ClaimTable.Claims.Single(claim => claim.Id == id), evidence);

    /// <summary>That a claim holds of some formulas, or not.</summary>
    public static void AssertHolds(bool holds, string id, ArticleFormulas formulas) =>
        Assert.Equal(holds ? "reproduced" : "not reproduced", Row(id, formulas).Verdict.Word);

    private static IReadOnlyList<Sample> Samples(string file) =>
        [.. File.ReadLines(Path.Combine(Output, file)).Skip(1).Select(line => line.Split(',')).Select((cells, index) =>
            Sample.Of(index, cells[1] == "1", float.Parse(cells[2], CultureInfo.InvariantCulture)))];
}

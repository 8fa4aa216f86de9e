using Experiments.Output.Tables;

namespace Experiments.Samples.Learning;

/// <summary>
/// The paired trainings whose tables are committed, training-effect.csv and its summary; the program carries them.
/// </summary>
internal static class EffectTable
{
    private const string Accuracy = "test_accuracy";

    private static readonly Dictionary<string, string>[] Trainings = Read("training-effect");
    private static readonly Dictionary<string, string>[] Comparisons = Read("training-effect-summary");

    /// <summary>The verdicts on an arm by test accuracy and by test loss, with true labels.</summary>
    public static (string Accuracy, string Loss) Verdicts(string data, string arm)
    {
        var rows = Of(Comparisons, data, arm);
        return (Verdict(Accuracy), Verdict("test_loss"));

        string Verdict(string quantity) => rows.Single(row => row["quantity"] == quantity)["verdict"];
    }

    /// <summary>
    /// How many trainings of an arm there are, and how many of them never began: the gradients of all training images
    /// are exactly 0 at the end, and half of the test images are told right.
    /// </summary>
    public static (int Never, int All) NeverBegun(string data, string arm)
    {
        var rows = Of(Trainings, data, arm);
        return (rows.Count(row => row["zero_gradient"] == "1" && row[Accuracy] == "0.5"), rows.Length);
    }

    private static Dictionary<string, string>[] Of(Dictionary<string, string>[] rows, string data, string arm) =>
        [.. rows.Where(row => row["data"] == data && row["arm"] == arm && row["noise"] == "0")];

    private static Dictionary<string, string>[] Read(string stem)
    {
        using var rows = new CsvRows(
            typeof(EffectTable).Assembly.GetManifestResourceStream($"output/{stem}.csv")!, $"{stem}.csv", hasHeader: true);
        var read = new List<Dictionary<string, string>>();
        while (rows.Read())
        {
            read.Add(rows.Header.Index().ToDictionary(column => column.Item, column => rows.Cell(column.Index)));
        }

        return [.. read];
    }
}

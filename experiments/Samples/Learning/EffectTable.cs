using System.Globalization;

namespace Experiments.Samples.Learning;

/// <summary>
/// The paired trainings whose tables are committed, training-effect.csv and its summary; the program carries them.
/// </summary>
internal static class EffectTable
{
    private static readonly Dictionary<string, string>[] Trainings = Read("training-effect");
    private static readonly Dictionary<string, string>[] Comparisons = Read("training-effect-summary");

    /// <summary>
    /// The verdict on an arm by test accuracy, with true labels, and the mean difference from the loss of raw outputs.
    /// </summary>
    public static (string Verdict, double Mean) ByAccuracy(string data, string arm)
    {
        var row = Of(Comparisons, data, arm).Single(row => row["quantity"] == EffectNames.TestAccuracy);
        return (row["verdict"], double.Parse(row["mean_difference"], CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// How many trainings of an arm there are, and how many of them stopped: the gradients of all training images are
    /// exactly 0 at the end, and half of the test images are told right.
    /// </summary>
    public static (int Stopped, int All) Stopped(string data, string arm)
    {
        var rows = Of(Trainings, data, arm);
        return (rows.Count(row => row[EffectNames.ZeroGradient] == "1" && row[EffectNames.TestAccuracy] == "0.5"), rows.Length);
    }

    private static Dictionary<string, string>[] Of(Dictionary<string, string>[] rows, string data, string arm) =>
        [.. rows.Where(row => row["data"] == data && row["arm"] == arm && row["noise"] == EffectNames.NoNoise)];

    private static Dictionary<string, string>[] Read(string stem)
    {
        using var rows = CarriedTable.Open(stem);
        var read = new List<Dictionary<string, string>>();
        while (rows.Read())
        {
            read.Add(rows.Header.Index().ToDictionary(column => column.Item, column => rows.Cell(column.Index)));
        }

        return [.. read];
    }
}

using System.Globalization;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;
using Experiments.Readback;
using Experiments.Samples;
using Experiments.Training;

namespace Experiments.Network;

/// <summary>
/// A number of the article's claims C12–C17, or beside them, as a training gives it; the article's value is in its
/// words, empty where it has none.
/// </summary>
internal readonly record struct SeedResult(ulong Seed, int Epochs, string Quantity, string Article, string Value)
{
    /// <summary>The table of such numbers.</summary>
    public static Table<SeedResult> Table { get; } = new(
        new("seed", result => result.Seed.ToString(CultureInfo.InvariantCulture), ColumnFormats.Integer) { IsKey = true },
        new("epochs", result => result.Epochs),
        new("quantity", result => result.Quantity) { IsKey = true },
        new("article", result => result.Article),
        new("value", result => result.Value, Float64.Name));

    /// <summary>A number as its table has it.</summary>
    public static SeedResult Read(WrittenRow row) =>
        new((ulong)row.Count("seed"), (int)row.Count("epochs"), row["quantity"], row["article"], row["value"]);

    /// <summary>All numbers of a training; those of epoch 8 only where that was reached.</summary>
    public static IReadOnlyList<SeedResult> Of(TrainingEvidence training, IReadOnlyList<EpochResult> epochs)
    {
        var results = new List<SeedResult>();
        if (training.Early is { } samples)
        {
            Add("epoch8_class0_raw_min", "-3", Least(samples, label: false));
            Add("epoch8_class0_raw_max", "", Most(samples, label: false));
            Add("epoch8_class1_raw_min", "", Least(samples, label: true));
            Add("epoch8_class1_raw_max", "8", Most(samples, label: true));
            Add("epoch8_largest_loss_difference", "identical", Text(TrainingEvidence.LargestLossDifference(samples)));
        }

        var trained = training.Trained;
        Add("validation_accuracy", "0.85", Text(epochs[^1].ValidationAccuracy));
        if (training.TestAccuracy is { } accuracy)
        {
            Add("test_accuracy", "0.85", Text(accuracy));
        }

        Add("class0_raw_min", "", Least(trained, label: false));
        Add("class0_raw_max", "", Most(trained, label: false));
        Add("class1_raw_min", "-4", Least(trained, label: true));
        Add("class1_raw_max", "", Most(trained, label: true));
        Add("class1_above_16", "some", Count(sample => sample.Label && sample.Raw.Value > TrainingEvidence.FarOut));
        Add("class1_clipped", "some", Count(sample => sample.Label && sample.IsClipped && sample.IsRight));
        Add("class0_clipped", "", Count(sample => !sample.Label && sample.IsClipped && sample.IsRight));
        Add("clipped_on_the_wrong_side", "", Count(sample => sample.IsClipped && !sample.IsRight));
        var (_, off, batches) = training.BatchShares();
        Add("batches_of_4_off_by_1_percent", "none to be seen", Text(off / (double)batches));
        return results;

        void Add(string quantity, string article, string value) => results.Add(new(training.Seed, epochs.Count, quantity, article, value));

        string Count(Func<Sample, bool> condition) => trained.Count(condition).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>The seeds, each once, in the order of their largest outputs of class 1, then of their numbers.</summary>
    public static IReadOnlyList<ulong> ByLargestOutput(IReadOnlyList<SeedResult> results) =>
    [
        .. results.Select(result => result.Seed).Distinct().Order().OrderBy(seed => ValueOf(results, seed, "class1_raw_max")),
    ];

    /// <summary>The place of the lower median of so many values in order.</summary>
    public static int LowerMedian(int count) => (count - 1) / 2;

    /// <summary>A quantity of a seed; NaN where it is not among the numbers or is none.</summary>
    public static double ValueOf(IReadOnlyList<SeedResult> results, ulong seed, string quantity) =>
        double.TryParse(
            results.FirstOrDefault(result => result.Seed == seed && result.Quantity == quantity).Value,
            CultureInfo.InvariantCulture,
            out var value) ? value : double.NaN;

    private static string Text(double value) => new Float64(value).ToText();

    private static string Least(IEnumerable<Sample> samples, bool label) =>
        Raw(samples.Where(sample => sample.Label == label).MinBy(sample => sample.Raw.Value));

    private static string Most(IEnumerable<Sample> samples, bool label) =>
        Raw(samples.Where(sample => sample.Label == label).MaxBy(sample => sample.Raw.Value));

    private static string Raw(Sample sample) => sample.Raw.ToText();
}

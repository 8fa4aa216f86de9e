using Experiments.Claims;
using Experiments.Cli;
using Experiments.Numerics.Formats;
using Experiments.Samples;
using Experiments.Training;

namespace Experiments.Network;

/// <summary>A number of the article's claims C12–C17, or beside them, as a training gives it; the article's value is in its words, empty where it has none.</summary>
internal readonly record struct NetworkResult(ulong Seed, int Epochs, string Quantity, string Article, string Value)
{
    public static IReadOnlyList<string> Header { get; } = ["seed", "epochs", "quantity", "article", "value"];

    /// <summary>The cells of its row.</summary>
    public IReadOnlyList<string> Cells => [Seed.ToString(System.Globalization.CultureInfo.InvariantCulture), Cell.Of(Epochs), Quantity, Article, Value];

    /// <summary>All numbers of a training; those of epoch 8 only where that was reached.</summary>
    public static IReadOnlyList<NetworkResult> Of(TrainingEvidence training, IReadOnlyList<EpochResult> epochs)
    {
        var results = new List<NetworkResult>();
        if (training.Early is { } samples)
        {
            Add("epoch8_class0_raw_min", "-3", Least(samples, label: false));
            Add("epoch8_class0_raw_max", "", Most(samples, label: false));
            Add("epoch8_class1_raw_min", "", Least(samples, label: true));
            Add("epoch8_class1_raw_max", "8", Most(samples, label: true));
            Add("epoch8_largest_loss_difference", "identical", Cell.Of(EarlyClaims.LargestLossDifference(samples)));
        }

        var trained = training.Trained;
        Add("validation_accuracy", "0.85", Cell.Of(epochs[^1].ValidationAccuracy));
        if (training.TestCount > 0)
        {
            Add("test_accuracy", "0.85", Cell.Of(training.TestRight / (double)training.TestCount));
        }

        Add("class0_raw_min", "", Least(trained, label: false));
        Add("class0_raw_max", "", Most(trained, label: false));
        Add("class1_raw_min", "-4", Least(trained, label: true));
        Add("class1_raw_max", "", Most(trained, label: true));
        Add("class1_above_16", "some", Cell.Of(trained.Count(sample => sample.Label && sample.Raw.Value > TrainedClaims.FarOut)));
        Add("class1_clipped", "some", Cell.Of(trained.Count(sample => sample.Label && sample.IsClipped && sample.IsRight)));
        Add("class0_clipped", "", Cell.Of(trained.Count(sample => !sample.Label && sample.IsClipped && sample.IsRight)));
        Add("clipped_on_the_wrong_side", "", Cell.Of(trained.Count(sample => sample.IsClipped && !sample.IsRight)));
        var (_, off, batches) = TrainedClaims.BatchShares(training);
        Add("batches_of_4_off_by_1_percent", "none to be seen", Cell.Of(off / (double)batches));
        return results;

        void Add(string quantity, string article, string value) => results.Add(new(training.Seed, epochs.Count, quantity, article, value));
    }

    private static string Least(IEnumerable<NetworkSample> samples, bool label) => Cell.Of(samples.Where(sample => sample.Label == label).MinBy(sample => sample.Raw.Value).Raw);

    private static string Most(IEnumerable<NetworkSample> samples, bool label) => Cell.Of(samples.Where(sample => sample.Label == label).MaxBy(sample => sample.Raw.Value).Raw);
}

using Experiments.Training;

namespace Experiments;

/// <summary>A number of the article's claims C12–C17, or beside them, as a training gives it; the article's value is in its words, empty where it has none.</summary>
internal readonly record struct NetworkResult(ulong Seed, int Epochs, string Quantity, string Article, string Value)
{
    // C16: raw outputs "above about 16".
    private const float FarOut = 16;

    private const int ArticleBatch = 4;

    public static IReadOnlyList<string> Header { get; } = ["seed", "epochs", "quantity", "article", "value"];

    /// <summary>The cells of its row.</summary>
    public IReadOnlyList<string> Cells => [Seed.ToString(System.Globalization.CultureInfo.InvariantCulture), Cell.Of(Epochs), Quantity, Article, Value];

    /// <summary>All numbers of a training; those of epoch 8 only where that was reached.</summary>
    public static IReadOnlyList<NetworkResult> Of(ulong seed, NetworkOutcome outcome, ISamples training, ISamples? test, CancellationToken cancellation)
    {
        var results = new List<NetworkResult>();
        if (outcome.Early is { } early)
        {
            var samples = NetworkSample.Of(training, early);
            Add("epoch8_class0_raw_min", "-3", Least(samples, label: false));
            Add("epoch8_class0_raw_max", "", Most(samples, label: false));
            Add("epoch8_class1_raw_min", "", Least(samples, label: true));
            Add("epoch8_class1_raw_max", "8", Most(samples, label: true));
            Add("epoch8_largest_loss_difference", "identical", Cell.Of(samples.Max(Difference)));
        }

        var trained = NetworkSample.Of(training, outcome.Trained);
        Add("validation_accuracy", "0.85", Cell.Of(outcome.Epochs[^1].ValidationAccuracy));
        if (test is not null)
        {
            var raw = outcome.Network.Outputs(test, cancellation);
            if (Array.FindIndex(raw, output => !float.IsFinite(output)) is >= 0 and var bad)
            {
                throw new TrainingException($"the raw output of test image {bad} is {Cell.Of(new Formats.Float32(raw[bad]))}");
            }

            Add("test_accuracy", "0.85", Cell.Of(Enumerable.Range(0, raw.Length).Count(i => raw[i] > 0 == test.Label(i)) / (double)raw.Length));
        }

        Add("class0_raw_min", "", Least(trained, label: false));
        Add("class0_raw_max", "", Most(trained, label: false));
        Add("class1_raw_min", "-4", Least(trained, label: true));
        Add("class1_raw_max", "", Most(trained, label: true));
        Add("class1_above_16", "some", Cell.Of(trained.Count(sample => sample.Label && sample.Raw.Value > FarOut)));
        Add("class1_clipped", "some", Cell.Of(trained.Count(sample => sample.Label && sample.IsClipped && sample.IsRight)));
        Add("class0_clipped", "", Cell.Of(trained.Count(sample => !sample.Label && sample.IsClipped && sample.IsRight)));
        Add("clipped_on_the_wrong_side", "", Cell.Of(trained.Count(sample => sample.IsClipped && !sample.IsRight)));
        var batches = NetworkBatches.Of(trained, NetworkBatches.Order(trained.Count, seed), ArticleBatch);
        Add("batches_of_4_off_by_1_percent", "none to be seen", Cell.Of(batches.Count(batch => batch.IsOff) / (double)batches.Count));
        return results;

        void Add(string quantity, string article, string value) => results.Add(new(seed, outcome.Epochs.Count, quantity, article, value));
    }

    private static string Least(IEnumerable<NetworkSample> samples, bool label) => Cell.Of(samples.Where(sample => sample.Label == label).MinBy(sample => sample.Raw.Value).Raw);

    private static string Most(IEnumerable<NetworkSample> samples, bool label) => Cell.Of(samples.Where(sample => sample.Label == label).MaxBy(sample => sample.Raw.Value).Raw);

    private static double Difference(NetworkSample sample) => Functions.RoundTrip.RelativeError(sample.LossRaw, sample.LossSigmoid).Value;
}

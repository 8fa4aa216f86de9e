using Experiments.Cli;
using Experiments.Losses;

namespace Experiments.Samples;

/// <summary>What the claims about training are judged by.</summary>
/// <param name="Seed">The seed of the training, and of the order in which batches are drawn.</param>
/// <param name="Early">The training images after epoch 8; null where that was not reached.</param>
/// <param name="Trained">The training images at the end.</param>
/// <param name="TestAccuracy">The share of the test images that are told right at the end; null where there are
/// none.</param>
internal sealed record TrainingEvidence(
    ulong Seed, IReadOnlyList<Sample>? Early, IReadOnlyList<Sample> Trained, double? TestAccuracy) : IResult
{
    /// <summary>
    /// The seed whose network is shown: of seeds 1 to 20 the lower median by the largest raw output of class 1.
    /// </summary>
    public const ulong ShownSeed = 12;

    /// <summary>C16: raw outputs "above about 16".</summary>
    public const float FarOut = 16;

    private const int ArticleBatch = 4;

    /// <summary>A checksum of the samples that it was trained, stopped and tested on, and of their labels.</summary>
    public ulong Checksum { get; init; }

    /// <summary>The user's data that it was trained on; null for the embedded ones.</summary>
    public string? Data { get; init; }

    /// <summary>Whether it is a head on features of a pretrained network.</summary>
    public bool IsOnFeatures { get; init; }

    /// <summary>Whether it is the training of network's defaults, of which verdicts are recorded.</summary>
    public bool IsRecorded { get; init; }

    /// <summary>What its photographs are to the article's.</summary>
    public string Source => Data is null ? "other photographs than the article's" : $"tested on {Data}";

    /// <summary>The largest relative difference of an image's losses.</summary>
    public static double LargestLossDifference(IReadOnlyList<Sample> samples) =>
        samples.Max(sample => Errors.Relative(sample.LossRaw, sample.LossSigmoid).Value);

    /// <summary>
    /// Batches of 4: the largest share of the sum of clipped losses that comes from clipped samples, and how many means
    /// are off by more than 1 %.
    /// </summary>
    public (double Share, int Off, int Count) BatchShares()
    {
        var order = Batches.Order(Trained.Count, Seed);
        var batches = Batches.Of(Trained, order, ArticleBatch);
        var share = order.Chunk(ArticleBatch).Max(rows => ClippedShare([.. rows.Select(row => Trained[row])]));
        return (share, batches.Count(batch => batch.IsOff), batches.Count);
    }

    private static double ClippedShare(Sample[] batch)
    {
        var (clipped, all) = (0.0, 0.0);
        foreach (var sample in batch)
        {
            all += sample.LossSigmoid.Value;
            clipped += sample.IsClipped ? sample.LossSigmoid.Value : 0;
        }

        return clipped / all;
    }
}

using Experiments.Training.Random;

namespace Experiments.Samples;

/// <summary>
/// Training images in batches: consecutive rows of a random order, since files are often sorted by class.
/// </summary>
internal static class Batches
{
    /// <summary>How many random orders a share is taken over.</summary>
    public const int Shuffles = 20;

    // The first tag of its stream; 1 to 3 are the training's.
    private const ulong Purpose = 5;

    private const int LargestSize = 256;

    /// <summary>The sizes 1, 2, 4, … 256 that there are so many samples for.</summary>
    public static IEnumerable<int> Sizes(int count)
    {
        for (var size = 1; size <= Math.Min(LargestSize, count); size *= 2)
        {
            yield return size;
        }
    }

    /// <summary>A random order of so many images: the one that batches are drawn in is number 0.</summary>
    public static int[] Order(int count, ulong seed, int shuffle = 0) =>
        new SplitMix64(Streams.Derive(seed, Purpose, (ulong)shuffle)).Permutation(count);

    /// <summary>The batches of a size in an order; the last one may be smaller.</summary>
    public static IReadOnlyList<Batch> Of(IReadOnlyList<Sample> samples, IReadOnlyList<int> order, int size) =>
        [.. order.Chunk(size).Select((rows, batch) => Mean(size, batch, [.. rows.Select(row => samples[row])]))];

    /// <summary>The mean over all samples as one batch, in the order in which they are given.</summary>
    public static Batch All(IReadOnlyList<Sample> samples) => Mean(samples.Count, 0, samples);

    /// <summary>For each size, how many batches are off by more than 1 %.</summary>
    public static IReadOnlyList<BatchShare> Shares(IReadOnlyList<Sample> samples, ulong seed)
    {
        int[][] orders = [.. Enumerable.Range(0, Shuffles).Select(shuffle => Order(samples.Count, seed, shuffle))];
        return
        [
            .. Sizes(samples.Count).Select(size =>
            {
                double[] off = [.. orders.Select(order => Share(Of(samples, order, size)))];
                return new BatchShare(size, off[0], off.Min(), off.Max());
            }),
        ];
    }

    private static double Share(IReadOnlyList<Batch> batches) => batches.Count(batch => batch.IsOff) / (double)batches.Count;

    private static Batch Mean(int size, int index, IReadOnlyList<Sample> samples)
    {
        var (sigmoid, raw) = (0.0, 0.0);
        foreach (var sample in samples)
        {
            sigmoid += sample.LossSigmoid.Value;
            raw += sample.LossRaw.Value;
        }

        return new(size, index, sigmoid / samples.Count, raw / samples.Count, samples.Count(sample => sample.IsClipped));
    }
}

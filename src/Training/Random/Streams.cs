namespace Experiments.Training.Random;

/// <summary>
/// One stream of numbers for each purpose, so that any layer, epoch and batch can be addressed without those before it.
/// </summary>
public static class Streams
{
    /// <summary>The initial weights of a layer, counted from 0.</summary>
    public static SplitMix64 Initial(ulong seed, int layer) => new(Derive(seed, 1, (ulong)layer));

    /// <summary>The order of the training samples in an epoch, counted from 1.</summary>
    public static SplitMix64 Order(ulong seed, int epoch) => new(Derive(seed, 2, (ulong)epoch));

    /// <summary>The dropout of a batch, counted from 0, in an epoch, counted from 1.</summary>
    public static SplitMix64 Dropout(ulong seed, int epoch, int batch) => new(Derive(seed, 3, (ulong)epoch, (ulong)batch));

    /// <summary>Which labels are flipped.</summary>
    public static SplitMix64 Flips(ulong seed) => new(Derive(seed, 6));

    /// <summary>
    /// A state from a seed and tags: for each tag the first output of SplitMix64 from state xor tag ·
    /// 0xD1342543DE82EF95.
    /// </summary>
    public static ulong Derive(ulong seed, params ReadOnlySpan<ulong> tags)
    {
        foreach (var tag in tags)
        {
            seed = new SplitMix64(seed ^ unchecked(tag * 0xD1342543DE82EF95)).Next();
        }

        return seed;
    }
}

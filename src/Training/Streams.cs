namespace Experiments.Training;

/// <summary>One stream of numbers for each purpose.</summary>
public static class Streams
{
    /// <summary>A state from a seed and tags: for each tag the first output of SplitMix64 from state xor tag · 0xD1342543DE82EF95.</summary>
    public static ulong Derive(ulong seed, params ReadOnlySpan<ulong> tags)
    {
        foreach (var tag in tags)
        {
            seed = new SplitMix64(seed ^ unchecked(tag * 0xD1342543DE82EF95)).Next();
        }

        return seed;
    }
}

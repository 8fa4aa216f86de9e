using System.Numerics;

namespace Experiments.Output.Tables;

/// <summary>The keys of a file so far, in memory of a fixed size: a key that is there twice is always suspected, another one rarely.</summary>
/// <remarks>
/// A Bloom filter of four bits a key, with a bit of memory for each byte of the file and 256 MB at most. A second reading of the file
/// tells which suspects are there twice.
/// </remarks>
internal sealed class SeenKeys(long fileLength)
{
    private const int BitsOfKey = 4;
    private const long Least = 1L << 16;
    private const long Most = 1L << 31;
    private const int LargestCount = 4_000_000;

    private readonly ulong[] bits = new ulong[(long)BitOperations.RoundUpToPowerOf2((ulong)Math.Clamp(fileLength, Least, Most)) / 64];
    private readonly HashSet<ulong> suspects = [];

    /// <summary>The hashes of keys that may be there twice.</summary>
    public IReadOnlySet<ulong> Suspects => suspects;

    /// <summary>Notes the hash of a key; false when there are too many to tell them apart in so little memory.</summary>
    public bool TryAdd(ulong hash)
    {
        // Two halves of a hash make as many places as are wanted (Kirsch and Mitzenmacher 2008).
        var (place, step, isNew) = (hash, BitOperations.RotateLeft(hash, 32) | 1, false);
        for (var i = 0; i < BitsOfKey; i++)
        {
            ref var word = ref bits[(place >> 6) & (ulong)(bits.Length - 1)];
            var bit = 1UL << (int)(place & 63);
            isNew |= (word & bit) == 0;
            word |= bit;
            place = unchecked(place + step);
        }

        return isNew || !suspects.Add(hash) || suspects.Count <= LargestCount;
    }
}

namespace Experiments.Tests;

/// <summary>SplitMix64: the tests' own numbers, the same on every run (Steele, Lea, Flood 2014).</summary>
internal sealed class SplitMix(ulong seed)
{
    private ulong state = seed;

    public ulong Next()
    {
        unchecked
        {
            var z = state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>A whole number of up to 56 bits, of either sign.</summary>
    public long Signed() => unchecked((long)Next()) >> 8;

    public int Below(int n) => (int)(Next() % (ulong)n);

    public UInt128 Bits(int count) => (((UInt128)Next() << 64) | Next()) >> (128 - count);
}

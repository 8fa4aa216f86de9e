namespace Experiments.Training;

/// <summary>A stream of numbers that looks random and is the same everywhere: SplitMix64 from a state.</summary>
/// <remarks>Source: Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014, section 5.</remarks>
public struct SplitMix64(ulong state)
{
    private ulong state = state;

    /// <summary>The next 64 bits.</summary>
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

    /// <summary>A whole number in [0, n).</summary>
    public int Below(int n) => (int)(((Next() >> 32) * (ulong)n) >> 32);

    /// <summary>The numbers 0 to n − 1, shuffled from the last to the first (Fisher and Yates).</summary>
    public int[] Permutation(int n)
    {
        int[] order = [.. Enumerable.Range(0, n)];
        for (var i = n - 1; i >= 1; i--)
        {
            var j = Below(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}

namespace Experiments.Training.Random;

/// <summary>A stream of numbers that looks random and is the same everywhere: SplitMix64 from a state.</summary>
/// <remarks>
/// Source: Steele, Lea and Flood, Fast splittable pseudorandom number generators, OOPSLA 2014, section 5.
/// </remarks>
public struct SplitMix64(ulong state) : IEquatable<SplitMix64>
{
    private ulong state = state;

    /// <summary>Whether two streams go on with the same numbers.</summary>
    public static bool operator ==(SplitMix64 x, SplitMix64 y) => x.Equals(y);

    /// <summary>Whether two streams go on with other numbers.</summary>
    public static bool operator !=(SplitMix64 x, SplitMix64 y) => !x.Equals(y);

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

    /// <summary>A multiple of 2^−24 in [0, 1): a number that float32 holds exactly.</summary>
    public double Unit() => (Next() >> 40) * (1d / (1 << 24));

    /// <summary>A whole number in [0, n).</summary>
    public int Below(int n) => (int)(((Next() >> 32) * (ulong)n) >> 32);

    /// <summary>The numbers 0 to n − 1, shuffled from the last to the first (Fisher and Yates).</summary>
    public int[] Permutation(int n)
    {
        var order = new int[n];
        for (var i = 0; i < n; i++)
        {
            order[i] = i;
        }

        for (var i = n - 1; i >= 1; i--)
        {
            var j = Below(i + 1);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    /// <summary>
    /// Fills weights, in their order, uniformly from [−limit, limit), limit = √(6 / (inputs + outputs)): Glorot and
    /// Bengio 2010, equation 16.
    /// </summary>
    /// <remarks>
    /// Inputs and outputs are the numbers of values that enter and leave one unit; a 3×3 convolution has 9 for each
    /// channel.
    /// </remarks>
    public void GlorotUniform(Span<float> weights, int inputs, int outputs)
    {
        var limit = Math.Sqrt(6d / (inputs + outputs));
        foreach (ref var weight in weights)
        {
            weight = (float)(((2 * Unit()) - 1) * limit);
        }
    }

    /// <summary>
    /// Fills the factors of inverted dropout: 0 with probability rate, else 1 / (1 − rate), so that the mean stays.
    /// </summary>
    public void Dropout(Span<float> factors, double rate)
    {
        var kept = (float)(1 / (1 - rate));
        foreach (ref var factor in factors)
        {
            factor = Unit() >= rate ? kept : 0;
        }
    }

    /// <inheritdoc/>
    public readonly bool Equals(SplitMix64 other) => state == other.state;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is SplitMix64 other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => state.GetHashCode();
}

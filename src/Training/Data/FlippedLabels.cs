using System.IO.Hashing;
using System.Runtime.InteropServices;
using Experiments.Training.Random;

namespace Experiments.Training.Data;

/// <summary>Samples of which some have the other class's label.</summary>
public sealed class FlippedLabels : ISamples
{
    private readonly ISamples samples;
    private readonly bool[] labels;

    /// <summary>Flips a share of the labels, rounded to a whole number of them; which ones is the seed's choice.</summary>
    public FlippedLabels(ISamples samples, double share, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(samples);
        this.samples = samples;
        labels = [.. Enumerable.Range(0, samples.Count).Select(samples.Label)];
        var flipped = (int)Math.Round(share * samples.Count, MidpointRounding.AwayFromZero);
        foreach (var index in Streams.Flips(seed).Permutation(samples.Count).AsSpan(0, flipped))
        {
            labels[index] = !labels[index];
        }
    }

    /// <inheritdoc/>
    public int Count => samples.Count;

    /// <inheritdoc/>
    public int Length => samples.Length;

    /// <inheritdoc/>
    public ulong Checksum
    {
        get
        {
            var hash = new XxHash3();
            hash.Append(BitConverter.GetBytes(samples.Checksum));
            hash.Append(MemoryMarshal.AsBytes<bool>(labels));
            return hash.GetCurrentHashAsUInt64();
        }
    }

    /// <inheritdoc/>
    public bool Label(int index) => labels[index];

    /// <inheritdoc/>
    public void CopyTo(int index, Span<float> values) => samples.CopyTo(index, values);
}

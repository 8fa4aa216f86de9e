using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Experiments.Training.Data;

/// <summary>Features computed elsewhere, [sample, feature], with a label 0 or 1 each.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Length">Features of a sample.</param>
/// <param name="Features">All features.</param>
/// <param name="Labels">All labels.</param>
#pragma warning disable CA1819 // The arrays are the data, which nobody wants copied.
public sealed record FeatureSet(string Name, int Length, float[] Features, byte[] Labels) : ISamples
#pragma warning restore CA1819
{
    /// <inheritdoc/>
    public int Count => Labels.Length;

    /// <inheritdoc/>
    public ulong Checksum
    {
        get
        {
            var hash = new XxHash3();
            hash.Append(MemoryMarshal.AsBytes<float>(Features));
            hash.Append(Labels);
            return hash.GetCurrentHashAsUInt64();
        }
    }

    /// <inheritdoc/>
    public bool Label(int index) => Labels[index] != 0;

    /// <inheritdoc/>
    public void CopyTo(int index, Span<float> values) => Features.AsSpan(index * Length, Length).CopyTo(values);
}

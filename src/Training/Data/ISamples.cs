using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Experiments.Training.Data;

/// <summary>What a network learns from: samples of equal length, each with a label 0 or 1.</summary>
public interface ISamples
{
    /// <summary>How many.</summary>
    int Count { get; }

    /// <summary>Values of one sample.</summary>
    int Length { get; }

    /// <summary>A hash of all values and labels, by which a checkpoint knows its data again.</summary>
    ulong Checksum { get; }

    /// <summary>A hash of three sets, the last of which may be missing.</summary>
    static ulong ChecksumOf(ISamples training, ISamples validation, ISamples? test)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(validation);
        ulong[] parts = [training.Checksum, validation.Checksum, test?.Checksum ?? 0];
        return XxHash3.HashToUInt64(MemoryMarshal.AsBytes<ulong>(parts));
    }

    /// <summary>Whether a sample is of class 1.</summary>
    bool Label(int index);

    /// <summary>Writes the values of one sample.</summary>
    void CopyTo(int index, Span<float> values);
}

using System.IO.Hashing;

namespace Experiments.Training.Data;

/// <summary>Images in memory, [image, row, column, channel], one byte a value, with a label 0 or 1 each.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="Height">Rows of an image.</param>
/// <param name="Width">Columns of an image.</param>
/// <param name="Channels">Values of a pixel.</param>
/// <param name="Pixels">All values.</param>
/// <param name="Labels">All labels.</param>
#pragma warning disable CA1819 // The arrays are the data, a hundred megabytes of it, which nobody wants copied.
public sealed record ImageSet(string Name, int Height, int Width, int Channels, byte[] Pixels, byte[] Labels) : ISamples
#pragma warning restore CA1819
{
    /// <summary>value / 255, rounded once.</summary>
    private static readonly float[] Fractions = [.. Enumerable.Range(0, 256).Select(value => value / 255f)];

    /// <summary>Whether a value is brought to [0, 1]; else it stays in 0 … 255.</summary>
    public bool IsScaled { get; init; } = true;

    /// <inheritdoc/>
    public int Count => Labels.Length;

    /// <inheritdoc/>
    public int Length => Height * Width * Channels;

    /// <inheritdoc/>
    public ulong Checksum
    {
        get
        {
            var hash = new XxHash3();
            hash.Append(Pixels);
            hash.Append(Labels);
            if (!IsScaled)
            {
                hash.Append([0]);
            }

            return hash.GetCurrentHashAsUInt64();
        }
    }

    /// <inheritdoc/>
    public bool Label(int index) => Labels[index] != 0;

    /// <inheritdoc/>
    public void CopyTo(int index, Span<float> values)
    {
        var pixels = Pixels.AsSpan(index * Length, Length);
        for (var i = 0; i < pixels.Length; i++)
        {
            values[i] = IsScaled ? Fractions[pixels[i]] : pixels[i];
        }
    }
}

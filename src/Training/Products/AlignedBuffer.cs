using System.Runtime.InteropServices;

namespace Experiments.Training.Products;

/// <summary>float32 numbers, 0 at first, from the start of a cache line, so that no vector straddles two.</summary>
internal sealed class AlignedBuffer
{
    private readonly float[] array;
    private readonly int start;

    public AlignedBuffer(int length)
    {
        array = GC.AllocateArray<float>(length + Lanes.Count - 1, pinned: true);
        start = (int)(-(Marshal.UnsafeAddrOfPinnedArrayElement(array, 0) / sizeof(float)) & (Lanes.Count - 1));
        Length = length;
    }

    public int Length { get; }

    public Span<float> Span => array.AsSpan(start, Length);

    /// <summary>The numbers from an index on.</summary>
    public Span<float> From(int index) => Span[index..];
}

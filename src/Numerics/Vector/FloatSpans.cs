using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Experiments.Numerics.Vector;

/// <summary>An operation of float32 numbers side by side, the IEEE 754 one in each place.</summary>
internal interface IFloatOperation
{
    /// <summary>The results; an operation of fewer numbers leaves the last aside.</summary>
    static abstract Vector256<float> Of(Vector256<float> a, Vector256<float> b, Vector256<float> c);
}

/// <summary>Operations of many float32 numbers.</summary>
internal static class FloatSpans
{
    /// <summary>The results at each place of three spans, as many as the first has.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Fill<TOperation>(ReadOnlySpan<float> a, ReadOnlySpan<float> b, ReadOnlySpan<float> c, Span<float> results)
        where TOperation : struct, IFloatOperation
    {
        b = b[..a.Length];
        c = c[..a.Length];
        results = results[..a.Length];
        ref var first = ref MemoryMarshal.GetReference(a);
        ref var second = ref MemoryMarshal.GetReference(b);
        ref var third = ref MemoryMarshal.GetReference(c);
        ref var result = ref MemoryMarshal.GetReference(results);
        var whole = a.Length - (a.Length % Vector256<float>.Count);
        for (nuint i = 0; i < (nuint)whole; i += (nuint)Vector256<float>.Count)
        {
            TOperation.Of(
                Vector256.LoadUnsafe(ref first, i),
                Vector256.LoadUnsafe(ref second, i),
                Vector256.LoadUnsafe(ref third, i)).StoreUnsafe(ref result, i);
        }

        for (var i = whole; i < a.Length; i++)
        {
            results[i] = TOperation.Of(Vector256.Create(a[i]), Vector256.Create(b[i]), Vector256.Create(c[i]))[0];
        }
    }

    /// <summary>The numbers whose bit patterns follow one another from one on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Consecutive(uint first, Span<float> results)
    {
        var bits = MemoryMarshal.Cast<float, uint>(results);
        var whole = bits.Length - (bits.Length % Vector256<uint>.Count);
        unchecked
        {
            for (var i = 0; i < whole; i += Vector256<uint>.Count)
            {
                (Vector256<uint>.Indices + Vector256.Create(first + (uint)i)).CopyTo(bits[i..]);
            }

            for (var i = whole; i < bits.Length; i++)
            {
                bits[i] = first + (uint)i;
            }
        }
    }

    /// <summary>The smallest and the largest of some numbers; both NaN where one of them is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (float Low, float High) Extent(ReadOnlySpan<float> x)
    {
        var (low, high) = (Vector256.Create(x[0]), Vector256.Create(x[0]));
        var whole = x.Length - (x.Length % Vector256<float>.Count);
        for (var i = 0; i < whole; i += Vector256<float>.Count)
        {
            var next = Vector256.Create(x[i..]);
            (low, high) = (Vector256.Min(low, next), Vector256.Max(high, next));
        }

        for (var i = whole; i < x.Length; i++)
        {
            (low, high) = (Vector256.Min(low, Vector256.Create(x[i])), Vector256.Max(high, Vector256.Create(x[i])));
        }

        var (least, largest) = (low[0], high[0]);
        for (var i = 1; i < Vector256<float>.Count; i++)
        {
            (least, largest) = (Math.Min(least, low[i]), Math.Max(largest, high[i]));
        }

        return (least, largest);
    }
}

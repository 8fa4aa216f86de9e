using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Experiments.Training.Products;

/// <summary>Small work on rows whose length is a multiple of 16.</summary>
internal static class Rowwise
{
    /// <summary>Adds row after row to the sums.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRows(ReadOnlySpan<float> rows, Span<float> sums)
    {
        var total = MemoryMarshal.Cast<float, Vector256<float>>(sums);
        var all = MemoryMarshal.Cast<float, Vector256<float>>(rows);
        for (var row = 0; row < all.Length; row += total.Length)
        {
            for (var i = 0; i < total.Length; i++)
            {
                total[i] += all[row + i];
            }
        }
    }

    /// <summary>max(x, 0) in place; NaN stays.</summary>
    public static void Relu(Span<float> values)
    {
        foreach (ref var value in values)
        {
            value = value <= 0 ? 0 : value;
        }
    }

    /// <summary>Sets gradients to 0 where ReLU gave 0.</summary>
    public static void ReluBackward(ReadOnlySpan<float> outputs, Span<float> gradients)
    {
        for (var i = 0; i < outputs.Length; i++)
        {
            gradients[i] = outputs[i] > 0 ? gradients[i] : 0;
        }
    }
}

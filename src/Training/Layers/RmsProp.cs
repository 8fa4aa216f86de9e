using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Experiments.Training.Layers;

/// <summary>The optimiser RMSprop as Keras 2.2.4 defines it, ε outside the root.</summary>
/// <remarks>Source: keras/optimizers.py, RMSprop.get_updates.</remarks>
internal static class RmsProp
{
    private const float Decay = 0.9f;
    private const float Rest = 0.1f;
    private const float Epsilon = 1e-7f;

    /// <summary>
    /// One step: a ← 0.9·a + 0.1·g², p ← p − rate·g / (√a + ε), each operation rounded; lengths are multiples of 16.
    /// </summary>
    /// <returns>Whether all a and p are finite. A gradient that is not makes its a infinite or NaN, and so does one
    /// beyond ±1.8·10^19, whose square overflows.</returns>
    public static bool Update(Span<float> values, Span<float> squares, ReadOnlySpan<float> gradients, float rate)
    {
        var p = MemoryMarshal.Cast<float, Vector256<float>>(values);
        var a = MemoryMarshal.Cast<float, Vector256<float>>(squares);
        var g = MemoryMarshal.Cast<float, Vector256<float>>(gradients);
        var finite = Vector256<float>.AllBitsSet;
        for (var i = 0; i < p.Length; i++)
        {
            var square = (a[i] * Decay) + (g[i] * g[i] * Rest);
            var value = p[i] - ((g[i] * rate) / (Vector256.Sqrt(square) + Vector256.Create(Epsilon)));
            (a[i], p[i]) = (square, value);
            finite &= Vector256.IsFinite(square) & Vector256.IsFinite(value);
        }

        return finite.AsInt32() == Vector256<int>.AllBitsSet;
    }
}

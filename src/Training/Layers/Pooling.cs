using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Experiments.Training.Layers;

/// <summary>ReLU and 2×2 max pooling of one row of windows, all channels, and the way back.</summary>
/// <remarks>relu(max(x)) = max(relu(x)), so ReLU comes last. Channels are a multiple of 16.</remarks>
internal static class Pooling
{
    // The argmax of a window whose maximum is not positive: ReLU passes no gradient.
    private const float None = -1;

    /// <summary>
    /// Writes each window's maximum, or 0, and which of the four it is, the first one in row order: 0, 1, 2, 3, or −1
    /// if it is not positive.
    /// </summary>
    /// <remarks>NaN in the first place is kept, so that weights that are NaN show in the outputs.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Forward(ReadOnlySpan<float> upper, ReadOnlySpan<float> lower, Span<float> pooled, Span<float> argmax, int channels)
    {
        var top = MemoryMarshal.Cast<float, Vector256<float>>(upper);
        var bottom = MemoryMarshal.Cast<float, Vector256<float>>(lower);
        var best = MemoryMarshal.Cast<float, Vector256<float>>(pooled);
        var indices = MemoryMarshal.Cast<float, Vector256<float>>(argmax);
        var vectors = channels / Vector256<float>.Count;
        for (var window = 0; window < best.Length; window += vectors)
        {
            for (var i = 0; i < vectors; i++)
            {
                var left = (2 * window) + i;
                var maximum = top[left];
                var index = Vector256<float>.Zero;
                TakeGreater(top[left + vectors], 1, ref maximum, ref index);
                TakeGreater(bottom[left], 2, ref maximum, ref index);
                TakeGreater(bottom[left + vectors], 3, ref maximum, ref index);
                var dead = Vector256.LessThanOrEqual(maximum, Vector256<float>.Zero);
                best[window + i] = Vector256.AndNot(maximum, dead);
                indices[window + i] = Vector256.ConditionalSelect(dead, Vector256.Create(None), index);
            }
        }
    }

    /// <summary>
    /// Spreads each window's gradient over its four places: all of it goes to the maximum, 0 to the others.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Backward(
        ReadOnlySpan<float> gradient, ReadOnlySpan<float> argmax, Span<float> upper, Span<float> lower, int channels)
    {
        var g = MemoryMarshal.Cast<float, Vector256<float>>(gradient);
        var indices = MemoryMarshal.Cast<float, Vector256<float>>(argmax);
        var top = MemoryMarshal.Cast<float, Vector256<float>>(upper);
        var bottom = MemoryMarshal.Cast<float, Vector256<float>>(lower);
        var vectors = channels / Vector256<float>.Count;
        for (var window = 0; window < g.Length; window += vectors)
        {
            for (var i = 0; i < vectors; i++)
            {
                var left = (2 * window) + i;
                var (value, index) = (g[window + i], indices[window + i]);
                top[left] = value & Vector256.Equals(index, Vector256<float>.Zero);
                top[left + vectors] = value & Vector256.Equals(index, Vector256<float>.One);
                bottom[left] = value & Vector256.Equals(index, Vector256.Create(2f));
                bottom[left + vectors] = value & Vector256.Equals(index, Vector256.Create(3f));
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void TakeGreater(Vector256<float> candidate, float place, ref Vector256<float> maximum, ref Vector256<float> index)
    {
        var greater = Vector256.GreaterThan(candidate, maximum);
        maximum = Vector256.ConditionalSelect(greater, candidate, maximum);
        index = Vector256.ConditionalSelect(greater, Vector256.Create(place), index);
    }
}

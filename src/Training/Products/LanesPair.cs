using System.Runtime.CompilerServices;

namespace Experiments.Training.Products;

/// <summary>Twice as many lanes.</summary>
internal readonly struct LanesPair<T>(T low, T high) : ILanes<LanesPair<T>>
    where T : struct, ILanes<T>
{
    private readonly T low = low;
    private readonly T high = high;

    public static int Count => 2 * T.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesPair<T> Load(ref float source) => new(T.Load(ref source), T.Load(ref Unsafe.Add(ref source, T.Count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(LanesPair<T> values, ref float target)
    {
        T.Store(values.low, ref target);
        T.Store(values.high, ref Unsafe.Add(ref target, T.Count));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LanesPair<T> MultiplyAdd(float x, LanesPair<T> weights, LanesPair<T> sums) =>
        new(T.MultiplyAdd(x, weights.low, sums.low), T.MultiplyAdd(x, weights.high, sums.high));
}

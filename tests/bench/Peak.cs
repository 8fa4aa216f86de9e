using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Experiments.Training.Layers;

namespace Experiments.Bench;

/// <summary>
/// 10⁹ operations a second of one thread: at most, in the widest vectors, and what a training step reaches of it.
/// </summary>
internal static class Peak
{
    // A multiply-add depends on the one 12 before it: enough for two at once that take four or five cycles.
    private const int Chains = 12;
    private const int Steps = 10000;
    private const int Images = 100;

    public static IEnumerable<Pair> Pairs(Peers peers)
    {
        yield return Alone("float32", Float32);
        yield return Alone("float64", Float64);
        var network = Architecture.Chollet();
        var step = new SpeedCase(network, Images, threads: 1, peers);
        var operations = Convolutions(network);
        yield return new(
            "peak", "a training step of chollet: its convolutions alone", "multiply-adds of float32", "GFLOP/s", Reached, () => Float32());

        static Pair Alone(string format, Func<Reading> rate) =>
            new("peak", $"multiply-adds of {format}", string.Empty, "GFLOP/s", () => rate(), null);

        Reading? Reached()
        {
            var time = step.Epoch();
            return new(operations / time.Wall / 1e6, operations / time.Cpu / 1e6);
        }
    }

    private static Reading Float32() =>
        Vector512.IsHardwareAccelerated ? Rate<Vector512<float>, MultiplyAdd>(Vector512.Create(1f), Vector512<float>.Count)
        : Vector256.IsHardwareAccelerated ? Rate<Vector256<float>, MultiplyAdd>(Vector256.Create(1f), Vector256<float>.Count)
        : Rate<Vector128<float>, MultiplyAdd>(Vector128.Create(1f), Vector128<float>.Count);

    private static Reading Float64() =>
        Vector512.IsHardwareAccelerated ? Rate<Vector512<double>, MultiplyAdd>(Vector512.Create(1.0), Vector512<double>.Count)
        : Vector256.IsHardwareAccelerated ? Rate<Vector256<double>, MultiplyAdd>(Vector256.Create(1.0), Vector256<double>.Count)
        : Rate<Vector128<double>, MultiplyAdd>(Vector128.Create(1.0), Vector128<double>.Count);

    /// <summary>× and + of a batch: of each block forward and to its weights, and but for the first to its input.</summary>
    private static double Convolutions(Architecture network)
    {
        var (side, inputs, sum) = (network.Height, network.Channels, 0.0);
        foreach (var outputs in network.Widths)
        {
            var pooled = (side - 2) / 2;
            sum += (side == network.Height ? 2 : 3) * 2.0 * 9 * inputs * outputs * 4 * pooled * pooled;
            (side, inputs) = (pooled, outputs);
        }

        return sum * network.BatchSize;
    }

    private static Reading Rate<TVector, TMultiplyAdd>(TVector one, int lanes)
        where TMultiplyAdd : struct, IMultiplyAdd<TVector>
    {
        var time = Reading.PerNumber(2L * lanes * Chains * Steps, () => Chain<TVector, TMultiplyAdd>(one));
        return new(1 / time.Wall, 1 / time.Cpu);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static TVector Chain<TVector, TMultiplyAdd>(TVector one)
        where TMultiplyAdd : struct, IMultiplyAdd<TVector>
    {
        var (a, b, c, d, e, f) = (one, one, one, one, one, one);
        var (g, h, i, j, k, l) = (one, one, one, one, one, one);
        for (var step = 0; step < Steps; step++)
        {
            a = TMultiplyAdd.Of(a, one);
            b = TMultiplyAdd.Of(b, one);
            c = TMultiplyAdd.Of(c, one);
            d = TMultiplyAdd.Of(d, one);
            e = TMultiplyAdd.Of(e, one);
            f = TMultiplyAdd.Of(f, one);
            g = TMultiplyAdd.Of(g, one);
            h = TMultiplyAdd.Of(h, one);
            i = TMultiplyAdd.Of(i, one);
            j = TMultiplyAdd.Of(j, one);
            k = TMultiplyAdd.Of(k, one);
            l = TMultiplyAdd.Of(l, one);
        }

        return Sum(Sum(Sum(a, b, c), Sum(d, e, f), Sum(g, h, i)), Sum(j, k, l), one);

        static TVector Sum(TVector x, TVector y, TVector z) => TMultiplyAdd.Of(TMultiplyAdd.Of(x, y), z);
    }

    /// <summary>x · y + y, rounded once in each lane.</summary>
    private interface IMultiplyAdd<TVector>
    {
        static abstract TVector Of(TVector x, TVector y);
    }

    private readonly struct MultiplyAdd : IMultiplyAdd<Vector512<float>>, IMultiplyAdd<Vector256<float>>, IMultiplyAdd<Vector128<float>>,
        IMultiplyAdd<Vector512<double>>, IMultiplyAdd<Vector256<double>>, IMultiplyAdd<Vector128<double>>
    {
        public static Vector512<float> Of(Vector512<float> x, Vector512<float> y) => Vector512.FusedMultiplyAdd(x, y, y);

        public static Vector256<float> Of(Vector256<float> x, Vector256<float> y) => Vector256.FusedMultiplyAdd(x, y, y);

        public static Vector128<float> Of(Vector128<float> x, Vector128<float> y) => Vector128.FusedMultiplyAdd(x, y, y);

        public static Vector512<double> Of(Vector512<double> x, Vector512<double> y) => Vector512.FusedMultiplyAdd(x, y, y);

        public static Vector256<double> Of(Vector256<double> x, Vector256<double> y) => Vector256.FusedMultiplyAdd(x, y, y);

        public static Vector128<double> Of(Vector128<double> x, Vector128<double> y) => Vector128.FusedMultiplyAdd(x, y, y);
    }
}

using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Experiments.Losses;
using Experiments.Numerics.Formats;
using Experiments.Training.Random;

namespace Experiments.Bench;

/// <summary>Nanoseconds a number of functions over 4096 numbers, which the nearest cache holds.</summary>
internal static class Functions
{
    private const int Count = 4096;

    private static readonly Evaluator<Float32> RoundTrips = ArticleFormulas.Written.RoundTrip.In<Float32>();

    private static readonly (string Name, int Low, int High, Pass<float> Ours, Pass<float> Loop, Pass<float> Tensors)[] OfFloat32 =
    [
        ("exp", -20, 20, Spans.Exp, Platform.Exp, TensorPrimitives.Exp),
        ("log", 0, 1, Spans.Log, Platform.Log, TensorPrimitives.Log),
        ("log1p", 0, 20, Spans.Log1P, Platform.Log1P, TensorPrimitives.LogP1),
        ("sigmoid", -20, 20, Spans.Sigmoid, Platform.Sigmoid, TensorPrimitives.Sigmoid),
        ("softplus", -20, 20, Spans.Softplus, Platform.Softplus, Platform.TensorSoftplus),
        ("logit", 0, 1, Spans.Logit, Platform.Logit, Platform.TensorLogit),
        ("round trip", -20, 20, RoundTrip, Platform.RoundTrip, Platform.TensorRoundTrip),
    ];

    private static readonly (string Name, int Low, int High, Pass<Float64> Ours, Pass<double> Loop)[] OfFloat64 =
    [
        ("exp", -20, 20, Exp, Platform.Exp),
        ("log", 0, 1, Log, Platform.Log),
        ("log1p", 0, 20, Log1P, Platform.Log1P),
    ];

    private delegate void Pass<T>(ReadOnlySpan<T> x, Span<T> results);

    /// <summary>How many float64 lanes ours works in.</summary>
    private static int Lanes => Vector512.IsHardwareAccelerated ? 8 : Vector256.IsHardwareAccelerated ? 4
        : Vector128.IsHardwareAccelerated ? 2 : 1;

    /// <summary>float32 over spans, against a MathF loop, TensorPrimitives, and NumPy and torch where they are.</summary>
    /// <param name="peers">The scripts.</param>
    /// <param name="isNarrow">Whether AVX-512 is switched off here; NumPy and torch, which keep it, are left out.</param>
    public static IEnumerable<Pair> Vectors(Peers peers, bool isNarrow = false)
    {
        foreach (var (name, low, high, ours, loop, tensors) in OfFloat32)
        {
            float[] x = [.. Uniform(low, high).Select(value => (float)value)];
            var results = new float[Count];
            yield return Against("MathF", () => Time(loop, x, results));
            yield return Against("TensorPrimitives", () => Time(tensors, x, results));
            foreach (var library in isNarrow ? [] : new[] { "numpy", "torch" })
            {
                yield return Against(library, () => peers.Functions.Ask(library, name));
            }

            Pair Against(string peer, Func<Reading?> theirs) =>
                new("vectors", $"{name} in {Lanes} lanes", peer, "ns", () => Time(ours, x, results), theirs);
        }
    }

    /// <summary>float64 number by number, against Math and double.LogP1.</summary>
    public static IEnumerable<Pair> Float64s(Peers peers)
    {
        foreach (var (name, low, high, ours, loop) in OfFloat64)
        {
            var x = Uniform(low, high);
            Float64[] numbers = [.. x.Select(value => new Float64(value))];
            var (own, theirs) = (new Float64[Count], new double[Count]);
            yield return new("float64", name, "Math", "ns", () => Time(ours, numbers, own), () => Time(loop, x, theirs));
        }
    }

    private static Reading Time<T>(Pass<T> pass, T[] x, T[] results) => Reading.PerNumber(Count, () => pass(x, results));

    private static double[] Uniform(int low, int high)
    {
        var numbers = new SplitMix64(1);
        return [.. Enumerable.Range(0, Count).Select(_ => low + ((high - low) * ((numbers.Below(1 << 24) + 0.5) / (1 << 24))))];
    }

    private static void RoundTrip(ReadOnlySpan<float> x, Span<float> y) =>
        RoundTrips.At(MemoryMarshal.Cast<float, Float32>(x), MemoryMarshal.Cast<float, Float32>(y));

    private static void Exp<T>(ReadOnlySpan<T> x, Span<T> results)
        where T : struct, IFloat<T>
    {
        for (var i = 0; i < x.Length; i++)
        {
            results[i] = T.Exp(x[i]);
        }
    }

    private static void Log<T>(ReadOnlySpan<T> x, Span<T> results)
        where T : struct, IFloat<T>
    {
        for (var i = 0; i < x.Length; i++)
        {
            results[i] = T.Log(x[i]);
        }
    }

    private static void Log1P<T>(ReadOnlySpan<T> x, Span<T> results)
        where T : struct, IFloat<T>
    {
        for (var i = 0; i < x.Length; i++)
        {
            results[i] = T.Log1P(x[i]);
        }
    }
}

using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Peers;

/// <summary>
/// How many ulps float32 exp and log are off the correctly rounded value, every seventh number where losses call them.
/// </summary>
internal static class Functions
{
    private const int Step = 7;
    private const int Block = 1 << 16;

    public static void Measure(string models)
    {
        using var session = new InferenceSession(Path.Combine(models, "functions-float.onnx"));
        Measure("MathF.Exp", IsSmall, x => Array.ConvertAll(x, MathF.Exp), Math.Exp);
        Measure("MathF.Log", IsPositive, x => Array.ConvertAll(x, MathF.Log), Math.Log);
        Measure("TensorPrimitives.Exp", IsSmall, x => Filled(x, TensorPrimitives.Exp), Math.Exp);
        MeasureDouble();
        Measure("ONNX Runtime Exp", IsSmall, x => Run(session, x, "exp"), Math.Exp);
        Measure("ONNX Runtime Log", IsPositive, x => Run(session, x, "log"), Math.Log);
    }

    private delegate void Span(ReadOnlySpan<float> x, Span<float> results);

    private static bool IsSmall(float x) => Math.Abs(x) <= 104;

    private static bool IsPositive(float x) => x is > 0 and < 1 << 24;

    private static float[] Filled(float[] x, Span function)
    {
        var results = new float[x.Length];
        function(x, results);
        return results;
    }

    private static float[] Run(InferenceSession session, float[] x, string output)
    {
        var tensor = new DenseTensor<float>(x, [x.Length]);
        using var results = session.Run(
            [NamedOnnxValue.CreateFromTensor("x", tensor), NamedOnnxValue.CreateFromTensor("y", tensor)], [output]);
        return [.. results[0].AsEnumerable<float>()];
    }

    private static void Measure(string name, Func<float, bool> isMeant, Func<float[], float[]> function, Func<double, double> exact)
    {
        var (most, at, off, count) = (0L, 0f, 0L, 0L);
        for (var bits = 0L; bits < 1L << 32; bits += (long)Step * Block)
        {
            float[] x =
            [
                .. Enumerable.Range(0, Block).Select(i => bits + ((long)i * Step)).Where(i => i < 1L << 32)
                    .Select(i => BitConverter.UInt32BitsToSingle((uint)i)).Where(isMeant),
            ];
            foreach (var (argument, value) in x.Zip(x.Length == 0 ? [] : function(x)))
            {
                var distance = Math.Abs(Order(value) - Order((float)exact(argument)));
                (most, at) = distance > most ? (distance, argument) : (most, at);
                off += distance > 0 ? 1 : 0;
                count++;
            }
        }

        Console.WriteLine($"{name}: {most} ulps at most (x = {at:R}); off at {off} of {count}");
    }

    /// <summary>
    /// TensorPrimitives.Exp of float64 against Math.Exp, which is itself right in all but 8 of 10,000 places here.
    /// </summary>
    private static void MeasureDouble()
    {
        const int Count = 1 << 21;
        var (random, most, off) = (new Random(20261128), 0L, 0);
        double[] x = [.. Enumerable.Range(0, Count).Select(_ => (208 * random.NextDouble()) - 104)];
        var results = new double[Count];
        TensorPrimitives.Exp(x, results);
        for (var i = 0; i < Count; i++)
        {
            var distance = Math.Abs(BitConverter.DoubleToInt64Bits(results[i]) - BitConverter.DoubleToInt64Bits(Math.Exp(x[i])));
            most = Math.Max(most, distance);
            off += distance > 0 ? 1 : 0;
        }

        Console.WriteLine($"TensorPrimitives.Exp float64: {most} ulps at most; off at {off} of {Count}");
    }

    private static long Order(float x) =>
        BitConverter.SingleToInt32Bits(x) is var bits && bits >= 0 ? bits : -(long)(bits & int.MaxValue);
}

using System.Numerics.Tensors;

namespace Experiments.Bench;

#pragma warning disable RS0030 // The platform's own functions are what ours are timed against.

/// <summary>The functions as one writes them with MathF or Math, number by number, and with TensorPrimitives.</summary>
internal static class Platform
{
    public static void Exp(ReadOnlySpan<float> x, Span<float> y) => Each(x, y, default(ExpOf));

    public static void Log(ReadOnlySpan<float> x, Span<float> y) => Each(x, y, default(LogOf));

    public static void Log1P(ReadOnlySpan<float> x, Span<float> y) => Each(x, y, default(Log1POf));

    public static void Sigmoid(ReadOnlySpan<float> x, Span<float> y) => Each(x, y, default(SigmoidOf));

    public static void Softplus(ReadOnlySpan<float> x, Span<float> y) => Each(x, y, default(SoftplusOf));

    public static void Logit(ReadOnlySpan<float> p, Span<float> y) => Each(p, y, default(LogitOf));

    public static void RoundTrip(ReadOnlySpan<float> x, Span<float> y) => Each(x, y, default(RoundTripOf));

    public static void Exp(ReadOnlySpan<double> x, Span<double> y) => Each(x, y, default(ExpOf));

    public static void Log(ReadOnlySpan<double> x, Span<double> y) => Each(x, y, default(LogOf));

    public static void Log1P(ReadOnlySpan<double> x, Span<double> y) => Each(x, y, default(Log1POf));

    public static void TensorSoftplus(ReadOnlySpan<float> x, Span<float> y)
    {
        Span<float> rest = stackalloc float[x.Length];
        TensorPrimitives.Abs(x, rest);
        TensorPrimitives.Negate(rest, rest);
        TensorPrimitives.Exp(rest, rest);
        TensorPrimitives.LogP1(rest, rest);
        TensorPrimitives.Max(x, 0, y);
        TensorPrimitives.Add(y, rest, y);
    }

    public static void TensorLogit(ReadOnlySpan<float> p, Span<float> y)
    {
        Span<float> rest = stackalloc float[p.Length];
        TensorPrimitives.Subtract(1, p, rest);
        TensorPrimitives.Divide(p, rest, y);
        TensorPrimitives.Log(y, y);
    }

    public static void TensorRoundTrip(ReadOnlySpan<float> x, Span<float> y)
    {
        TensorPrimitives.Sigmoid(x, y);
        TensorLogit(y, y);
    }

    private static void Each<T, TFunction>(ReadOnlySpan<T> x, Span<T> y, TFunction function)
        where TFunction : struct, IFunction<T>
    {
        for (var i = 0; i < x.Length; i++)
        {
            y[i] = function.At(x[i]);
        }
    }

    private interface IFunction<T>
    {
        T At(T x);
    }

    private readonly struct ExpOf : IFunction<float>, IFunction<double>
    {
        public float At(float x) => MathF.Exp(x);

        public double At(double x) => Math.Exp(x);
    }

    private readonly struct LogOf : IFunction<float>, IFunction<double>
    {
        public float At(float x) => MathF.Log(x);

        public double At(double x) => Math.Log(x);
    }

    private readonly struct Log1POf : IFunction<float>, IFunction<double>
    {
        public float At(float x) => float.LogP1(x);

        public double At(double x) => double.LogP1(x);
    }

    private readonly struct SigmoidOf : IFunction<float>
    {
        public float At(float x) => 1 / (1 + MathF.Exp(-x));
    }

    private readonly struct SoftplusOf : IFunction<float>
    {
        public float At(float x) => MathF.Max(x, 0) + MathF.Log(1 + MathF.Exp(-MathF.Abs(x)));
    }

    private readonly struct LogitOf : IFunction<float>
    {
        public float At(float p) => MathF.Log(p / (1 - p));
    }

    private readonly struct RoundTripOf : IFunction<float>
    {
        public float At(float x) => default(LogitOf).At(default(SigmoidOf).At(x));
    }
}

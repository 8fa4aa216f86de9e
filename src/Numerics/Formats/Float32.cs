using System.Numerics;
using System.Runtime.InteropServices;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Vector;

namespace Experiments.Numerics.Formats;

/// <summary>IEEE 754 binary32, .NET's float: precision 24, largest exponent 127.</summary>
/// <remarks>
/// + − × ÷ and comparisons are the hardware's, which IEEE 754 defines as the exact result rounded once; exp, log and
/// log1p are formed in float64 where that decides the rounding, of many numbers in lanes.
/// </remarks>
public readonly record struct Float32(float Value) : IBinaryFloat<Float32>
{
    /// <inheritdoc/>
    public static string Name => "float32";

    /// <inheritdoc/>
    public static Format Layout => new(Precision: 24, Emax: 127);

    /// <inheritdoc/>
    public UInt128 Bits => BitConverter.SingleToUInt32Bits(Value);

    /// <inheritdoc/>
    public static Float32 FromBits(UInt128 bits) => new(BitConverter.UInt32BitsToSingle((uint)bits));

    static Float32 IFloat<Float32>.operator +(Float32 x, Float32 y) => new(x.Value + y.Value);

    static Float32 IFloat<Float32>.operator -(Float32 x, Float32 y) => new(x.Value - y.Value);

    static Float32 IFloat<Float32>.operator *(Float32 x, Float32 y) => new(x.Value * y.Value);

    static Float32 IFloat<Float32>.operator /(Float32 x, Float32 y) => new(x.Value / y.Value);

    static Float32 IFloat<Float32>.MultiplyAdd(Float32 x, Float32 y, Float32 z) =>
        new(float.FusedMultiplyAdd(x.Value, y.Value, z.Value));

    static Float32 IFloat<Float32>.Floor(Float32 x) => new(float.Floor(x.Value));

    static bool IFloat<Float32>.operator <(Float32 x, Float32 y) => x.Value < y.Value;

    static bool IFloat<Float32>.operator >(Float32 x, Float32 y) => x.Value > y.Value;

    static Float32 IFloat<Float32>.Exp(Float32 x) => new(RealSpans.At<ExpFunction>(x.Value));

    static Float32 IFloat<Float32>.Log(Float32 x) => new(RealSpans.At<LogFunction>(x.Value));

    static Float32 IFloat<Float32>.Log1P(Float32 x) => new(RealSpans.At<Log1PFunction>(x.Value));

    static void IFloat<Float32>.Exp(ReadOnlySpan<Float32> x, Span<Float32> results) => Spans.Exp(Values(x), Values(results));

    static void IFloat<Float32>.Log(ReadOnlySpan<Float32> x, Span<Float32> results) => Spans.Log(Values(x), Values(results));

    static void IFloat<Float32>.Log1P(ReadOnlySpan<Float32> x, Span<Float32> results) => Spans.Log1P(Values(x), Values(results));

    static void IFloat<Float32>.Sigmoid(ReadOnlySpan<Float32> x, Span<Float32> results) => Spans.Sigmoid(Values(x), Values(results));

    static void IFloat<Float32>.Exp2(ReadOnlySpan<Float32> x, Span<Float32> results) => Spans.Exp2(Values(x), Values(results));

    static void IFloat<Float32>.Tanh(ReadOnlySpan<Float32> x, Span<Float32> results) => Spans.Tanh(Values(x), Values(results));

    static void IFloat<Float32>.MultiplyAdd(
        ReadOnlySpan<Float32> x, ReadOnlySpan<Float32> y, ReadOnlySpan<Float32> z, Span<Float32> results) =>
        Fill<FusedMultiplyAddition>(x, y, z, results);

    static void IFloat<Float32>.Negate(ReadOnlySpan<Float32> x, Span<Float32> results) => Fill<Negation>(x, x, x, results);

    static void IFloat<Float32>.Add(ReadOnlySpan<Float32> x, ReadOnlySpan<Float32> y, Span<Float32> results) =>
        Fill<Addition>(x, y, y, results);

    static void IFloat<Float32>.Subtract(ReadOnlySpan<Float32> x, ReadOnlySpan<Float32> y, Span<Float32> results) =>
        Fill<Subtraction>(x, y, y, results);

    static void IFloat<Float32>.Multiply(ReadOnlySpan<Float32> x, ReadOnlySpan<Float32> y, Span<Float32> results) =>
        Fill<Multiplication>(x, y, y, results);

    static void IFloat<Float32>.Divide(ReadOnlySpan<Float32> x, ReadOnlySpan<Float32> y, Span<Float32> results) =>
        Fill<Division>(x, y, y, results);

    static void IFloat<Float32>.Max(ReadOnlySpan<Float32> x, ReadOnlySpan<Float32> y, Span<Float32> results) =>
        Fill<Larger>(x, y, y, results);

    static void IFloat<Float32>.Min(ReadOnlySpan<Float32> x, ReadOnlySpan<Float32> y, Span<Float32> results) =>
        Fill<Smaller>(x, y, y, results);

    static void IFloat<Float32>.AtLeast(ReadOnlySpan<Float32> x, ReadOnlySpan<Float32> y, Span<Float32> results) =>
        Fill<Comparison>(x, y, y, results);

    static void IFloat<Float32>.Choose(
        ReadOnlySpan<Float32> condition, ReadOnlySpan<Float32> x, ReadOnlySpan<Float32> y, Span<Float32> results) =>
        Fill<Selection>(condition, x, y, results);

    static void IFloat<Float32>.CrossEntropy(ReadOnlySpan<Float32> x, Float32 y, Span<Float32> results) =>
        OfLabel<SoftplusFunction, SoftplusMinusFunction>(x, y, results, Rounded.CrossEntropy);

    static void IFloat<Float32>.Derivative(ReadOnlySpan<Float32> x, Float32 y, Span<Float32> results) =>
        OfLabel<SigmoidFunction, SigmoidLessOneFunction>(x, y, results, Rounded.Derivative);

    /// <remarks>
    /// The quotient in float64 is on the same side of each midpoint of two float32 numbers, or is that midpoint; it is
    /// never subnormal in float32.
    /// </remarks>
    static Float32 IFloat<Float32>.Quotient(long numerator, long denominator)
    {
        var quotient = (double)numerator / denominator;
        return RealSpans.IsMidpoint(quotient)
            ? Float32.Round(new Rational((BigInteger)numerator, (BigInteger)denominator))
            : new((float)quotient);
    }

    double IFloat<Float32>.ToDouble() => Value;

    /// <summary>One function of x for the label 0, one for 1, and one of x and y for a label between.</summary>
    private static void OfLabel<TZero, TOne>(
        ReadOnlySpan<Float32> x, Float32 y, Span<Float32> results, Func<Float32, Float32, Float32> between)
        where TZero : struct, IRealFunction
        where TOne : struct, IRealFunction
    {
        if (y.Value == 0)
        {
            RealSpans.Fill<TZero>(Values(x), Values(results));
        }
        else if (y.Value == 1)
        {
            RealSpans.Fill<TOne>(Values(x), Values(results));
        }
        else
        {
            IFloat<Float32>.Each(x, results, x => between(x, y));
        }
    }

    private static void Fill<TOperation>(
        ReadOnlySpan<Float32> a, ReadOnlySpan<Float32> b, ReadOnlySpan<Float32> c, Span<Float32> results)
        where TOperation : struct, IFloatOperation => FloatSpans.Fill<TOperation>(Values(a), Values(b), Values(c), Values(results));

    private static ReadOnlySpan<float> Values(ReadOnlySpan<Float32> numbers) => MemoryMarshal.Cast<Float32, float>(numbers);

    private static Span<float> Values(Span<Float32> numbers) => MemoryMarshal.Cast<Float32, float>(numbers);
}

using System.Runtime.InteropServices;
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

    static bool IFloat<Float32>.operator <(Float32 x, Float32 y) => x.Value < y.Value;

    static bool IFloat<Float32>.operator >(Float32 x, Float32 y) => x.Value > y.Value;

    static Float32 IFloat<Float32>.Exp(Float32 x) => new(RealSpans.At<ExpFunction>(x.Value));

    static Float32 IFloat<Float32>.Log(Float32 x) => new(RealSpans.At<LogFunction>(x.Value));

    static Float32 IFloat<Float32>.Log1P(Float32 x) => new(RealSpans.At<Log1PFunction>(x.Value));

    static void IFloat<Float32>.Exp(ReadOnlySpan<Float32> x, Span<Float32> results) => Spans.Exp(Values(x), Values(results));

    static void IFloat<Float32>.Log(ReadOnlySpan<Float32> x, Span<Float32> results) => Spans.Log(Values(x), Values(results));

    static void IFloat<Float32>.Log1P(ReadOnlySpan<Float32> x, Span<Float32> results) => Spans.Log1P(Values(x), Values(results));

    static void IFloat<Float32>.Sigmoid(ReadOnlySpan<Float32> x, Span<Float32> results) => Spans.Sigmoid(Values(x), Values(results));

    double IFloat<Float32>.ToDouble() => Value;

    private static ReadOnlySpan<float> Values(ReadOnlySpan<Float32> numbers) => MemoryMarshal.Cast<Float32, float>(numbers);

    private static Span<float> Values(Span<Float32> numbers) => MemoryMarshal.Cast<Float32, float>(numbers);
}

using Experiments.Numerics.Vector;

namespace Experiments.Numerics.Formats;

/// <summary>IEEE 754 binary64, .NET's double: precision 53, largest exponent 1023.</summary>
/// <remarks>
/// + − × ÷ and comparisons are the hardware's, which IEEE 754 defines as the exact result rounded once; exp, log and
/// log1p are formed from sums of two float64 where those decide the rounding, else by definition.
/// </remarks>
public readonly record struct Float64(double Value) : IBinaryFloat<Float64>
{
    /// <inheritdoc/>
    public static string Name => "float64";

    /// <inheritdoc/>
    public static Format Layout => new(Precision: 53, Emax: 1023);

    /// <inheritdoc/>
    public UInt128 Bits => BitConverter.DoubleToUInt64Bits(Value);

    /// <inheritdoc/>
    public static Float64 FromBits(UInt128 bits) => new(BitConverter.UInt64BitsToDouble((ulong)bits));

    static Float64 IFloat<Float64>.operator +(Float64 x, Float64 y) => new(x.Value + y.Value);

    static Float64 IFloat<Float64>.operator -(Float64 x, Float64 y) => new(x.Value - y.Value);

    static Float64 IFloat<Float64>.operator *(Float64 x, Float64 y) => new(x.Value * y.Value);

    static Float64 IFloat<Float64>.operator /(Float64 x, Float64 y) => new(x.Value / y.Value);

    static Float64 IFloat<Float64>.MultiplyAdd(Float64 x, Float64 y, Float64 z) =>
        new(double.FusedMultiplyAdd(x.Value, y.Value, z.Value));

    static bool IFloat<Float64>.operator <(Float64 x, Float64 y) => x.Value < y.Value;

    static bool IFloat<Float64>.operator >(Float64 x, Float64 y) => x.Value > y.Value;

    static Float64 IFloat<Float64>.Quotient(long numerator, long denominator) => new((double)numerator / denominator);

    static Float64 IFloat<Float64>.Exp(Float64 x) =>
        Elementary64.Exp(x.Value) is var y && double.IsNaN(y) ? IBinaryFloat<Float64>.ExpAsDefined(x) : new(y);

    static Float64 IFloat<Float64>.Log(Float64 x) =>
        Elementary64.Log(x.Value) is var y && double.IsNaN(y) ? IBinaryFloat<Float64>.LogAsDefined(x) : new(y);

    static Float64 IFloat<Float64>.Log1P(Float64 x) =>
        Elementary64.Log1P(x.Value) is var y && double.IsNaN(y) ? IBinaryFloat<Float64>.Log1PAsDefined(x) : new(y);

    double IFloat<Float64>.ToDouble() => Value;
}

namespace Experiments.Numerics.Formats;

/// <summary>IEEE 754 binary16, .NET's Half: precision 11, largest exponent 15.</summary>
/// <remarks>
/// + − × ÷ are formed in float64 and rounded again; the result is the exact one rounded once (Figueroa 1995). A product
/// is exact in float64. Take a sum or quotient of two numbers of p bits, and a midpoint of neighbours of at most p
/// bits. If they differ at all, then by more than 2^−(2p + 1) of the sum or quotient. Since 53 ≥ 2p + 2, the first
/// rounding cannot reach the midpoint. That covers subnormal results, which have fewer bits: float64 has room for them
/// all.
/// </remarks>
public readonly record struct Float16(Half Value) : IBinaryFloat<Float16>
{
    /// <inheritdoc/>
    public static string Name => "float16";

    /// <inheritdoc/>
    public static Format Layout => new(Precision: 11, Emax: 15);

    /// <inheritdoc/>
    public UInt128 Bits => BitConverter.HalfToUInt16Bits(Value);

    private double Wide => (double)Value;

    /// <inheritdoc/>
    public static Float16 FromBits(UInt128 bits) => new(BitConverter.UInt16BitsToHalf((ushort)bits));

    static Float16 IFloat<Float16>.operator +(Float16 x, Float16 y) => Round(x.Wide + y.Wide);

    static Float16 IFloat<Float16>.operator -(Float16 x, Float16 y) => Round(x.Wide - y.Wide);

    static Float16 IFloat<Float16>.operator *(Float16 x, Float16 y) => Round(x.Wide * y.Wide);

    static Float16 IFloat<Float16>.operator /(Float16 x, Float16 y) => Round(x.Wide / y.Wide);

    static bool IFloat<Float16>.operator <(Float16 x, Float16 y) => x.Wide < y.Wide;

    static bool IFloat<Float16>.operator >(Float16 x, Float16 y) => x.Wide > y.Wide;

    double IFloat<Float16>.ToDouble() => Wide;

    private static Float16 Round(double x) => FromBits(Layout.Round(x));
}

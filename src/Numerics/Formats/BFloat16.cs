namespace Experiments.Numerics.Formats;

/// <summary>bfloat16, the upper half of a float32: precision 8, largest exponent 127.</summary>
/// <remarks>
/// + − × ÷ are formed in float64 and rounded again; the result is the exact one rounded once (Figueroa 1995). A product
/// is exact in float64. Take a sum or quotient of two numbers of p bits, and a midpoint of neighbours of at most p
/// bits. If they differ at all, then by more than 2^−(2p + 1) of the sum or quotient. Since 53 ≥ 2p + 2, the first
/// rounding cannot reach the midpoint. That covers subnormal results, which have fewer bits: float64 has room for them
/// all.
/// </remarks>
public readonly record struct BFloat16(ushort Pattern16) : IBinaryFloat<BFloat16>
{
    /// <inheritdoc/>
    public static string Name => "bfloat16";

    /// <inheritdoc/>
    public static Format Layout => new(Precision: 8, Emax: 127);

    /// <inheritdoc/>
    public UInt128 Bits => Pattern16;

    private double Wide => BitConverter.UInt32BitsToSingle((uint)Pattern16 << 16);

    /// <inheritdoc/>
    public static BFloat16 FromBits(UInt128 bits) => new((ushort)bits);

    static BFloat16 IFloat<BFloat16>.operator +(BFloat16 x, BFloat16 y) => Round(x.Wide + y.Wide);

    static BFloat16 IFloat<BFloat16>.operator -(BFloat16 x, BFloat16 y) => Round(x.Wide - y.Wide);

    static BFloat16 IFloat<BFloat16>.operator *(BFloat16 x, BFloat16 y) => Round(x.Wide * y.Wide);

    static BFloat16 IFloat<BFloat16>.operator /(BFloat16 x, BFloat16 y) => Round(x.Wide / y.Wide);

    static bool IFloat<BFloat16>.operator <(BFloat16 x, BFloat16 y) => x.Wide < y.Wide;

    static bool IFloat<BFloat16>.operator >(BFloat16 x, BFloat16 y) => x.Wide > y.Wide;

    double IFloat<BFloat16>.ToDouble() => Wide;

    private static BFloat16 Round(double x) => FromBits(Layout.Round(x));
}

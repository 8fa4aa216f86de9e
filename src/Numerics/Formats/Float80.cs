namespace Experiments.Numerics.Formats;

/// <summary>
/// The x87 extended format, NumPy's float128 and longdouble on x86-64 Linux: precision 64, largest exponent 16383.
/// </summary>
/// <remarks>
/// Every operation is the definition's. Kept in the interchange layout, without x87's explicit leading bit: 79 bits.
/// </remarks>
public readonly record struct Float80(UInt128 Bits) : IBinaryFloat<Float80>
{
    /// <inheritdoc/>
    public static string Name => "float80";

    /// <inheritdoc/>
    public static Format Layout => new(Precision: 64, Emax: 16383);

    /// <inheritdoc/>
    public static Float80 FromBits(UInt128 bits) => new(bits);
}

namespace Experiments.Numerics.Formats;

/// <summary>
/// IEEE 754 binary128, quadruple precision: precision 113, largest exponent 16383. Not NumPy's float128, which is
/// <see cref="Float80"/>.
/// </summary>
/// <remarks>Every operation is the definition's.</remarks>
public readonly record struct Float128(UInt128 Bits) : IBinaryFloat<Float128>
{
    /// <inheritdoc/>
    public static string Name => "float128";

    /// <inheritdoc/>
    public static Format Layout => new(Precision: 113, Emax: 16383);

    /// <inheritdoc/>
    public static Float128 FromBits(UInt128 bits) => new(bits);
}

namespace Experiments.Numerics.Formats;

/// <summary>
/// The 8-bit format E4M3 of the Open Compute Project (OFP8, 2023) without ∞: precision 4, largest number 448.
/// </summary>
/// <remarks>
/// What overflows, 1/0 and log 0 are NaN. Up to 464, half way to what would be the next number, is 448.
/// </remarks>
public readonly record struct Float8E4M3FN(UInt128 Bits) : IBinaryFloat<Float8E4M3FN>
{
    /// <inheritdoc/>
    public static string Name => "float8_e4m3fn";

    /// <inheritdoc/>
    public static Format Layout => new(Precision: 4, Emax: 8) { HasInfinity = false };

    /// <inheritdoc/>
    public static Float8E4M3FN FromBits(UInt128 bits) => new(bits);
}

/// <summary>The 8-bit format E5M2 of the Open Compute Project (OFP8, 2023): float16 cut to precision 3.</summary>
public readonly record struct Float8E5M2(UInt128 Bits) : IBinaryFloat<Float8E5M2>
{
    /// <inheritdoc/>
    public static string Name => "float8_e5m2";

    /// <inheritdoc/>
    public static Format Layout => new(Precision: 3, Emax: 15);

    /// <inheritdoc/>
    public static Float8E5M2 FromBits(UInt128 bits) => new(bits);
}

namespace Experiments.Numerics.Formats;

/// <summary>NVIDIA's TensorFloat-32: float32's range with float16's precision of 11, in 19 bits.</summary>
/// <remarks>
/// Tensor cores round factors to it and add in float32; here every operation's result is rounded to it.
/// </remarks>
public readonly record struct TensorFloat32(UInt128 Bits) : IBinaryFloat<TensorFloat32>
{
    /// <inheritdoc/>
    public static string Name => "tf32";

    /// <inheritdoc/>
    public static Format Layout => new(Precision: 11, Emax: 127);

    /// <inheritdoc/>
    public static TensorFloat32 FromBits(UInt128 bits) => new(bits);
}

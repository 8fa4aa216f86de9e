using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Formats;

/// <summary>
/// NVIDIA's TensorFloat-32: precision 11, largest exponent 127. An eighth format, of the tests alone: this file is all
/// that it takes.
/// </summary>
internal readonly record struct TensorFloat32(UInt128 Bits) : IBinaryFloat<TensorFloat32>
{
    public static string Name => "tf32";

    public static Format Layout => new(Precision: 11, Emax: 127);

    public static TensorFloat32 FromBits(UInt128 bits) => new(bits);
}

using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Formats;

/// <summary>
/// AMD's 24-bit format: precision 17, largest exponent 63. A format that is not listed: this file is all that it takes.
/// </summary>
internal readonly record struct Float24(UInt128 Bits) : IBinaryFloat<Float24>
{
    public static string Name => "float24";

    public static Format Layout => new(Precision: 17, Emax: 63);

    public static Float24 FromBits(UInt128 bits) => new(bits);
}

using Experiments.Formats;

namespace Experiments.Tests.Formats;

/// <summary>binary32 with every operation the interface's own definition: what hardware is compared with.</summary>
internal readonly record struct Defined32(UInt128 Bits) : IBinaryFloat<Defined32>
{
    public static string Name => "defined32";

    public static Format Layout => new(Precision: 24, Emax: 127);

    public static Defined32 FromBits(UInt128 bits) => new(bits);
}

/// <summary>binary64 with every operation the interface's own definition.</summary>
internal readonly record struct Defined64(UInt128 Bits) : IBinaryFloat<Defined64>
{
    public static string Name => "defined64";

    public static Format Layout => new(Precision: 53, Emax: 1023);

    public static Defined64 FromBits(UInt128 bits) => new(bits);
}

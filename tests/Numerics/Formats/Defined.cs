using Experiments.Numerics.Formats;

namespace Experiments.Tests.Numerics.Formats;

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

/// <summary>binary16.</summary>
internal readonly record struct Defined16(UInt128 Bits) : IBinaryFloat<Defined16>
{
    public static string Name => "defined16";

    public static Format Layout => new(Precision: 11, Emax: 15);

    public static Defined16 FromBits(UInt128 bits) => new(bits);
}

/// <summary>bfloat16.</summary>
internal readonly record struct DefinedB16(UInt128 Bits) : IBinaryFloat<DefinedB16>
{
    public static string Name => "definedb16";

    public static Format Layout => new(Precision: 8, Emax: 127);

    public static DefinedB16 FromBits(UInt128 bits) => new(bits);
}

/// <summary>binary128: as precise as a format may be.</summary>
internal readonly record struct Defined128(UInt128 Bits) : IBinaryFloat<Defined128>
{
    public static string Name => "defined128";

    public static Format Layout => new(Precision: 113, Emax: 16383);

    public static Defined128 FromBits(UInt128 bits) => new(bits);
}

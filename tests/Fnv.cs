namespace Experiments.Tests;

/// <summary>FNV-1a over 64-bit words: a hash that is four lines long (Fowler, Noll, Vo).</summary>
internal static class Fnv
{
    public const ulong Offset = 0xCBF29CE484222325;

    public static ulong Add(ulong hash, ulong word) => unchecked((hash ^ word) * 0x100000001B3);
}

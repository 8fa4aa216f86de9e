using System.Buffers.Binary;
using Experiments.Training.Random;

namespace Experiments.Training.Data;

/// <summary>A hash over 64-bit words, little-endian, the last one filled up with zeros, then the length; each word goes through SplitMix64's mixing.</summary>
/// <remarks>
/// Each step is a bijection of the state, so any one changed word changes the result. FNV-1a, one product a word, carries upwards
/// alone: there two weights of other sign can cancel.
/// </remarks>
public static class Checksum
{
    /// <summary>The hash of nothing.</summary>
    public const ulong Start = 0xCBF29CE484222325;

    /// <summary>The hash of what was there and these bytes.</summary>
    public static ulong Add(ulong hash, ReadOnlySpan<byte> bytes)
    {
        var length = bytes.Length;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            hash = Step(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        }

        Span<byte> rest = stackalloc byte[sizeof(ulong)];
        rest.Clear();
        bytes.CopyTo(rest);
        return Step(Step(hash, BinaryPrimitives.ReadUInt64LittleEndian(rest)), (ulong)length);
    }

    private static ulong Step(ulong hash, ulong word) => new SplitMix64(hash ^ word).Next();
}

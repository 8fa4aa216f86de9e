using Experiments.Numerics.Formats;

namespace Experiments.Training.Data.Png;

/// <summary>The check of a PNG's chunks: the remainder by the polynomial of ISO 3309, lowest bit first (PNG specification, annex D).</summary>
internal static class Crc32
{
    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(Remainder)];

    /// <summary>The check of some bytes.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var check = uint.MaxValue;
        foreach (var value in bytes)
        {
            check = Remainders[(check ^ value) & 0xFF] ^ (check >> 8);
        }

        return ~check;
    }

    private static uint Remainder(int value)
    {
        var remainder = (uint)value;
        for (var bit = 0; bit < 8; bit++)
        {
            remainder = (remainder >> 1) ^ ((remainder & 1) * 0xEDB88320);
        }

        return remainder;
    }
}

using Experiments.Numerics.Formats;

namespace Experiments.Training.Data.Jpeg;

/// <summary>A Huffman code of a JPEG: ITU-T T.81, annex C, codes of 1 to 16 bits in ascending order.</summary>
internal sealed class HuffmanTable
{
    /// <summary>The longest code, in bits.</summary>
    public const int MaxLength = 16;

    private const int QuickBits = 9;
    private readonly byte[] values;

    // Of codes up to QuickBits long, by the bits that begin with them: 256 · length + value; 0 where the code is longer.
    private readonly ushort[] quick = new ushort[1 << QuickBits];

    // Of each length the first code, and the index of its value; one past the last code.
    private readonly int[] first = new int[MaxLength + 1];
    private readonly int[] offset = new int[MaxLength + 1];
    private readonly int[] end = new int[MaxLength + 1];

    private HuffmanTable(byte[] values) => this.values = values;

    /// <summary>The code with so many values of each length, 1 to 16; null when the lengths need more codes than there are.</summary>
    public static HuffmanTable? Of(ReadOnlySpan<byte> counts, byte[] values)
    {
        var table = new HuffmanTable(values);
        var code = 0;
        var index = 0;
        for (var length = 1; length <= MaxLength; length++, code <<= 1)
        {
            table.first[length] = code;
            table.offset[length] = index;
            for (var i = 0; i < counts[length - 1]; i++, code++, index++)
            {
                if (code >> length != 0)
                {
                    return null;
                }

                if (length <= QuickBits)
                {
                    table.quick.AsSpan(code << (QuickBits - length), 1 << (QuickBits - length)).Fill((ushort)((length << 8) | values[index]));
                }
            }

            table.end[length] = code;
        }

        return table;
    }

    /// <summary>The value and length of the code at the head of 16 bits; length 0 when there is none.</summary>
    public (int Value, int Length) Find(int bits)
    {
        var entry = quick[bits >> (MaxLength - QuickBits)];
        if (entry != 0)
        {
            return (entry & 0xFF, entry >> 8);
        }

        for (var length = QuickBits + 1; length <= MaxLength; length++)
        {
            var code = bits >> (MaxLength - length);
            if (code < end[length])
            {
                return (values[offset[length] + code - first[length]], length);
            }
        }

        return (0, 0);
    }
}

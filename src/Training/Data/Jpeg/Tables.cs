using Experiments.Numerics.Formats;

namespace Experiments.Training.Data.Jpeg;

/// <summary>The quantisation and Huffman tables of a JPEG, four of each kind, as far as they have been read; a later one replaces an earlier.</summary>
internal sealed class Tables
{
    private const int Count = 4;
    private readonly ushort[]?[] steps = new ushort[]?[Count];
    private readonly HuffmanTable?[] means = new HuffmanTable?[Count];
    private readonly HuffmanTable?[] coefficients = new HuffmanTable?[Count];

    /// <summary>Quantisation steps in the order of the block; null when they are not there.</summary>
    public ushort[]? Steps(int number) => steps[number];

    /// <summary>The code of the blocks' means; null when it is not there.</summary>
    public HuffmanTable? Means(int number) => means.ElementAtOrDefault(number);

    /// <summary>The code of the other coefficients; null when it is not there.</summary>
    public HuffmanTable? Coefficients(int number) => coefficients.ElementAtOrDefault(number);

    /// <summary>Reads a segment of quantisation tables.</summary>
    /// <exception cref="ImageDataException">One is cut off, or has a number or kind that there is not.</exception>
    public void ReadSteps(ByteReader segment)
    {
        while (segment.Left > 0)
        {
            var begin = segment.Position;
            var kind = segment.Byte("a quantisation table");
            if (kind >> 4 > 1 || (kind & 15) > 3)
            {
                throw segment.WrongAt(begin, $"a quantisation table begins with {kind:X2}; expected 0 or 1, and 0 to 3");
            }

            var table = new ushort[Component.BlockSize];
            for (var i = 0; i < table.Length; i++)
            {
                table[Scan.Place(i)] = (ushort)(kind >> 4 == 0 ? segment.Byte("a quantisation table") : segment.UInt16("a quantisation table"));
            }

            steps[kind & 15] = table;
        }
    }

    /// <summary>Reads a segment of Huffman tables.</summary>
    /// <exception cref="ImageDataException">One is cut off, is no code, or has a number or kind that there is not.</exception>
    public void ReadCodes(ByteReader segment)
    {
        while (segment.Left > 0)
        {
            var begin = segment.Position;
            var kind = segment.Byte("a Huffman table");
            var counts = segment.Take(HuffmanTable.MaxLength, "a Huffman table");
            var total = 0;
            foreach (var count in counts)
            {
                total += count;
            }

            var values = segment.Take(total, "a Huffman table").ToArray();
            var table = total <= 256 ? HuffmanTable.Of(counts, values) : null;
            var isOfMeans = kind >> 4 == 0;
            if (kind >> 4 > 1 || (kind & 15) > 3 || table is null || (isOfMeans && values.Any(value => value > 15)))
            {
                throw segment.WrongAt(begin, $"Huffman table {kind:X2} is no code; expected lengths that leave room for each other, sizes below 16, and a number 00 to 03 or 10 to 13");
            }

            (isOfMeans ? means : coefficients)[kind & 15] = table;
        }
    }
}

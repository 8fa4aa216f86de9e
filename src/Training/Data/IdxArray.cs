using System.Globalization;
using System.IO.Compression;
using Experiments.Training.Products;

namespace Experiments.Training.Data;

/// <summary>An array of bytes from an IDX file, the format of MNIST: its lengths by dimension, and its values, the last dimension fastest.</summary>
internal sealed record IdxArray(IReadOnlyList<int> Lengths, byte[] Values)
{
    private const byte UnsignedByte = 0x08;
    private const long Largest = 1L << 29;

    /// <summary>Reads a file, compressed by gzip or not, told by its first bytes. It must have so many dimensions: 3 for pictures, 1 for labels.</summary>
    /// <exception cref="ImageDataException">It is no IDX file of unsigned bytes, has other dimensions, or holds fewer or more bytes than it says.</exception>
    public static IdxArray Read(string name, Stream stream, int dimensions)
    {
        try
        {
            var isCompressed = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
            stream.Position = 0;
            using var inflated = isCompressed ? new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true) : stream;
            return ReadPlain(name, inflated, dimensions);
        }
        catch (InvalidDataException)
        {
            throw new ImageDataException($"{name}: the file is damaged: gzip cannot unpack it; expected an IDX file, compressed by gzip or not");
        }
    }

    private static IdxArray ReadPlain(string name, Stream stream, int dimensions)
    {
        var head = new byte[4 + (4 * dimensions)];
        var read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var file = new ByteReader(name, head.AsMemory(0, read));
        var zeros = file.UInt16("the IDX header");
        var (type, count) = (file.Byte("the IDX header"), file.Byte("the IDX header"));
        if (zeros != 0 || type != UnsignedByte || count != dimensions)
        {
            throw file.WrongAt(0, $"the file begins with {zeros:X4}{type:X2}{count:X2}; expected 0000{UnsignedByte:X2}{dimensions:X2}, unsigned bytes in {dimensions} dimension{(dimensions == 1 ? " (labels)" : "s (pictures)")}");
        }

        var lengths = new int[dimensions];
        var total = 1L;
        for (var i = 0; i < dimensions; i++)
        {
            var length = file.UInt32("the IDX header");
            total *= length;
            if (length == 0 || total > Largest)
            {
                throw file.WrongAt(file.Position - 4, string.Create(CultureInfo.InvariantCulture, $"dimension {i + 1} has the length {length}; expected 1 or more, and at most {Largest} values in all"));
            }

            lengths[i] = (int)length;
        }

        var values = new byte[total];
        var got = stream.ReadAtLeast(values, values.Length, throwOnEndOfStream: false);
        return got < values.Length
            ? throw file.WrongAt(head.Length + got, string.Create(CultureInfo.InvariantCulture, $"the file ends; expected {head.Length + total} bytes{Unpacked(stream)} for {string.Join(" × ", lengths)} values"))
            : stream.ReadByte() >= 0
            ? throw file.WrongAt(head.Length + got, string.Create(CultureInfo.InvariantCulture, $"the file goes on; expected its end after {string.Join(" × ", lengths)} values"))
            : new(lengths, values);
    }

    private static string Unpacked(Stream stream) => stream is GZipStream ? " when unpacked" : string.Empty;
}

using System.Buffers.Binary;
using System.IO.Compression;

namespace Experiments.Training.Data;

/// <summary>
/// An array of bytes from an IDX file, the format of MNIST: its lengths by dimension, and its values, the last
/// dimension fastest.
/// </summary>
internal sealed record IdxArray(IReadOnlyList<int> Lengths, byte[] Values)
{
    /// <summary>Most pixels that the files of a folder hold together: half a gigabyte.</summary>
    public const long Most = 1L << 29;

    // Two bits of deflate stand for 258 bytes at most.
    private const long LargestExpansion = 4 * 258;

    private const byte UnsignedByte = 0x08;

    /// <summary>
    /// Reads a file, compressed by gzip or not, told by its first bytes. It must have so many dimensions: 3 for
    /// pictures, 1 for labels; and so many values at most.
    /// </summary>
    /// <remarks>
    /// Whatever the header says, no more memory is taken than the bytes of the file can be unpacked to.
    /// </remarks>
    /// <exception cref="InputException">It is no IDX file of unsigned bytes, has other dimensions, or holds fewer or
    /// more bytes than it says.</exception>
    public static IdxArray Read(string name, Stream stream, int dimensions, long most = Most)
    {
        try
        {
            var isCompressed = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
            stream.Position = 0;
            if (!isCompressed)
            {
                return ReadPlain(name, stream, dimensions, most, stream.Length, string.Empty);
            }

            using var unpacked = new GZipStream(stream, CompressionMode.Decompress, leaveOpen: true);
            return ReadPlain(name, unpacked, dimensions, most, stream.Length * LargestExpansion, " when unpacked");
        }
        catch (InvalidDataException)
        {
            throw new InputException(
                $"{name}: the file is damaged: gzip cannot unpack it; expected an IDX file, compressed by gzip or not");
        }
    }

    private static IdxArray ReadPlain(string name, Stream stream, int dimensions, long most, long available, string whenUnpacked)
    {
        var header = new byte[4 + (4 * dimensions)];
        var read = stream.ReadAtLeast(header, header.Length, throwOnEndOfStream: false);
        var (begin, expected) = (Convert.ToHexString(header, 0, 4), $"0000{UnsignedByte:X2}{dimensions:X2}");
        if (read >= 4 && begin != expected)
        {
            var kind = $"unsigned bytes in {dimensions} dimension{(dimensions == 1 ? " (labels)" : "s (pictures)")}";
            throw new InputException($"{name}: at byte 0, the file begins with {begin}; expected {expected}, {kind}");
        }

        if (read < header.Length)
        {
            throw new InputException($"{name}: at byte {read}, the IDX header is cut off; expected {header.Length} bytes");
        }

        var lengths = new int[dimensions];
        var total = 1L;
        for (var i = 0; i < dimensions; i++)
        {
            var at = 4 + (4 * i);
            var length = BinaryPrimitives.ReadUInt32BigEndian(header.AsSpan(at));
            total *= length;
            if (length == 0 || total > most)
            {
                var expectation = $"expected 1 or more, and at most {most} values in all";
                throw new InputException($"{name}: at byte {at}, dimension {i + 1} has the length {length}; {expectation}");
            }

            lengths[i] = (int)length;
        }

        var values = new byte[Math.Min(total, available)];
        var got = stream.ReadAtLeast(values, values.Length, throwOnEndOfStream: false);
        var (end, shape) = (header.Length + got, string.Join(" × ", lengths));
        if (got < total)
        {
            throw new InputException(
                $"{name}: at byte {end}, the file ends; expected {header.Length + total} bytes{whenUnpacked} for {shape} values");
        }

        return stream.ReadByte() < 0 ? new(lengths, values)
            : throw new InputException($"{name}: at byte {end}, the file goes on; expected its end after {shape} values");
    }
}

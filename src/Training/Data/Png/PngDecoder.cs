using System.IO.Compression;
using Experiments.Numerics.Formats;

namespace Experiments.Training.Data.Png;

/// <summary>Decodes a PNG (ISO/IEC 15948) of any colour type, depth and interlacing to 8 bits in one channel (grey) or three.</summary>
/// <remarks>
/// Transparency is left out, as PIL's conversion does, and of 16 bits the upper 8 are taken: PIL does so in colour, while it
/// cuts 16-bit grey off at 255. The checks of all chunks that are used must be right.
/// </remarks>
internal sealed class PngDecoder
{
    /// <summary>The first bytes of a PNG.</summary>
    public static readonly byte[] Signature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    // First column and row of each of the seven passes, and the distance to the next; one pass of all when they are not interlaced.
    private static readonly (int X, int Y, int StepX, int StepY)[] Interlaced =
        [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private readonly ByteReader file;
    private readonly Header header;
    private readonly byte[] palette;
    private readonly byte[] pixels;

    private PngDecoder(ByteReader file, Header header, byte[] palette)
    {
        (this.file, this.header, this.palette) = (file, header, palette);
        pixels = new byte[header.Height * header.Width * header.Channels];
    }

    /// <summary>The pixels: one channel for a grey picture, three for all others.</summary>
    /// <exception cref="ImageDataException">The file is damaged.</exception>
    public static Raster Decode(ByteReader file)
    {
        file.GoTo(Signature.Length);
        Header? header = null;
        var palette = Array.Empty<byte>();
        using var data = new MemoryStream();
        for (var kind = string.Empty; kind != "IEND";)
        {
            var begin = file.Position;
            (kind, var chunk) = Chunk(file);
            if (header is null != (kind == "IHDR"))
            {
                throw file.WrongAt(begin, $"the chunk is {kind}; expected {(header is null ? "the header IHDR first" : "only one header")}");
            }

            switch (kind)
            {
                case "IHDR":
                    header = Header.Read(chunk);
                    break;
                case "PLTE":
                    palette = chunk.Take(chunk.Left, "the palette").ToArray();
                    break;
                case "IDAT":
                    data.Write(chunk.Take(chunk.Left, "the pixels"));
                    break;
                default:
                    break;
            }
        }

        data.Position = 0;
        var decoder = new PngDecoder(file, header!, palette);
        decoder.ReadPasses(data);
        return new(header!.Height, header.Width, header.Channels, decoder.pixels);
    }

    /// <summary>The next chunk's name and content.</summary>
    private static (string Kind, ByteReader Content) Chunk(ByteReader file)
    {
        var length = file.UInt32("a chunk's length");
        var begin = file.Position;
        var kind = string.Concat(file.Take(4, "a chunk's name").ToArray().Select(letter => char.IsAsciiLetter((char)letter) ? (char)letter : '?'));
        var content = file.Part(length, $"the chunk {kind}");
        var check = Crc32.Of(file.All[begin..file.Position]);
        var expected = file.UInt32($"the check of the chunk {kind}");
        return check == expected ? (kind, content)
            : throw file.WrongAt(begin, $"the bytes of the chunk {kind} have the check {check:X8}; expected {expected:X8}: the file is damaged");
    }

    private void ReadPasses(Stream data)
    {
        using var rows = new ZLibStream(data, CompressionMode.Decompress);
        foreach (var (x, y, stepX, stepY) in header.IsInterlaced ? Interlaced : [(0, 0, 1, 1)])
        {
            var columns = Math.Max(0, (header.Width - x + stepX - 1) / stepX);
            var row = new byte[header.RowBytes(columns)];
            var above = new byte[row.Length];
            for (var line = y; line < header.Height && columns > 0; line += stepY)
            {
                Filter.Undo(Read(rows, row, line), row, above, Math.Max(1, header.Samples * header.Bits / 8));
                for (var column = 0; column < columns; column++)
                {
                    Write(row, column, ((line * header.Width) + x + (column * stepX)) * header.Channels);
                }

                (row, above) = (above, row);
            }
        }
    }

    /// <summary>Reads a row and returns its filter.</summary>
    private int Read(Stream rows, byte[] row, int line)
    {
        try
        {
            var filter = rows.ReadByte();
            if (filter >= 0 && rows.ReadAtLeast(row, row.Length, throwOnEndOfStream: false) == row.Length)
            {
                return filter < Filter.Count ? filter : throw file.WrongAt(file.Position, $"row {line} has the filter {filter}; expected 0 to {Filter.Count - 1}");
            }
        }
        catch (InvalidDataException)
        {
            // Said below, as for data that end early.
        }

        throw file.WrongAt(file.Position, $"the compressed pixels are damaged or end in row {line}; expected {header.Height} rows");
    }

    private void Write(byte[] row, int column, int target)
    {
        for (var channel = 0; channel < header.Channels; channel++)
        {
            pixels[target + channel] = header.Kind != Header.Palette
                ? Sample(row, (column * header.Samples) + channel, header.Bits < 8)
                : Ink((3 * Sample(row, column, isScaled: false)) + channel);
        }
    }

    /// <summary>A sample's value, of 16 bits the upper 8; one of fewer than 8 scaled so that its largest is 255.</summary>
    private byte Sample(byte[] row, int index, bool isScaled)
    {
        if (header.Bits >= 8)
        {
            return row[index * header.Bits / 8];
        }

        var largest = (1 << header.Bits) - 1;
        var (at, bit) = Math.DivRem(index * header.Bits, 8);
        var value = (row[at] >> (8 - header.Bits - bit)) & largest;
        return (byte)(isScaled ? value * (255 / largest) : value);
    }

    private byte Ink(int index) => index < palette.Length ? palette[index]
        : throw file.WrongAt(file.Position, $"a pixel is colour {index / 3} of the palette; expected less than {palette.Length / 3}");
}

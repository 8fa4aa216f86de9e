namespace Experiments.Training.Data.Png;

/// <summary>What a PNG's header says: its size, bits a sample, what a pixel's samples are, and whether its rows come in seven passes.</summary>
internal sealed record Header(int Width, int Height, int Bits, int Kind, bool IsInterlaced)
{
    /// <summary>Kind of pixels that are places in a palette; the others are grey (0), RGB (2), and both with transparency (4, 6).</summary>
    public const int Palette = 3;

    /// <summary>Samples of a pixel as it is stored.</summary>
    public int Samples => Kind switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    /// <summary>Channels of the picture: transparency is left out.</summary>
    public int Channels => Kind is 0 or 4 ? 1 : 3;

    /// <summary>Bytes of a stored row of so many pixels.</summary>
    public int RowBytes(int pixels) => (int)((((long)pixels * Samples * Bits) + 7) / 8);

    /// <summary>Reads the header's chunk.</summary>
    /// <exception cref="ImageDataException">It describes no PNG, or one that is too large.</exception>
    public static Header Read(ByteReader chunk)
    {
        var begin = chunk.Position;
        var (width, height) = (chunk.UInt32("the header"), chunk.UInt32("the header"));
        PictureLimits.Check(chunk, begin, width, height);
        var (bits, kind) = (chunk.Byte("the header"), chunk.Byte("the header"));
        var (compression, filter, interlace) = (chunk.Byte("the header"), chunk.Byte("the header"), chunk.Byte("the header"));
        var areBitsRight = kind switch
        {
            0 => bits is 1 or 2 or 4 or 8 or 16,
            Palette => bits is 1 or 2 or 4 or 8,
            2 or 4 or 6 => bits is 8 or 16,
            _ => false,
        };
        return areBitsRight && compression == 0 && filter == 0 && interlace <= 1
            ? new((int)width, (int)height, bits, kind, interlace == 1)
            : throw chunk.WrongAt(begin, $"the PNG has {bits} bits, colour type {kind}, compression {compression}, filter {filter}, interlace {interlace}; expected a combination of the PNG specification");
    }
}

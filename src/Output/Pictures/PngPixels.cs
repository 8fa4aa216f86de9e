using System.Runtime.InteropServices;
using SkiaSharp;

namespace Experiments.Output.Pictures;

/// <summary>The pixels of a PNG, row by row: red, green, blue and alpha of 8 bits each, not premultiplied.</summary>
/// <remarks>Of 16 bits the upper 8 are kept. Colours are those in the file, without its colour profile.</remarks>
public sealed class PngPixels
{
    internal const int Channels = 4;

    private const int LargestSide = 16384;

    // 200 MB.
    private const int LargestCount = 50_000_000;

    private readonly byte[] values;

    private PngPixels(int width, int height, byte[] values) => (Width, Height, this.values) = (width, height, values);

    /// <summary>Pixels a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Decodes a PNG.</summary>
    /// <exception cref="InvalidDataException">It is no PNG, damaged, ends early, or is larger than allowed.</exception>
    /// <remarks>Allowed are 16384 pixels a side, and 50 million.</remarks>
    public static PngPixels Decode(byte[] png)
    {
        ArgumentNullException.ThrowIfNull(png);
        using var data = SKData.CreateCopy(png);
        using var codec = SKCodec.Create(data);
        if (codec is not { EncodedFormat: SKEncodedImageFormat.Png })
        {
            throw new InvalidDataException("it is no PNG, or its beginning is damaged");
        }

        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if (Math.Max(width, height) > LargestSide || width * height > LargestCount)
        {
            throw new InvalidDataException($"it has {width} × {height} pixels; expected at most {LargestSide} a side, and 50 million");
        }

        var values = new byte[width * height * Channels];
        var pinned = GCHandle.Alloc(values, GCHandleType.Pinned);
        try
        {
            var layout = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
            var result = codec.GetPixels(layout, pinned.AddrOfPinnedObject());
            return result == SKCodecResult.Success
                ? new(width, height, values)
                : throw new InvalidDataException($"its {width} × {height} pixels are damaged or end early ({result})");
        }
        finally
        {
            pinned.Free();
        }
    }

    /// <summary>The channels of the first pixels of a row.</summary>
    internal Span<byte> Row(int y, int count) => values.AsSpan(y * Width * Channels, count * Channels);

    /// <summary>A PNG of the upper left corner, opaque.</summary>
    internal byte[] Encode(int width, int height)
    {
        var pinned = GCHandle.Alloc(values, GCHandleType.Pinned);
        try
        {
            var layout = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
            using var corner = new SKPixmap(layout, pinned.AddrOfPinnedObject(), Width * Channels);
            using var png = corner.Encode(SKEncodedImageFormat.Png, 100);
            return png!.ToArray();
        }
        finally
        {
            pinned.Free();
        }
    }
}

using System.Runtime.InteropServices;
using Experiments.Numerics.Formats;
using SkiaSharp;

namespace Experiments.Output.Pictures;

/// <summary>The pixels of a PNG, row by row: red, green, blue and alpha of 8 bits each, not premultiplied.</summary>
/// <remarks>Of channels of 16 bits the upper 8 are kept. Colours are those in the file; a colour profile is not applied.</remarks>
public sealed class PngPixels
{
    internal const int Channels = 4;

    private const int LargestSide = 16384;

    // 400 MB.
    private const int LargestCount = 100_000_000;

    private PngPixels(int width, int height, byte[] values) => (Width, Height, Values) = (width, height, values);

    /// <summary>Pixels a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    internal byte[] Values { get; }

    /// <summary>Decodes a PNG.</summary>
    /// <exception cref="InvalidDataException">It is no PNG, is damaged, ends early, or is larger than 16384 pixels a side or 100 million.</exception>
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
            throw new InvalidDataException($"it has {width} × {height} pixels; expected at most {LargestSide} a side, and 100 million");
        }

        var values = new byte[width * height * Channels];
        var pinned = GCHandle.Alloc(values, GCHandleType.Pinned);
        try
        {
            var result = codec.GetPixels(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul), pinned.AddrOfPinnedObject());
            return result == SKCodecResult.Success
                ? new(width, height, values)
                : throw new InvalidDataException($"its {width} × {height} pixels are damaged or end early ({result})");
        }
        finally
        {
            pinned.Free();
        }
    }
}

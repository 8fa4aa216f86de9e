using SkiaSharp;

namespace Experiments.Output.Pictures;

/// <summary>Where and how far two pictures differ, pixel by pixel and channel by channel.</summary>
/// <remarks>
/// Pictures of different sizes are laid on one another by their upper left corners; a pixel that only one of them has differs, by 255.
/// </remarks>
public sealed class PictureDifference
{
    private const byte Largest = byte.MaxValue;

    // The picture behind its differences: grey, and so pale that they stand out.
    private const int Paleness = 4;
    private static readonly SKColor Mark = new(0xD5, 0x5E, 0x00);

    private readonly PngPixels before;
    private readonly bool[] differs;

    private PictureDifference(PngPixels before, PngPixels after, int tolerance)
    {
        this.before = before;
        IsSameSize = (before.Width, before.Height) == (after.Width, after.Height);
        (Width, Height) = (Math.Max(before.Width, after.Width), Math.Max(before.Height, after.Height));
        differs = new bool[Width * Height];
        for (var y = 0; y < Height; y++)
        {
            // Most rows are the same bytes.
            for (var x = IsSameSize && Row(before, y).SequenceEqual(Row(after, y)) ? Width : 0; x < Width; x++)
            {
                var distance = Distance(At(before, x, y), At(after, x, y));
                LargestChannel = Math.Max(LargestChannel, distance);
                differs[(y * Width) + x] = distance > tolerance;
                Pixels += distance > tolerance ? 1 : 0;
            }
        }
    }

    /// <summary>Whether the pictures have as many rows and columns.</summary>
    public bool IsSameSize { get; }

    /// <summary>Columns of the wider picture.</summary>
    public int Width { get; }

    /// <summary>Rows of the higher picture.</summary>
    public int Height { get; }

    /// <summary>The largest difference of a channel, 0 to 255.</summary>
    public int LargestChannel { get; }

    /// <summary>The number of pixels of which a channel differs by more than is allowed.</summary>
    public int Pixels { get; }

    /// <summary>Whether the pictures have the same size and no channel differs by more than is allowed.</summary>
    public bool IsEqual => IsSameSize && Pixels == 0;

    /// <summary>Compares two PNGs; <paramref name="tolerance"/> is the largest difference of a channel that counts as equal.</summary>
    /// <exception cref="InvalidDataException">One is no PNG or is damaged; the message says which.</exception>
    public static PictureDifference Between(byte[] before, byte[] after, int tolerance = 0)
    {
        return Between(Decode(before, "first"), Decode(after, "second"), tolerance);

        static PngPixels Decode(byte[] png, string which)
        {
            try
            {
                return PngPixels.Decode(png);
            }
            catch (InvalidDataException error)
            {
                throw new InvalidDataException($"the {which} picture cannot be compared: {error.Message}", error);
            }
        }
    }

    /// <summary>Compares two decoded pictures.</summary>
    public static PictureDifference Between(PngPixels before, PngPixels after, int tolerance = 0)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return new(before, after, tolerance);
    }

    /// <summary>A PNG of the first picture in pale grey, with the pixels that differ in vermillion.</summary>
    public byte[] ToPng()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        var pixels = new SKColor[differs.Length];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = differs[i] ? Mark : Pale(At(before, i % Width, i / Width));
        }

        bitmap.Pixels = pixels;
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static ReadOnlySpan<byte> Row(PngPixels picture, int y) =>
        picture.Values.AsSpan(y * picture.Width * PngPixels.Channels, picture.Width * PngPixels.Channels);

    /// <summary>The four channels of a pixel; none where the picture has no such pixel.</summary>
    private static ReadOnlySpan<byte> At(PngPixels picture, int x, int y) => x < picture.Width && y < picture.Height
        ? picture.Values.AsSpan(((y * picture.Width) + x) * PngPixels.Channels, PngPixels.Channels)
        : [];

    private static int Distance(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        if (before.Length != after.Length)
        {
            return Largest;
        }

        var largest = 0;
        for (var channel = 0; channel < before.Length; channel++)
        {
            largest = Math.Max(largest, Math.Abs(before[channel] - after[channel]));
        }

        return largest;
    }

    private static SKColor Pale(ReadOnlySpan<byte> pixel)
    {
        if (pixel.IsEmpty)
        {
            return SKColors.White;
        }

        // On white paper: what is transparent is white.
        var grey = (pixel[0] + pixel[1] + pixel[2]) / 3;
        var pale = (byte)(Largest - ((Largest - grey) * pixel[3] / Largest / Paleness));
        return new(pale, pale, pale);
    }
}

using SkiaSharp;

namespace Experiments.Training.Data;

/// <summary>A photograph in a file: JPEG or PNG, told by its first bytes, not by its name.</summary>
/// <remarks>
/// SkiaSharp decodes it. As with Keras' load_img, transparency is left out, and an orientation in the EXIF data, a
/// colour profile and a gamma value are not applied; of 16 bits the upper 8 are taken.
/// </remarks>
internal static class PhotoFile
{
    /// <summary>Largest file, in bytes: the pixels below at 16 bits in four channels.</summary>
    public const long LargestLength = 8 * LargestArea;

    // No photograph needs more, and a damaged header can ask for any size.
    private const int LargestSide = 16_384;
    private const long LargestArea = 1 << 26;

    // A JPEG's block of 64 pixels takes a bit at least: what says otherwise would be filled up with grey.
    private const long PixelsPerByte = 8 * 64;

    // Of pixels that are decoded at once: a progressive CMYK JPEG of 64 million takes 0.8 GB, and so do more of them.
    private static readonly object Decoding = new();
    private static long areaAtOnce;

    private static readonly string[] Extensions = [".jpg", ".jpeg", ".png"];
    private static readonly string[] Others = [".gif", ".bmp", ".webp", ".tif", ".tiff"];

    /// <summary>Whether a file's name has the extension of a photograph, in upper or lower case.</summary>
    public static bool IsNamedSo(string name) =>
        Array.Exists(Extensions, extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a file's name is that of a picture, be it of a kind that is not read.</summary>
    public static bool IsNamedAsPicture(string name) =>
        IsNamedSo(name) || Array.Exists(Others, extension => name.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>The pixels of a file in a folder, at size × size.</summary>
    /// <exception cref="InputException">The file is missing, unreadable, empty, too large, of another kind or
    /// damaged.</exception>
    public static Raster Read(IFolder folder, string file, int size)
    {
        try
        {
            using var stream = folder.Open(file);
            return Read(folder.PlaceOf(file), stream, size);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{folder.PlaceOf(file)}: the file cannot be read ({error.Message}); expected a JPEG or PNG picture");
        }
    }

    /// <summary>
    /// The pixels of a file's bytes at size × size, or as they are: red, green, blue and what is left out.
    /// </summary>
    /// <exception cref="InputException">It is empty, too large, of another kind or damaged.</exception>
    public static Raster Read(string name, Stream stream, int? size = null)
    {
        if (stream.Length is 0 or > LargestLength)
        {
            var length = stream.Length == 0 ? "is empty" : $"has {stream.Length} bytes";
            throw new InputException($"{name}: the file {length}; expected a JPEG or PNG picture of at most {LargestLength} bytes");
        }

        using var bytes = SKData.Create((int)stream.Length);
        stream.ReadExactly(bytes.Span);
        var kind = Kind(name, bytes.Span);
        using var codec = SKCodec.Create(bytes);
        if (codec is not { EncodedFormat: SKEncodedImageFormat.Jpeg or SKEncodedImageFormat.Png })
        {
            throw new InputException($"{name}: the header of the {kind} is damaged; expected a whole picture");
        }

        var (width, height) = (codec.Info.Width, codec.Info.Height);
        var area = (long)width * height;
        var pixels = $"{width} × {height} pixels";
        if (Math.Max(width, height) > LargestSide || area > LargestArea)
        {
            throw new InputException(
                $"{name}: the picture's size is {pixels}; expected 1 to {LargestSide} a side and at most {LargestArea} together");
        }

        if (kind == "JPEG" && area > PixelsPerByte * stream.Length)
        {
            var claim = $"{pixels} in a file of {stream.Length} bytes";
            throw new InputException($"{name}: the picture's size is {claim}; expected a bit or more for each 8 × 8 of them");
        }

        Begin(area);
        try
        {
            using var bitmap = new SKBitmap();
            if (!bitmap.TryAllocPixels(new(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul)))
            {
                throw new InsufficientMemoryException($"{name}: there is no memory for {pixels}");
            }

            if (codec.GetPixels(bitmap.Info, bitmap.GetPixels()) != SKCodecResult.Success)
            {
                throw new InputException($"{name}: the {kind} is damaged or ends early; expected all of its {pixels}");
            }

            return size is { } side ? Raster.Sample(bitmap.GetPixelSpan(), height, width, bitmap.BytesPerPixel, side)
                : new(height, width, bitmap.BytesPerPixel, bitmap.GetPixelSpan().ToArray());
        }
        finally
        {
            End(area);
        }
    }

    /// <summary>Waits until so many pixels more can be decoded at once.</summary>
    private static void Begin(long area)
    {
        lock (Decoding)
        {
            while (areaAtOnce > 0 && areaAtOnce + area > LargestArea)
            {
                Monitor.Wait(Decoding);
            }

            areaAtOnce += area;
        }
    }

    private static void End(long area)
    {
        lock (Decoding)
        {
            areaAtOnce -= area;
            Monitor.PulseAll(Decoding);
        }
    }

    private static string Kind(string name, ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith<byte>([0xFF, 0xD8]))
        {
            return "JPEG";
        }

        if (bytes.StartsWith<byte>([0x89, .. "PNG\r\n"u8, 0x1A, .. "\n"u8]))
        {
            return "PNG";
        }

        var other = bytes.StartsWith("GIF8"u8) ? "is a GIF"
            : bytes.StartsWith("BM"u8) ? "is a BMP"
            : bytes.StartsWith<byte>([0x49, 0x49, 0x2A, 0]) || bytes.StartsWith<byte>([0x4D, 0x4D, 0, 0x2A]) ? "is a TIFF"
            : bytes.StartsWith("RIFF"u8) && bytes.Length > 12 && bytes[8..].StartsWith("WEBP"u8) ? "is a WebP"
            : $"begins with {Convert.ToHexString(bytes[..Math.Min(8, bytes.Length)])}";
        throw new InputException($"{name}: the file {other}; only JPEG and PNG are read, which begin with FFD8 and 89504E470D0A1A0A");
    }
}

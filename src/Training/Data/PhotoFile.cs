using System.Globalization;
using Experiments.Losses.Frameworks;
using Experiments.Training.Data.Jpeg;
using Experiments.Training.Data.Png;

namespace Experiments.Training.Data;

/// <summary>A photograph in a file: JPEG or PNG, told by its first bytes, not by its name.</summary>
/// <remarks>As with Keras' load_img, an orientation in the EXIF data, a colour profile and a gamma value are not applied.</remarks>
internal static class PhotoFile
{
    /// <summary>The extensions of files that are taken for photographs.</summary>
    public static readonly string[] Extensions = [".jpg", ".jpeg", ".png"];

    /// <summary>Whether a file's name has one of the extensions, in upper or lower case.</summary>
    public static bool IsNamedSo(string path) => Extensions.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);

    /// <summary>The pixels of a file.</summary>
    /// <exception cref="ImageDataException">The file is missing, unreadable, empty, too large, of another kind or damaged.</exception>
    public static Raster Read(string path)
    {
        try
        {
            var length = new FileInfo(path).Length;
            return length == 0
                ? throw new ImageDataException($"{path}: the file is empty; expected a JPEG or PNG picture")
                : length > PictureLimits.Bytes
                ? throw new ImageDataException(string.Create(CultureInfo.InvariantCulture, $"{path}: the file has {length} bytes; expected a picture of at most {PictureLimits.Bytes}"))
                : Decode(path, File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ImageDataException($"{path}: the file cannot be read ({error.Message}); expected a JPEG or PNG picture");
        }
    }

    /// <summary>The pixels of a file's bytes.</summary>
    /// <exception cref="ImageDataException">It is of another kind or damaged.</exception>
    public static Raster Decode(string name, byte[] bytes) =>
        bytes.AsSpan().StartsWith(JpegDecoder.Signature) ? JpegDecoder.Decode(new(name, bytes))
        : bytes.AsSpan().StartsWith(PngDecoder.Signature) ? PngDecoder.Decode(new(name, bytes))
        : throw new ImageDataException($"{name}: the file begins with {Convert.ToHexString(bytes, 0, Math.Min(8, bytes.Length))}; expected a JPEG (FFD8) or a PNG (89504E470D0A1A0A)");
}

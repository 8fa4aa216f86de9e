using System.Globalization;

namespace Experiments.Training.Data;

/// <summary>What is refused before anything is decoded: no photograph needs it, and a damaged header can ask for any of it.</summary>
internal static class PictureLimits
{
    /// <summary>Largest file, in bytes: the pixels below at 16 bits in four channels.</summary>
    public const long Bytes = 8 * Area;

    private const int Side = 16_384;
    private const long Area = 1 << 26;

    /// <summary>Refuses a size.</summary>
    /// <exception cref="ImageDataException">A side is 0 or too long, or there are too many pixels.</exception>
    public static void Check(ByteReader file, int position, long width, long height)
    {
        if (width < 1 || height < 1 || width > Side || height > Side || width * height > Area)
        {
            throw file.WrongAt(position, string.Create(
                CultureInfo.InvariantCulture,
                $"the picture's size is {width} × {height} pixels; expected 1 to {Side} a side and at most {Area} together"));
        }
    }
}

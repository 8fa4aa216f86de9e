using Experiments.Numerics.Formats;

namespace Experiments.Training.Data.Jpeg;

/// <summary>A JPEG's pixels in grey or red, green and blue, with libjpeg's tables at 2^−16 and PIL's conversion of inks.</summary>
internal static class ColourConversion
{
    // 1.402, 0.344136, 0.714136 and 1.772 at 2^−16, from the five digits that libjpeg takes.
    private const int RedOfCr = 91881;
    private const int GreenOfCb = 22554;
    private const int GreenOfCr = 46802;
    private const int BlueOfCb = 116130;
    private const int Half = 1 << 15;

    /// <summary>Pixels in the order row, column, channel from one plane a component; grey has one channel, all others three.</summary>
    public static Raster Of(Colours colours, int height, int width, byte[][] planes)
    {
        if (colours == Colours.Grey)
        {
            return new(height, width, 1, planes[0]);
        }

        var pixels = new byte[height * width * 3];
        for (var i = 0; i < height * width; i++)
        {
            var (red, green, blue) = (planes[0][i], planes[1][i], planes[2][i]);
            if (colours is Colours.YCbCr or Colours.Ycck)
            {
                (red, green, blue) = FromYCbCr(red, green - 128, blue - 128);
            }

            // YCCK holds the inverse of what YCbCr would give, and that is inverted again, as all inks are.
            if (colours is Colours.Ycck)
            {
                (red, green, blue) = ((byte)(255 - red), (byte)(255 - green), (byte)(255 - blue));
            }

            if (planes.Length == 4)
            {
                (red, green, blue) = (Times(red, planes[3][i]), Times(green, planes[3][i]), Times(blue, planes[3][i]));
            }

            (pixels[3 * i], pixels[(3 * i) + 1], pixels[(3 * i) + 2]) = (red, green, blue);
        }

        return new(height, width, 3, pixels);
    }

    private static (byte Red, byte Green, byte Blue) FromYCbCr(int y, int cb, int cr) => (
        Byte(y + (((RedOfCr * cr) + Half) >> 16)),
        Byte(y + (((-GreenOfCb * cb) - (GreenOfCr * cr) + Half) >> 16)),
        Byte(y + (((BlueOfCb * cb) + Half) >> 16)));

    private static byte Byte(int value) => (byte)Math.Clamp(value, 0, 255);

    /// <summary>a · b / 255, rounded to nearest.</summary>
    private static byte Times(int a, int b) => (byte)(((2 * a * b) + 255) / 510);
}

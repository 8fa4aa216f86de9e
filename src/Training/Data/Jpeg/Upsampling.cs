namespace Experiments.Training.Data.Jpeg;

/// <summary>A component's samples at every pixel, with the weights and roundings of libjpeg's "fancy upsampling".</summary>
/// <remarks>
/// Between twice as coarse samples the value is ¾ of the nearer and ¼ of the farther one, in each direction; the edge repeats the
/// last sample. The roundings alternate, so that none is favoured. Other factors, and widths of one or two samples, repeat samples.
/// </remarks>
internal static class Upsampling
{
    /// <summary>The samples of the picture's pixels, row by row.</summary>
    public static byte[] Full(Component component, Sampling picture)
    {
        var samples = component.Samples();
        var (across, down) = (picture.Horizontal / component.Horizontal, picture.Vertical / component.Vertical);
        var full = new byte[picture.Width * picture.Height];
        var weighted = new int[component.Width];
        for (var y = 0; y < picture.Height; y++)
        {
            var row = full.AsSpan(y * picture.Width, picture.Width);
            var near = samples.AsSpan(y / down * component.Stride, component.Width);
            var isSmooth = component.Width > 2 || across == 1;
            if (across <= 2 && down == 2 && isSmooth)
            {
                var isUpper = y % 2 == 0;
                var other = Math.Clamp((y / 2) + (isUpper ? -1 : 1), 0, component.Height - 1);
                var far = samples.AsSpan(other * component.Stride, component.Width);
                for (var x = 0; x < weighted.Length; x++)
                {
                    weighted[x] = (3 * near[x]) + far[x];
                }

                if (across == 1)
                {
                    for (var x = 0; x < row.Length; x++)
                    {
                        row[x] = (byte)((weighted[x] + (isUpper ? 1 : 2)) >> 2);
                    }
                }
                else
                {
                    Double(weighted, row, 8, 7, 4);
                }
            }
            else if (across == 2 && down == 1 && isSmooth)
            {
                for (var x = 0; x < weighted.Length; x++)
                {
                    weighted[x] = near[x];
                }

                Double(weighted, row, 1, 2, 2);
            }
            else
            {
                for (var x = 0; x < row.Length; x++)
                {
                    row[x] = near[x / across];
                }
            }
        }

        return full;
    }

    /// <summary>Two values for each sample, each ¾ of it and ¼ of its neighbour on that side, divided by 2^shift.</summary>
    private static void Double(int[] samples, Span<byte> row, int roundLeft, int roundRight, int shift)
    {
        for (var x = 0; x < row.Length; x++)
        {
            var isLeft = x % 2 == 0;
            var neighbour = Math.Clamp((x / 2) + (isLeft ? -1 : 1), 0, samples.Length - 1);
            row[x] = (byte)(((3 * samples[x / 2]) + samples[neighbour] + (isLeft ? roundLeft : roundRight)) >> shift);
        }
    }
}

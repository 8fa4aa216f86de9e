namespace Experiments.Output.Pictures;

/// <summary>Where and how far two pictures differ, pixel by pixel and channel by channel.</summary>
/// <remarks>
/// Pictures of different sizes are laid on one another by their upper left corners, and what both have is compared.
/// Two of the largest pictures that <see cref="PngPixels"/> reads take 400 MB.
/// </remarks>
public sealed class PictureDifference
{
    // The picture behind its differences: grey, and so pale that they stand out.
    private const int Paleness = 4;
    private static readonly byte[] Mark = [0xD5, 0x5E, 0x00];

    private PictureDifference(PngPixels before, PngPixels after, int tolerance, bool isDrawn, CancellationToken cancellation)
    {
        IsSameSize = (before.Width, before.Height) == (after.Width, after.Height);
        (Width, Height) = (Math.Min(before.Width, after.Width), Math.Min(before.Height, after.Height));
        for (var y = 0; y < Height; y++)
        {
            cancellation.ThrowIfCancellationRequested();
            var row = before.Row(y, Width);
            var other = after.Row(y, Width);

            // Most rows are the same bytes.
            for (var i = isDrawn || !row.SequenceEqual(other) ? 0 : row.Length; i < row.Length; i += PngPixels.Channels)
            {
                var pixel = row.Slice(i, PngPixels.Channels);
                var distance = Distance(pixel, other.Slice(i, PngPixels.Channels));
                LargestChannel = Math.Max(LargestChannel, distance);
                Pixels += distance > tolerance ? 1 : 0;
                if (isDrawn)
                {
                    Draw(pixel, distance > tolerance);
                }
            }
        }

        if (isDrawn && !IsEqual)
        {
            Drawn = before.Encode(Width, Height);
        }
    }

    /// <summary>Whether the pictures have as many rows and columns.</summary>
    public bool IsSameSize { get; }

    /// <summary>Columns that both have.</summary>
    public int Width { get; }

    /// <summary>Rows that both have.</summary>
    public int Height { get; }

    /// <summary>The largest difference of a channel, 0 to 255.</summary>
    public int LargestChannel { get; }

    /// <summary>The number of pixels of which a channel differs by more than is allowed.</summary>
    public int Pixels { get; }

    /// <summary>Whether the pictures have the same size and no channel differs by more than is allowed.</summary>
    public bool IsEqual => IsSameSize && Pixels == 0;

    /// <summary>A PNG of what both have, the first in pale grey, the pixels that differ in vermillion.</summary>
    /// <remarks>Null when none was asked for, or nothing differs.</remarks>
    public ReadOnlyMemory<byte>? Drawn { get; }

    /// <summary>Compares two PNGs; the tolerance is the largest difference of a channel that counts as equal.</summary>
    /// <exception cref="InvalidDataException">One is no PNG or is damaged; the message says which.</exception>
    public static PictureDifference Between(byte[] before, byte[] after, int tolerance = 0, bool isDrawn = false)
    {
        return Between(Decode(before, "first"), Decode(after, "second"), tolerance, isDrawn, CancellationToken.None);

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

    /// <summary>Compares two pictures; where the differences are drawn, they are painted over the first one.</summary>
    public static PictureDifference Between(
        PngPixels before, PngPixels after, int tolerance, bool isDrawn, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        return new(before, after, tolerance, isDrawn, cancellation);
    }

    private static int Distance(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        var largest = 0;
        for (var channel = 0; channel < before.Length; channel++)
        {
            largest = Math.Max(largest, Math.Abs(before[channel] - after[channel]));
        }

        return largest;
    }

    /// <summary>Paints a pixel over: with the mark, or pale on white, so that what is transparent is white.</summary>
    private static void Draw(Span<byte> pixel, bool isMarked)
    {
        var grey = (pixel[0] + pixel[1] + pixel[2]) / 3;
        var pale = (byte)(byte.MaxValue - ((byte.MaxValue - grey) * pixel[3] / byte.MaxValue / Paleness));
        pixel.Fill(pale);
        pixel[^1] = byte.MaxValue;
        if (isMarked)
        {
            Mark.CopyTo(pixel);
        }
    }
}

namespace Experiments.Training.Data;

/// <summary>
/// One picture: bytes in the order row, column, channel; one channel is grey, three or four begin with red, green and
/// blue.
/// </summary>
internal sealed record Raster(int Height, int Width, int Channels, byte[] Pixels)
{
    /// <summary>The picture at size × size, as <see cref="Sample"/> has it.</summary>
    public Raster Resized(int size) => Height == size && Width == size ? this : Sample(Pixels, Height, Width, Channels, size);

    /// <summary>
    /// A picture at size × size without keeping its aspect: each pixel is the nearest one, as Keras' load_img has it.
    /// </summary>
    public static Raster Sample(ReadOnlySpan<byte> picture, int height, int width, int channels, int size)
    {
        var columns = Nearest(width, size);
        var pixels = new byte[size * size * channels];
        var next = 0;
        foreach (var row in Nearest(height, size))
        {
            foreach (var column in columns)
            {
                picture.Slice(((row * width) + column) * channels, channels).CopyTo(pixels.AsSpan(next));
                next += channels;
            }
        }

        return new(size, size, channels, pixels);
    }

    /// <summary>
    /// The source index of each of `size` pixels: ⌊(i + ½) · length / size⌋, in the float64 arithmetic of PIL's
    /// Image.resize.
    /// </summary>
    /// <remarks>
    /// PIL adds the scale up pixel by pixel, and where the exact value is a whole number the rounding of those sums
    /// decides: from 500 pixels to 150 it does so at 50 of them. IEEE addition gives the same indices on every machine.
    /// </remarks>
    public static int[] Nearest(int length, int size)
    {
        var scale = (double)length / size;
        var at = scale * 0.5;
        var indices = new int[size];
        for (var i = 0; i < size; i++, at += scale)
        {
            indices[i] = (int)at;
        }

        return indices;
    }

    /// <summary>The picture with so many zero pixels around it.</summary>
    public Raster Padded(int margin)
    {
        var (height, width) = (Height + (2 * margin), Width + (2 * margin));
        var padded = new Raster(height, width, Channels, new byte[height * width * Channels]);
        for (var row = 0; row < Height; row++)
        {
            Pixels.AsSpan(row * Width * Channels, Width * Channels)
                .CopyTo(padded.Pixels.AsSpan((((row + margin) * padded.Width) + margin) * Channels));
        }

        return padded;
    }

    /// <summary>
    /// The picture in one channel or three: grey is repeated; red, green and blue are weighted as in ITU-R BT.601,
    /// L = (19595 R + 38470 G + 7471 B + 2^15) / 2^16 rounded down, which is PIL's mode L.
    /// </summary>
    public Raster WithChannels(int channels)
    {
        if (channels == Channels)
        {
            return this;
        }

        var pixels = new byte[Height * Width * channels];
        for (var i = 0; i < Height * Width; i++)
        {
            var pixel = Pixels.AsSpan(i * Channels, Channels);
            if (channels == 1)
            {
                pixels[i] = (byte)(((pixel[0] * 19595) + (pixel[1] * 38470) + (pixel[2] * 7471) + 0x8000) >> 16);
            }
            else if (Channels == 1)
            {
                pixels.AsSpan(3 * i, 3).Fill(pixel[0]);
            }
            else
            {
                pixel[..3].CopyTo(pixels.AsSpan(3 * i));
            }
        }

        return new(Height, Width, channels, pixels);
    }
}

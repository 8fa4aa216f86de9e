using Experiments.Losses.Frameworks;

namespace Experiments.Training.Data;

/// <summary>One picture: bytes in the order row, column, channel; one channel is grey, three are red, green and blue.</summary>
internal sealed record Raster(int Height, int Width, int Channels, byte[] Pixels)
{
    /// <summary>The picture at size × size without keeping its aspect: each pixel is the nearest one, as Keras' load_img has it.</summary>
    public Raster Resized(int size)
    {
        if (Height == size && Width == size)
        {
            return this;
        }

        var rows = NearestNeighbour.Indices(Height, size);
        var columns = NearestNeighbour.Indices(Width, size);
        var pixels = new byte[size * size * Channels];
        var next = 0;
        foreach (var row in rows)
        {
            foreach (var column in columns)
            {
                for (var channel = 0; channel < Channels; channel++)
                {
                    pixels[next++] = Pixels[(((row * Width) + column) * Channels) + channel];
                }
            }
        }

        return new(size, size, Channels, pixels);
    }

    /// <summary>The picture with so many zero pixels around it.</summary>
    public Raster Padded(int margin)
    {
        var padded = new Raster(Height + (2 * margin), Width + (2 * margin), Channels, new byte[(Height + (2 * margin)) * (Width + (2 * margin)) * Channels]);
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
            if (channels == 1)
            {
                pixels[i] = (byte)(((Pixels[3 * i] * 19595) + (Pixels[(3 * i) + 1] * 38470) + (Pixels[(3 * i) + 2] * 7471) + 0x8000) >> 16);
            }
            else
            {
                pixels.AsSpan(3 * i, 3).Fill(Pixels[i]);
            }
        }

        return new(Height, Width, channels, pixels);
    }
}

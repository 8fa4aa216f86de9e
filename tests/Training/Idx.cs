using System.Buffers.Binary;
using System.IO.Compression;
using Experiments.Training.Data;

namespace Experiments.Tests.Training;

/// <summary>The embedded photographs, with 2 zero pixels on each side: 32×32×1.</summary>
internal static class Idx
{
    private const int Border = 2;

    public static ImageSet Read(string part)
    {
        var labels = Unpack($"{part}-labels-idx1-ubyte.gz");
        var images = Unpack($"{part}-images-idx3-ubyte.gz");
        var (count, height, width) = (Number(images, 4), Number(images, 8), Number(images, 12));
        var (rows, columns) = (height + (2 * Border), width + (2 * Border));
        var pixels = new byte[count * rows * columns];
        for (var row = 0; row < count * height; row++)
        {
            var target = ((row / height * rows) + (row % height) + Border) * columns;
            images.AsSpan(16 + (row * width), width).CopyTo(pixels.AsSpan(target + Border));
        }

        return new(part, rows, columns, 1, pixels, labels[8..]);
    }

    private static int Number(byte[] bytes, int offset) => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(offset));

    private static byte[] Unpack(string name)
    {
        using var packed = new GZipStream(File.OpenRead(Path.Combine(AppContext.BaseDirectory, "data", name)), CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        packed.CopyTo(bytes);
        return bytes.ToArray();
    }
}

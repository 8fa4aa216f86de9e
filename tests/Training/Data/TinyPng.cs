using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace Experiments.Tests.Training.Data;

/// <summary>A PNG of one pixel, by which a test knows the picture again.</summary>
internal static class TinyPng
{
    public static readonly byte[] Signature = [0x89, .. "PNG\r\n"u8, 0x1A, .. "\n"u8];

    public static byte[] Of(byte red, byte green, byte blue) =>
    [
        .. Signature,
        .. Chunk("IHDR"u8, [0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0]),
        .. Chunk("IDAT"u8, Packed([0, red, green, blue])),
        .. Chunk("IEND"u8, []),
    ];

    public static byte[] Chunk(ReadOnlySpan<byte> kind, byte[] content)
    {
        byte[] chunk = [0, 0, 0, 0, .. kind, .. content, 0, 0, 0, 0];
        BinaryPrimitives.WriteInt32BigEndian(chunk, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(^4), Crc32.HashToUInt32(chunk.AsSpan(4, content.Length + 4)));
        return chunk;
    }

    private static byte[] Packed(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var stream = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            stream.Write(bytes);
        }

        return packed.ToArray();
    }
}

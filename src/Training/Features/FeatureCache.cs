using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Experiments.Training.Features;

/// <summary>Features kept in a store, by a hash of all that they were computed from.</summary>
/// <param name="read">What is kept under a key; null when there is nothing that can be read.</param>
/// <param name="write">Keeps bytes under a key.</param>
/// <remarks>
/// An entry holds those of a few dozen pictures; little-endian throughout:
/// <code>
/// 8 bytes   "exp·fea" in UTF-8             (what it is)
/// int32     version, 2
/// uint64    key
/// int32 ×2  pictures, features of each
/// float32   the features, picture after picture
/// uint64    XXH3 (64 bits) of all bytes before it
/// </code>
/// An entry that is not whole or not of this version counts as missing, and is written anew.
/// </remarks>
public sealed class FeatureCache(Func<ulong, byte[]?> read, Action<ulong, byte[]> write)
{
    private const int Version = 2;
    private static readonly byte[] Magic = [.. "exp·fea"u8];
    private static readonly int HeaderSize = Magic.Length + sizeof(int) + sizeof(ulong) + (2 * sizeof(int));

    /// <summary>The features kept under a key; null when there are none.</summary>
    public float[]? Read(ulong key, int pictures)
    {
        var bytes = read(key) ?? [];
        var end = bytes.Length - sizeof(ulong);
        if (end < HeaderSize || XxHash3.HashToUInt64(bytes.AsSpan(0, end)) != BitConverter.ToUInt64(bytes, end))
        {
            return null;
        }

        var length = (end - HeaderSize) / (sizeof(float) * pictures);
        return bytes.AsSpan().StartsWith(Header(key, pictures, length)) && end == HeaderSize + ((long)sizeof(float) * pictures * length)
            ? MemoryMarshal.Cast<byte, float>(bytes.AsSpan(HeaderSize..end)).ToArray()
            : null;
    }

    /// <summary>Keeps features under a key.</summary>
    public void Write(ulong key, int pictures, float[] features)
    {
        ArgumentNullException.ThrowIfNull(features);
        byte[] content = [.. Header(key, pictures, features.Length / pictures), .. MemoryMarshal.AsBytes<float>(features)];
        write(key, [.. content, .. BitConverter.GetBytes(XxHash3.HashToUInt64(content))]);
    }

    private static byte[] Header(ulong key, int pictures, int length) =>
    [
        .. Magic,
        .. BitConverter.GetBytes(Version),
        .. BitConverter.GetBytes(key),
        .. BitConverter.GetBytes(pictures),
        .. BitConverter.GetBytes(length),
    ];
}

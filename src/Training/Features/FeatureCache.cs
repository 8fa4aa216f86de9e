using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace Experiments.Training.Features;

/// <summary>Features kept in a folder, by a hash of all that they were computed from.</summary>
/// <remarks>
/// A file, features-KEY.cache, holds those of a few dozen pictures; little-endian throughout:
/// <code>
/// 8 bytes   "exp·fea" in UTF-8             (what the file is)
/// int32     version, 2
/// uint64    key
/// int32 ×2  pictures, features of each
/// float32   the features, picture after picture
/// uint64    XXH3 (64 bits) of all bytes before it
/// </code>
/// A file that is not whole or not of this version counts as missing, and is written anew.
/// </remarks>
public sealed class FeatureCache(string folder, Action<string, Action<Stream>> replace)
{
    private const int Version = 2;
    private static readonly byte[] Magic = [.. "exp·fea"u8];
    private static readonly int HeaderSize = Magic.Length + sizeof(int) + sizeof(ulong) + (2 * sizeof(int));

    /// <summary>The features kept under a key; null when there are none.</summary>
    public float[]? Read(ulong key, int pictures)
    {
        byte[] bytes;
        try
        {
            bytes = File.ReadAllBytes(PathOf(key));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }

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
    /// <exception cref="IOException">The folder is missing or the disk is full; the message names the file.</exception>
    public void Write(ulong key, int pictures, float[] features)
    {
        ArgumentNullException.ThrowIfNull(features);
        byte[] content = [.. Header(key, pictures, features.Length / pictures), .. MemoryMarshal.AsBytes<float>(features)];
        replace(PathOf(key), stream =>
        {
            stream.Write(content);
            stream.Write(BitConverter.GetBytes(XxHash3.HashToUInt64(content)));
        });
    }

    private static byte[] Header(ulong key, int pictures, int length) =>
    [
        .. Magic,
        .. BitConverter.GetBytes(Version),
        .. BitConverter.GetBytes(key),
        .. BitConverter.GetBytes(pictures),
        .. BitConverter.GetBytes(length),
    ];

    private string PathOf(ulong key) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"features-{key:x16}.cache"));
}

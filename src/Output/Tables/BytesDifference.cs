namespace Experiments.Output.Tables;

/// <summary>Two files that are compared byte by byte: their lengths, and the first place at which they differ, from 0 on; null when they do not.</summary>
public sealed record BytesDifference(long OldLength, long NewLength, long? FirstAt)
{
    private const int BlockSize = 1 << 16;

    /// <summary>Compares two files.</summary>
    /// <exception cref="ComparisonException">One of them cannot be read.</exception>
    public static BytesDifference Between(string oldPath, string newPath, CancellationToken cancellation = default)
    {
        using var before = Open(oldPath);
        using var after = Open(newPath);
        var (x, y) = (new byte[BlockSize], new byte[BlockSize]);
        var (at, lengthOfX, lengthOfY) = (0L, 0L, 0L);
        long? first = null;
        for (var isEnd = false; !isEnd; at += BlockSize)
        {
            cancellation.ThrowIfCancellationRequested();
            var (ofX, ofY) = (Read(before, x, oldPath), Read(after, y, newPath));
            var common = x.AsSpan(0, ofX).CommonPrefixLength(y.AsSpan(0, ofY));
            first ??= common < Math.Max(ofX, ofY) ? at + common : null;
            (lengthOfX, lengthOfY, isEnd) = (lengthOfX + ofX, lengthOfY + ofY, ofX + ofY == 0);
        }

        return new(lengthOfX, lengthOfY, first);
    }

    private static FileStream Open(string path)
    {
        try
        {
            return new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ComparisonException($"{path} cannot be read: {error.Message}");
        }
    }

    private static int Read(FileStream file, byte[] block, string path)
    {
        try
        {
            return file.ReadAtLeast(block, block.Length, throwOnEndOfStream: false);
        }
        catch (IOException error)
        {
            throw new ComparisonException($"{path} cannot be read: {error.Message}");
        }
    }
}

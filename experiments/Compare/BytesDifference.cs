namespace Experiments.Compare;

/// <summary>Two files byte by byte: their lengths, and the first place at which they differ, from 0 on; null when they do not.</summary>
internal sealed record BytesDifference(long OldLength, long NewLength, long? FirstAt)
{
    private const int BlockSize = 1 << 16;

    /// <summary>Compares two files, up to the first difference; pipes, whose lengths are not known before, to their ends.</summary>
    /// <exception cref="IOException">One of them cannot be read, or is a pipe where a file is needed.</exception>
    public static BytesDifference Between(string oldPath, string newPath, bool mustBeFiles, CancellationToken cancellation)
    {
        using var before = Open(oldPath, mustBeFiles);
        using var after = Open(newPath, mustBeFiles);
        var (x, y, at, lengthOfX, lengthOfY) = (new byte[BlockSize], new byte[BlockSize], 0L, 0L, 0L);
        long? first = null;
        for (var isEnd = false; !isEnd; at += BlockSize)
        {
            cancellation.ThrowIfCancellationRequested();
            var (ofX, ofY) = (before.ReadAtLeast(x, BlockSize, throwOnEndOfStream: false), after.ReadAtLeast(y, BlockSize, throwOnEndOfStream: false));
            var common = x.AsSpan(0, ofX).CommonPrefixLength(y.AsSpan(0, ofY));
            first ??= common < Math.Max(ofX, ofY) ? at + common : null;
            (lengthOfX, lengthOfY) = (lengthOfX + ofX, lengthOfY + ofY);
            isEnd = ofX + ofY == 0 || (first is not null && before.CanSeek && after.CanSeek);
        }

        return new(before.CanSeek ? before.Length : lengthOfX, after.CanSeek ? after.Length : lengthOfY, first);
    }

    private static FileStream Open(string path, bool mustBeFile)
    {
        try
        {
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
            if (file.CanSeek || !mustBeFile)
            {
                return file;
            }

            file.Dispose();
            throw new IOException("it is a pipe; expected a file, which may have to be read twice");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path} cannot be read: {error.Message}");
        }
    }
}

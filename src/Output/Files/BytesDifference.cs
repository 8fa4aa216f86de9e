using Experiments.Output.Inputs;

namespace Experiments.Output.Files;

/// <summary>Two files byte by byte: their lengths, and where they first differ, from 0 on, if they do.</summary>
public sealed record BytesDifference(long OldLength, long NewLength, long? FirstAt)
{
    private const int BlockSize = 1 << 16;

    /// <summary>Compares files to the first difference; pipes, which tell no lengths, to their ends.</summary>
    /// <exception cref="IOException">One of them cannot be read, or is a pipe where a file is needed.</exception>
    public static BytesDifference Between(string oldPath, string newPath, bool mustBeFiles, CancellationToken cancellation)
    {
        using var before = InputFile.Open(oldPath, mustBeFiles);
        using var after = InputFile.Open(newPath, mustBeFiles);
        var isKnown = before.CanSeek && after.CanSeek;
        var (x, y, ofX, ofY, first) = (new byte[BlockSize], new byte[BlockSize], 0L, 0L, (long?)null);
        for (int readOfX = 1, readOfY = 1; readOfX + readOfY > 0 && !(isKnown && first is not null); ofX += readOfX, ofY += readOfY)
        {
            cancellation.ThrowIfCancellationRequested();
            readOfX = before.ReadAtLeast(x, BlockSize, throwOnEndOfStream: false);
            readOfY = after.ReadAtLeast(y, BlockSize, throwOnEndOfStream: false);
            var common = x.AsSpan(0, readOfX).CommonPrefixLength(y.AsSpan(0, readOfY));
            first ??= common < Math.Max(readOfX, readOfY) ? Math.Min(ofX, ofY) + common : null;
        }

        return isKnown ? new(before.Length, after.Length, first) : new(ofX, ofY, first);
    }
}

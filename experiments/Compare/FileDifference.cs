using Experiments.Output.Pictures;
using Experiments.Output.Tables;

namespace Experiments.Compare;

/// <summary>What two files differ in: as tables, as pictures or byte by byte; nothing of these where only one folder has the file.</summary>
internal sealed record FileDifference(FilePair Files)
{
    /// <summary>As tables; null when they are none, or the same bytes.</summary>
    public TableDifference? Table { get; init; }

    /// <summary>As pictures; null when they are none, or the same bytes.</summary>
    public PictureDifference? Picture { get; init; }

    /// <summary>Byte by byte; null for tables and pictures that are not the same bytes.</summary>
    public BytesDifference? Bytes { get; init; }

    /// <summary>Why they cannot be compared; null when they can.</summary>
    public string? Error { get; init; }

    /// <summary>Whether nothing differs by more than is allowed.</summary>
    public bool IsEqual => Table?.IsEqual ?? Picture?.IsEqual ?? Bytes is { FirstAt: null };

    /// <summary>Whether the report lists it: something differs, be it no more than is allowed.</summary>
    public bool IsListed => !IsEqual || Table is { Within: > 0 } || Picture is { LargestChannel: > 0 };

    /// <summary>Compares two files, byte by byte first: what is the same bytes is equal, whatever it holds.</summary>
    /// <remarks><paramref name="pixels"/> is the largest difference of a picture's channel that counts as equal.</remarks>
    public static FileDifference Between(
        FilePair files, TableOptions options, int pixels, bool isDrawn, Action<int> report, CancellationToken cancellation)
    {
        if (files is not { Old: { } before, New: { } after })
        {
            return new(files);
        }

        try
        {
            var bytes = BytesDifference.Between(before, after, files.IsTable || files.IsPicture, cancellation);
            return bytes.FirstAt is null || !(files.IsTable || files.IsPicture) ? new(files) { Bytes = bytes }
                : files.IsTable ? new(files) { Table = TableComparison.Compare(before, after, options, report, cancellation) }
                : new(files) { Picture = PictureDifference.Between(Pixels(before), Pixels(after), pixels, isDrawn, cancellation) };
        }
        catch (Exception error) when (error is TableException or IOException or UnauthorizedAccessException)
        {
            return new(files) { Error = error.Message };
        }
    }

    private static PngPixels Pixels(string path)
    {
        try
        {
            return PngPixels.Decode(File.ReadAllBytes(path));
        }
        catch (InvalidDataException error)
        {
            throw new IOException($"{path} cannot be read as a PNG: {error.Message}");
        }
    }
}

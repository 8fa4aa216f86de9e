using Experiments.Output.Files;
using Experiments.Output.Pictures;
using Experiments.Output.Tables;

namespace Experiments.Compare;

/// <summary>What two files differ in: as tables, as pictures, or byte by byte.</summary>
/// <remarks>Bytes where they are neither, or the same. Where only one folder has the file there is none of these, and
/// where they cannot be compared the error alone.</remarks>
internal sealed record FileDifference(
    FilePair Files, TableDifference? Table = null, PictureDifference? Picture = null, BytesDifference? Bytes = null, string? Error = null)
{
    /// <summary>Whether nothing differs by more than is allowed.</summary>
    public bool IsEqual => Table?.IsEqual ?? Picture?.IsEqual ?? Bytes is { FirstAt: null };

    /// <summary>Whether the report lists it: something differs, be it no more than is allowed.</summary>
    public bool IsListed => !IsEqual || Table is { Within: > 0 } || Picture is { LargestChannel: > 0 };

    /// <summary>Compares two files, byte by byte first: what is the same bytes is equal, whatever it holds.</summary>
    public static FileDifference Between(
        FilePair files, Func<TableOptions> options, int pixels, bool isDrawn, Action<int> report, CancellationToken cancellation)
    {
        if (files is not { Old: { } before, New: { } after })
        {
            return new(files);
        }

        try
        {
            var bytes = BytesDifference.Between(before, after, files.MustBeFiles, cancellation);
            return bytes.FirstAt is null || !(files.IsTable || files.IsPicture) ? new(files, Bytes: bytes)
                : files.IsTable ? new(files, Table: TableComparison.Compare(before, after, options(), report, cancellation))
                : new(files, Picture: PictureDifference.Between(Pixels(before), Pixels(after), pixels, isDrawn, cancellation));
        }
        catch (Exception error) when (error is TableException or IOException or UnauthorizedAccessException)
        {
            return new(files, Error: error.Message);
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

using Experiments.Numerics.Formats;
using Experiments.Output.Pictures;

namespace Experiments.Output.Tables;

/// <summary>What two files differ in: as tables, as pictures or byte by byte; nothing of these where only one folder has the file.</summary>
public sealed record FileDifference(FilePair Files, TableDifference? Table = null, PictureDifference? Picture = null, BytesDifference? Bytes = null)
{
    /// <summary>Whether nothing differs by more than is allowed.</summary>
    public bool IsEqual => Table?.IsEqual ?? Picture?.IsEqual ?? (Bytes is not null && Bytes.FirstAt is null);

    /// <summary>Compares two files; <paramref name="pixels"/> is the largest difference of a picture's channel that counts as equal.</summary>
    /// <exception cref="ComparisonException">A file cannot be read or is not what its name says.</exception>
    public static FileDifference Of(FilePair files, TableOptions options, int pixels, Action<int>? report = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(files);
        if (files is not { Old: { } before, New: { } after })
        {
            return new(files);
        }

        return files.IsTable ? new(files, Table: TableComparison.Compare(before, after, options, report, cancellation))
            : files.IsPicture ? new(files, Picture: PictureDifference.Between(Pixels(before), Pixels(after), pixels))
            : new(files, Bytes: BytesDifference.Between(before, after, cancellation));
    }

    private static PngPixels Pixels(string path)
    {
        try
        {
            return PngPixels.Decode(File.ReadAllBytes(path));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            throw new ComparisonException($"{path} cannot be read as a PNG: {error.Message}");
        }
    }
}

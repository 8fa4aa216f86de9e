using Experiments.Numerics.Formats;
using Experiments.Output.Files;

namespace Experiments.Output.Tables;

/// <summary>Two files to compare: the name under which they are shown, and their paths, of which one is null where only one folder has the file.</summary>
public sealed record FilePair(string Name, string? Old, string? New)
{
    /// <summary>Whether they are tables: both are there and one, at least, is named so.</summary>
    public bool IsTable => Is(".csv");

    /// <summary>Whether they are pictures.</summary>
    public bool IsPicture => !IsTable && Is(".png");

    /// <summary>The pairs of two files, which may have different names, or of two folders: every file below them by its path, with /, in ordinal order, except hidden ones.</summary>
    /// <exception cref="ComparisonException">A path is missing or cannot be read, or one is a folder and the other a file.</exception>
    public static IReadOnlyList<FilePair> Of(string oldPath, string newPath, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(oldPath);
        ArgumentNullException.ThrowIfNull(newPath);
        var (isOldFolder, isNewFolder) = (IsFolder(oldPath), IsFolder(newPath));
        if (isOldFolder != isNewFolder)
        {
            throw new ComparisonException($"{oldPath} is a {(isOldFolder ? "folder" : "file")} and {newPath} a {(isNewFolder ? "folder" : "file")}; expected two folders or two files.");
        }

        if (!isOldFolder)
        {
            return [new(Path.GetFileName(newPath), oldPath, newPath)];
        }

        var (before, after) = (Files(oldPath, cancellation), Files(newPath, cancellation));
        return before.Count + after.Count == 0 ? throw new ComparisonException($"{oldPath} and {newPath} have no files; expected some to compare.")
            : [.. before.Keys.Union(after.Keys).Order(StringComparer.Ordinal).Select(name => new FilePair(name, before.GetValueOrDefault(name), after.GetValueOrDefault(name)))];
    }

    /// <summary>The columns of either table.</summary>
    /// <exception cref="ComparisonException">One of them cannot be read or has no header.</exception>
    public IReadOnlyList<string> Columns()
    {
        return IsTable ? [.. Header(Old!).Union(Header(New!))] : [];

        static IReadOnlyList<string> Header(string path)
        {
            using var source = new CsvSource(path);
            return source.Header;
        }
    }

    private bool Is(string extension) => Old is not null && New is not null && new[] { Old, New }.Any(path => Path.GetExtension(path).Equals(extension, StringComparison.OrdinalIgnoreCase));

    private static bool IsFolder(string path) => Directory.Exists(path)
        || (File.Exists(path) ? false : throw new ComparisonException($"{(path.Length == 0 ? "''" : path)} is not there; expected a file or a folder."));

    private static Dictionary<string, string> Files(string folder, CancellationToken cancellation)
    {
        try
        {
            return FolderFiles.Of(folder, cancellation).ToDictionary(name => name, name => Path.Combine(folder, name));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ComparisonException($"{folder} cannot be read: {error.Message}");
        }
    }
}

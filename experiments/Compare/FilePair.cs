using System.IO.Enumeration;
using Experiments.Cli;
using Experiments.Output.Files;

namespace Experiments.Compare;

/// <summary>Two files to compare: the name under which they are shown, and their paths; one is null where only one folder has the file.</summary>
internal sealed record FilePair(string Name, string? Old, string? New)
{
    /// <summary>Whether they are tables: both are there and one, at least, is named so.</summary>
    public bool IsTable => Is(".csv");

    /// <summary>Whether they are pictures.</summary>
    public bool IsPicture => !IsTable && Is(".png");

    /// <summary>The pairs of two files, which may have different names, or of all files of two folders that have the same path there.</summary>
    /// <remarks>
    /// Paths are those below the folder, with /, in ordinal order; hidden files are left out, and those whose path matches an excluded
    /// pattern, in which * stands for any characters, / too, and ? for one.
    /// </remarks>
    /// <exception cref="UsageException">A path is missing or cannot be read, one is a folder and the other a file, or no file is left.</exception>
    public static IReadOnlyList<FilePair> Find(string oldPath, string newPath, IReadOnlyList<string> excluded, CancellationToken cancellation)
    {
        var (isOldFolder, isNewFolder) = (IsFolder(oldPath), IsFolder(newPath));
        if (isOldFolder != isNewFolder)
        {
            throw new UsageException($"{oldPath} is a {(isOldFolder ? "folder" : "file")} and {newPath} a {(isNewFolder ? "folder" : "file")}; expected two folders or two files.");
        }

        FilePair[] pairs = [.. (isOldFolder ? InFolders(oldPath, newPath, cancellation) : [new(Path.GetFileName(newPath), oldPath, newPath)])
            .Where(pair => !excluded.Any(pattern => FileSystemName.MatchesSimpleExpression(pattern, pair.Name, ignoreCase: false)))];
        return pairs.Length > 0 ? pairs
            : throw new UsageException($"{oldPath} and {newPath} have no files{(excluded.Count > 0 ? " that are not excluded" : string.Empty)}; expected some to compare.");
    }

    private static IEnumerable<FilePair> InFolders(string oldFolder, string newFolder, CancellationToken cancellation)
    {
        var (before, after) = (Files(oldFolder, cancellation), Files(newFolder, cancellation));
        return before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
            .Select(name => new FilePair(name, before.GetValueOrDefault(name), after.GetValueOrDefault(name)));
    }

    private static Dictionary<string, string> Files(string folder, CancellationToken cancellation)
    {
        try
        {
            return FolderFiles.Of(folder, cancellation).ToDictionary(name => name, name => Path.Combine(folder, name));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{folder} cannot be read: {error.Message}");
        }
    }

    private static bool IsFolder(string path) => Directory.Exists(path)
        || (File.Exists(path) ? false : throw new UsageException($"{(path.Length == 0 ? "''" : path)} is not there; expected a file or a folder."));

    private bool Is(string extension) => Old is not null && New is not null
        && new[] { Old, New }.Any(path => Path.GetExtension(path).Equals(extension, StringComparison.OrdinalIgnoreCase));
}

using System.IO.Enumeration;
using Experiments.Cli;
using Experiments.Output.Files;

namespace Experiments.Compare;

/// <summary>Two files to compare: the name that is shown, and their paths; null where a folder lacks it.</summary>
internal sealed record FilePair(string Name, string? Old, string? New, bool IsInFolders = false)
{
    /// <summary>Whether they are tables: both are there and one, at least, is named so.</summary>
    public bool IsTable => Is(".csv");

    /// <summary>Whether they are pictures.</summary>
    public bool IsPicture => !IsTable && Is(".png");

    /// <summary>Whether pipes are refused: they are read once, and in a folder nobody writes to them.</summary>
    public bool MustBeFiles => IsInFolders || IsTable || IsPicture;

    /// <summary>The pair of two files, which may have different names, or all pairs of two folders.</summary>
    /// <remarks>
    /// Files of folders are paired by their path below the folder, with /, in ordinal order. Hidden ones are left out,
    /// and those whose path matches an excluded pattern: * stands for any characters, / too, and ? for one.
    /// </remarks>
    /// <exception cref="UsageException">A path is missing, one is a folder and one a file, or none is left.</exception>
    public static IReadOnlyList<FilePair> Find(
        string oldPath, string newPath, IReadOnlyList<string> excluded, CancellationToken cancellation)
    {
        var (isOldFolder, isNewFolder) = (IsFolder(oldPath), IsFolder(newPath));
        if (isOldFolder != isNewFolder)
        {
            var (old, next) = isOldFolder ? ("folder", "file") : ("file", "folder");
            throw new UsageException($"{oldPath} is a {old} and {newPath} a {next}; expected two folders or two files.");
        }

        var all = isOldFolder ? InFolders(oldPath, newPath, cancellation) : [new(Path.GetFileName(newPath), oldPath, newPath)];
        bool IsExcluded(FilePair pair) => excluded.Any(glob => FileSystemName.MatchesSimpleExpression(glob, pair.Name, ignoreCase: false));
        FilePair[] left = [.. all.Where(pair => !IsExcluded(pair))];
        var which = excluded.Count > 0 ? " that are not excluded" : string.Empty;
        return left.Length > 0 ? left
            : throw new UsageException($"{oldPath} and {newPath} have no files{which}; expected some to compare.");
    }

    private static IEnumerable<FilePair> InFolders(string oldFolder, string newFolder, CancellationToken cancellation)
    {
        var (before, after) = (Files(oldFolder, cancellation), Files(newFolder, cancellation));
        return before.Keys.Union(after.Keys).Order(StringComparer.Ordinal)
            .Select(name => new FilePair(name, before.GetValueOrDefault(name), after.GetValueOrDefault(name), IsInFolders: true));
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

    private static bool IsFolder(string path) => Directory.Exists(path) || (File.Exists(path) ? false
        : throw new UsageException($"{(path.Length == 0 ? "''" : path)} is not there; expected a file or a folder."));

    private bool Is(string extension) => Old is not null && New is not null
        && new[] { Old, New }.Any(path => Path.GetExtension(path).Equals(extension, StringComparison.OrdinalIgnoreCase));
}

using System.IO.Enumeration;

namespace Experiments.Output.Files;

/// <summary>The files of a folder and of the folders in it.</summary>
public static class FolderFiles
{
    /// <summary>
    /// Their names relative to the folder, with '/', in ordinal order; hidden ones are left out, and folders that are
    /// links are not followed.
    /// </summary>
    /// <exception cref="IOException">A folder cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder may not be read.</exception>
    /// <exception cref="OperationCanceledException">The token said so.</exception>
    public static IReadOnlyList<string> Of(string folder, CancellationToken cancellation)
    {
        var everything = new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = false, AttributesToSkip = 0 };
        var files = new FileSystemEnumerable<string>(folder, (ref entry) => entry.ToSpecifiedFullPath(), everything)
        {
            ShouldIncludePredicate = (ref entry) => !entry.IsDirectory && !IsHidden(ref entry),
            ShouldRecursePredicate = (ref entry) => !IsHidden(ref entry) && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint),
        };
        var names = new List<string>();
        foreach (var file in files)
        {
            cancellation.ThrowIfCancellationRequested();
            names.Add(Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'));
        }

        names.Sort(StringComparer.Ordinal);
        return names;
    }

    private static bool IsHidden(ref FileSystemEntry entry) =>
        entry.FileName.StartsWith('.') || entry.Attributes.HasFlag(FileAttributes.Hidden);
}

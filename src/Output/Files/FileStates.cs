using Experiments.Output.Inputs;

namespace Experiments.Output.Files;

/// <summary>Files of an output folder against its manifest.</summary>
public static class FileStates
{
    /// <summary>
    /// What a file is, where it is to be of an origin; pictures recorded on another platform are looked for in a
    /// reference folder, if there is one.
    /// </summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="OperationCanceledException">The token said so.</exception>
    public static FileState Of(
        string folder, Manifest manifest, string name, Origin origin, string? reference = null, CancellationToken cancellation = default) =>
        Of(folder, manifest, name, origin, reference, Redrawing.IsHome, cancellation);

    /// <summary>The same on a platform that draws the bytes recorded, or on another.</summary>
    internal static FileState Of(
        string folder,
        Manifest manifest,
        string name,
        Origin origin,
        string? reference,
        bool isHome,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(origin);
        var path = Path.Combine(folder, name);
        return !File.Exists(path) ? FileState.Missing
            : !manifest.Entries.TryGetValue(name, out var entry) ? FileState.Unknown
            : !RegularFile.Is(path) ? FileState.Altered
            : Sha256.OfFile(path, cancellation) == entry.Sha256 ? entry.Origin.IsAsOf(origin) ? FileState.Current
                : entry.Origin.IsAsOf(origin with { Data = entry.Data }) && origin.Data is null ? FileState.Unknown
                : FileState.Stale
            : reference is not null && Redrawing.IsRedrawn(path, entry, Path.Combine(reference, name), isHome) ? FileState.Redrawn
            : FileState.Altered;
    }

    /// <summary>
    /// The files of a folder and of its manifest by name, '/' between folders; the manifest itself, hidden files, and a
    /// README.md that no command made are left out.
    /// </summary>
    public static IEnumerable<string> Names(string folder, Manifest manifest, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        return FolderFiles.Of(folder, cancellation)
            .Where(name => name is not Manifest.FileName and not "README.md")
            .Union(manifest.Entries.Keys)
            .Order(StringComparer.Ordinal);
    }
}

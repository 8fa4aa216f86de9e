namespace Experiments.Output.Provenance;

/// <summary>Files of an output folder against its manifest.</summary>
public static class FileStates
{
    /// <summary>What a file is, where it is to be of an origin.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static FileState Of(string folder, Manifest manifest, string name, Origin origin)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var path = Path.Combine(folder, name);
        return !File.Exists(path) ? FileState.Missing
            : !manifest.Entries.TryGetValue(name, out var entry) ? FileState.Unknown
            : Sha256.OfFile(path) != entry.Sha256 ? FileState.Altered
            : entry.Origin.IsAsOf(origin) ? FileState.Current
            : FileState.Stale;
    }

    /// <summary>The files of a folder and of its manifest by name, '/' between folders; the manifest itself and hidden files are left out.</summary>
    public static IEnumerable<string> Names(string folder, Manifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var there = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/'))
            .Where(name => name != Manifest.FileName && !name.Split('/').Any(part => part.StartsWith('.')));
        return there.Union(manifest.Entries.Keys).Order(StringComparer.Ordinal);
    }
}

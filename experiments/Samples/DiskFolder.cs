using Experiments.Cli;
using Experiments.Output.Inputs;
using Experiments.Training.Data;

namespace Experiments.Samples;

/// <summary>A folder on a disk.</summary>
/// <param name="path">The folder, as the user wrote it.</param>
internal sealed class DiskFolder(string path) : IFolder
{
    /// <summary>The option that names one.</summary>
    public const string Option = "--data";

    /// <inheritdoc/>
    public string Name => Path.GetFileName(Whole(path));

    /// <inheritdoc/>
    public string Place => path;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files => field ??= [.. Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file))];

    /// <inheritdoc/>
    public IReadOnlyList<string> Folders => field ??= [.. Directory.EnumerateDirectories(path).Select(folder => Path.GetFileName(folder))];

    /// <summary>The folder of images that the user gave.</summary>
    /// <exception cref="UsageException">There is none.</exception>
    public static DiskFolder Find(string path) => Directory.Exists(path) ? new(path)
        : throw new UsageException(
            $"{Option}: '{path}' {(File.Exists(path) ? "is a file" : "does not exist")}; {DataSource.Expected}");

    /// <summary>Whether two paths are of one folder.</summary>
    public static bool AreOne(string path, string other) => Whole(path) == Whole(other);

    /// <inheritdoc/>
    public IFolder Folder(string name) => new DiskFolder(PlaceOf(name));

    /// <inheritdoc/>
    public string PlaceOf(string name) => Path.Combine(path, name);

    /// <inheritdoc/>
    public Stream Open(string name) => InputFile.Open(PlaceOf(name));

    private static string Whole(string path) => Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
}

using Experiments.Losses.Frameworks;

namespace Experiments.Training.Data;

/// <summary>Reads pictures of two classes from what the user has.</summary>
public static class DataSource
{
    private const string Expected =
        "expected a folder with cat.N.jpg and dog.N.jpg (or train/ with them), one sub-folder a class (or train/, validation/ and test/ with them), "
        + "data_batch_N.bin of CIFAR-10, or train-images-idx3-ubyte[.gz] and train-labels-idx1-ubyte[.gz]";

    /// <summary>Reads from a folder, whose kind is told by what it holds. Progress is how many of <see cref="DataOptions.Total"/> pictures have been read, reported by one thread at a time.</summary>
    /// <exception cref="ImageDataException">A file or option is wrong: the message says which, and what was expected.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Dataset Open(string path, DataOptions options, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(options);
        Selection.Check(options);
        if (!Directory.Exists(path))
        {
            throw new ImageDataException($"--data: '{path}' {(File.Exists(path) ? "is a file" : "does not exist")}; {Expected}");
        }

        try
        {
            return Selection.Take(List(path, options), options, progress, cancellation);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ImageDataException($"--data: '{path}' cannot be read: {error.Message}");
        }
    }

    /// <summary>
    /// Reads from IDX files that are not in a folder, such as those embedded in a program: train-images-idx3-ubyte.gz and so on. What
    /// `open` returns must be able to seek. The names are for a figure's subtitle.
    /// </summary>
    /// <exception cref="ImageDataException">A file or option is wrong.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Dataset OpenIdx(
        string name,
        IReadOnlyList<string> files,
        Func<string, Stream> open,
        IReadOnlyList<string> classNames,
        DataOptions options,
        IProgress<int>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        Selection.Check(options);
        return Selection.Take(IdxPairs.List(name, string.Empty, files, open, classNames, options), options, progress, cancellation);
    }

    private static Catalogue List(string path, DataOptions options)
    {
        var files = Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal).ToArray();
        return CifarBatches.AreIn(path) ? CifarBatches.List(path, options)
            : IdxPairs.AreAmong(files) ? IdxPairs.List(BaseName(path), path, files, file => File.OpenRead(Path.Combine(path, file)), null, options)
            : KaggleFolder.Find(path) is { } kaggle ? KaggleFolder.List(kaggle, options)
            : ClassFolders.AreIn(path) ? ClassFolders.List(path, options)
            : throw new ImageDataException($"--data: '{path}' holds {(files.Length == 0 ? "nothing" : $"'{files[0]}'{(files.Length > 1 ? $" and {files.Length - 1} more" : string.Empty)}")}; {Expected}");
    }

    private static string BaseName(string path) => Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path)));
}

namespace Experiments.Training.Data;

/// <summary>Reads pictures of two classes from what the user has.</summary>
public static class DataSource
{
    /// <summary>What a folder is expected to hold, for messages.</summary>
    public const string Expected =
        "expected a folder with cat.N.jpg and dog.N.jpg (or train/ with them), "
        + "one sub-folder a class (or train/, validation/ and test/ with them), "
        + "data_batch_N.bin of CIFAR-10, or train-images-idx3-ubyte[.gz] and train-labels-idx1-ubyte[.gz]";

    /// <summary>The pictures of a folder; what the folder holds says which kind of data it is.</summary>
    /// <remarks>
    /// Progress is how many of <see cref="DataOptions.Total"/> pictures have been read, reported by one thread at a
    /// time.
    /// </remarks>
    /// <exception cref="InputException">A file or setting is wrong: the message says which, and what was
    /// expected.</exception>
    /// <exception cref="IOException">The folder, or a file that holds many pictures, cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder, or a file that holds many pictures, may not be
    /// read.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static Dataset Open(
        IFolder folder, DataOptions options, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(options);
        Selection.Check(options);
        return Selection.Take(List(folder, options), options, progress, cancellation);
    }

    private static Listing List(IFolder folder, DataOptions options) =>
        CifarBatches.AreIn(folder) ? CifarBatches.List(folder, options)
        : IdxPairs.AreIn(folder) ? IdxPairs.List(folder, options)
        : KaggleFolder.Find(folder) is { } kaggle ? KaggleFolder.List(kaggle, options)
        : ClassFolders.AreIn(folder) ? ClassFolders.List(folder, options)
        : throw new InputException($"{InputSetting.Data}: '{folder.Place}' holds {Content(folder.Files)}; {Expected}");

    private static string Content(IReadOnlyList<string> files) => files.Count switch
    {
        0 => "nothing",
        1 => $"'{files[0]}'",
        var count => $"'{files.Min(StringComparer.Ordinal)}' and {count - 1} more",
    };
}

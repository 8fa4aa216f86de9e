using Experiments.Output.Inputs;

namespace Experiments.Output.Files;

/// <summary>
/// The folder a command writes to: every file goes to a temporary beside its target, and all are renamed together at
/// the end.
/// </summary>
/// <remarks>
/// Unless <see cref="Commit"/> is reached, <see cref="Dispose"/> removes the temporaries, and the folder if it was made
/// here and is empty: an error or an interrupt leaves earlier outputs as they were and nothing half-written. A target
/// that has the bytes already is not touched, so that its time says when it changed.
/// </remarks>
public sealed class OutputFolder : IDisposable
{
    private readonly Func<string, Stream> create;
    private readonly List<(string Temporary, string Target)> files = [];
    private readonly string? made;

    private OutputFolder(string path, string? made, Func<string, Stream> create)
    {
        Path = path;
        this.made = made;
        this.create = create;
    }

    /// <summary>The folder, as the user wrote it.</summary>
    public string Path { get; }

    /// <summary>Makes the folder if it is missing and tries to write in it.</summary>
    /// <exception cref="IOException">It cannot be made or written, or is a file.</exception>
    /// <exception cref="UnauthorizedAccessException">The user may not make or write it.</exception>
    public static OutputFolder Open(string path) => Open(path, Temporary.Create);

    /// <summary>The same with another way to create files, for tests of failing disks.</summary>
    public static OutputFolder Open(string path, Func<string, Stream> create)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(create);
        var made = FirstMissing(System.IO.Path.GetFullPath(path));
        Directory.CreateDirectory(path);
        var folder = new OutputFolder(path, made, create);
        try
        {
            var probe = Temporary.Beside(System.IO.Path.Combine(path, "probe"));
            using (new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
                return folder;
            }
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <summary>Why files of some names cannot be written or recorded, in words; null where nothing hinders.</summary>
    public string? Obstacle(IEnumerable<string> names) => names
        .Append(Manifest.FileName)
        .Select(name => System.IO.Path.Combine(Path, name))
        .Select(path => RegularFile.Obstacle(path) is { } why ? $"cannot write {path}: {why}" : null)
        .Append(FolderLock.Obstacle(Path))
        .FirstOrDefault(why => why is not null);

    /// <summary>
    /// Keeps other processes that ask for it out of the folder until it is disposed, and waits for those that came
    /// before; then removes temporaries that killed processes left a day ago.
    /// </summary>
    /// <exception cref="IOException">One of them takes too long, or there can be no lock.</exception>
    /// <exception cref="OperationCanceledException">The token said so.</exception>
    public IDisposable Lock(CancellationToken cancellation) => FolderLock.Take(Path, cancellation);

    /// <summary>Where a file of a name is: its temporary while it has one, else its own place.</summary>
    public string Place(string name)
    {
        var target = System.IO.Path.Combine(Path, name);
        return files.FindLast(file => file.Target == target) is { Temporary: { } temporary } ? temporary : target;
    }

    /// <summary>Writes a file's content to its temporary, and returns the SHA-256 of it.</summary>
    /// <exception cref="IOException">The disk is full, or the target is a folder: the message names the
    /// file.</exception>
    public string Write(string name, Action<Stream> content)
    {
        ArgumentNullException.ThrowIfNull(content);
        return Write(name, stream =>
        {
            content(stream);
            return name;
        }).Digest;
    }

    /// <summary>The same, and what the writing of the content returns.</summary>
    /// <exception cref="IOException">As above.</exception>
    public (string Digest, T Result) Write<T>(string name, Func<Stream, T> content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var target = System.IO.Path.Combine(Path, name);
        var temporary = Temporary.Beside(target);
        try
        {
            if (RegularFile.Obstacle(target) is { } why)
            {
                throw new IOException(why);
            }

            files.Add((temporary, target));
            T result;
            using (var stream = create(temporary))
            {
                result = content(stream);
            }

            return (Sha256.OfFile(temporary), result);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"cannot write {target}: {Temporary.Why(error, temporary, target)}", error);
        }
    }

    /// <summary>
    /// Renames every temporary whose target has other bytes, and says what became of each target, in the order written.
    /// </summary>
    /// <remarks>
    /// All are on the disk before the first is renamed. Each rename replaces its target in one step, so that a process
    /// that is killed here leaves of each file the one before or the new one. What is there stays under a second name
    /// until the end, which takes no room where the file system knows such names, and is put back when a rename fails.
    /// </remarks>
    /// <exception cref="IOException">A file may not be replaced; all are as they were.</exception>
    public IReadOnlyList<(string Target, Change Change)> Commit()
    {
        (string Temporary, string Target, Change Change)[] changes = [];
        var kept = new Dictionary<string, string>();
        var renamed = new Stack<string>();
        try
        {
            changes = [.. files.Select(file => (file.Temporary, file.Target, ChangeOf(file.Temporary, file.Target)))];
            var changed = changes.Where(file => file.Change != Change.Left).ToArray();
            Array.ForEach(changed, file => Temporary.Flush(file.Temporary));
            foreach (var (temporary, target, change) in changed)
            {
                if (change == Change.Replaced)
                {
                    KeepMode(target, temporary);
                    kept[target] = Temporary.Beside(target);
                    File.Replace(temporary, target, kept[target], ignoreMetadataErrors: true);
                }
                else
                {
                    File.Move(temporary, target, overwrite: true);
                }

                renamed.Push(target);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            foreach (var target in renamed)
            {
                if (kept.TryGetValue(target, out var before))
                {
                    File.Move(before, target, overwrite: true);
                }
                else
                {
                    File.Delete(target);
                }
            }

            throw new IOException(
                $"cannot replace what is in {Path}: {(Directory.Exists(Path) ? error.Message : "the folder is not there")}", error);
        }
        finally
        {
            Array.ForEach([.. kept.Values], Temporary.Delete);
        }

        return [.. changes.Select(file => (file.Target, file.Change))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        files.ForEach(file => Temporary.Delete(file.Temporary));

        // Folders made here go as well, from the innermost out, while they are empty.
        for (var folder = System.IO.Path.GetFullPath(Path);
            made is not null
            && folder.Length >= made.Length
            && Directory.Exists(folder)
            && !Directory.EnumerateFileSystemEntries(folder).Any();
            folder = System.IO.Path.GetDirectoryName(folder)!)
        {
            Directory.Delete(folder);
        }
    }

    /// <summary>The outermost folder of the path that does not exist; null when all do.</summary>
    private static string? FirstMissing(string path)
    {
        string? missing = null;
        for (var folder = path; folder is not null && !Directory.Exists(folder); folder = System.IO.Path.GetDirectoryName(folder))
        {
            missing = folder;
        }

        return missing;
    }

    private static Change ChangeOf(string temporary, string target) => !File.Exists(target) ? Change.Wrote
        : new FileInfo(temporary).Length == new FileInfo(target).Length
            && BytesDifference.Between(temporary, target, mustBeFiles: true, CancellationToken.None).FirstAt is null ? Change.Left
        : Change.Replaced;

    /// <summary>Gives a file the permissions of the one that it is to replace.</summary>
    private static void KeepMode(string target, string temporary)
    {
        if (!OperatingSystem.IsWindows() && RegularFile.Is(target))
        {
            File.SetUnixFileMode(temporary, File.GetUnixFileMode(target));
        }
    }
}

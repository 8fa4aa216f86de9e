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
    // Another command holds the lock while it writes its pictures and renames its files.
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(20);

    private readonly Func<string, Stream> create;
    private readonly List<(string Temporary, string Target)> files = [];
    private readonly Dictionary<string, string> digests = [];
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
    public static OutputFolder Open(string path) => Open(path, file => new FileStream(file, FileMode.Create, FileAccess.Write));

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
            var probe = folder.Temporary("probe");
            using (new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
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

    /// <summary>
    /// Keeps other processes that ask for it out of the folder until it is disposed, and waits for those that came
    /// before.
    /// </summary>
    /// <exception cref="IOException">One of them takes too long.</exception>
    /// <exception cref="OperationCanceledException">The token said so.</exception>
    public IDisposable Lock(CancellationToken cancellation)
    {
        var path = System.IO.Path.Combine(Path, ".lock");
        for (var left = LockPatience; ; left -= LockPause)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // Windows calls a file that is being deleted not accessible.
                if (left <= TimeSpan.Zero)
                {
                    throw new IOException(
                        $"another command has been writing to {Path} for {LockPatience.TotalSeconds} s; "
                        + $"run this one again when it is done, or delete {path} if there is none",
                        error);
                }

                cancellation.WaitHandle.WaitOne(LockPause);
                cancellation.ThrowIfCancellationRequested();
            }
        }
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
        var temporary = Temporary(name);
        try
        {
            if (Directory.Exists(target))
            {
                throw new IOException("there is a folder of that name");
            }

            files.Add((temporary, target));
            T result;
            using (var stream = create(temporary))
            {
                result = content(stream);
            }

            return (digests[temporary] = Sha256.OfFile(temporary), result);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"cannot write {target}: {error.Message}", error);
        }
    }

    /// <summary>
    /// Renames every temporary whose target has other bytes, and says what became of each target, in the order written.
    /// </summary>
    /// <remarks>
    /// Each rename replaces its target in one step, so that a process that is killed here leaves of each file the one
    /// before or the new one. Of what is there a copy is made first, and put back when a rename fails.
    /// </remarks>
    /// <exception cref="IOException">A file may not be replaced; all are as they were.</exception>
    public IReadOnlyList<(string Target, Change Change)> Commit()
    {
        (string Temporary, string Target, Change Change)[] changes = [];
        var copies = new Dictionary<string, string>();
        var renamed = new Stack<string>();
        try
        {
            changes = [.. files.Select(file => (file.Temporary, file.Target, ChangeOf(file.Temporary, file.Target)))];
            foreach (var (_, target, _) in changes.Where(file => file.Change == Change.Replaced))
            {
                copies[target] = Temporary(System.IO.Path.GetFileName(target) + ".old");
                File.Copy(target, copies[target], overwrite: true);
                File.SetAttributes(copies[target], FileAttributes.Normal);
            }

            foreach (var (temporary, target, _) in changes.Where(file => file.Change != Change.Left))
            {
                File.Move(temporary, target, overwrite: true);
                renamed.Push(target);
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            foreach (var target in renamed)
            {
                if (copies.TryGetValue(target, out var copy))
                {
                    File.Move(copy, target, overwrite: true);
                }
                else
                {
                    File.Delete(target);
                }
            }

            throw new IOException($"cannot replace what is in {Path}: {error.Message}", error);
        }
        finally
        {
            foreach (var copy in copies.Values)
            {
                File.Delete(copy);
            }
        }

        return [.. changes.Select(file => (file.Target, file.Change))];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (temporary, _) in files)
        {
            File.Delete(temporary);
        }

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

    private Change ChangeOf(string temporary, string target) => !File.Exists(target) ? Change.Wrote
        : new FileInfo(temporary).Length == new FileInfo(target).Length && digests[temporary] == Sha256.OfFile(target) ? Change.Left
        : Change.Replaced;

    private string Temporary(string name) => System.IO.Path.Combine(Path, $".{name}.{Environment.ProcessId}.tmp");
}

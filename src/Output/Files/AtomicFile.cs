namespace Experiments.Output.Files;

/// <summary>
/// Replaces one file as a whole: readers see the one before or the new one, and an error leaves the one before.
/// </summary>
public static class AtomicFile
{
    /// <summary>Writes to a temporary beside the target, flushes it to the disk and renames it.</summary>
    /// <exception cref="IOException">The folder is missing or the disk is full; the message names the file.</exception>
    public static void Write(string path, Action<Stream> content) => Write(path, content, Temporary.Create);

    /// <summary>The same with another way to create files, for tests of failing disks.</summary>
    public static void Write(string path, Action<Stream> content, Func<string, Stream> create)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(create);
        var temporary = Temporary.Beside(path);
        try
        {
            using (var stream = create(temporary))
            {
                content(stream);
            }

            Temporary.Flush(temporary);
            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"cannot write {path}: {Temporary.Why(error, temporary, path)}", error);
        }
        finally
        {
            Temporary.Delete(temporary);
        }
    }
}

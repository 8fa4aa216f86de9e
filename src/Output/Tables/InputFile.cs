namespace Experiments.Output.Tables;

/// <summary>Files that are read, whoever has made them.</summary>
public static class InputFile
{
    private const FileShare Others = FileShare.ReadWrite | FileShare.Delete;

    /// <summary>The opened file, without a buffer; where it must be a file a pipe is refused and not waited for.</summary>
    /// <exception cref="IOException">It cannot be read, or is a pipe; the message names it.</exception>
    public static FileStream Open(string path, bool mustBeFile = true)
    {
        try
        {
            return mustBeFile && IsPipe(File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path)
                ? throw new IOException("it is a pipe; expected a file, which may have to be read twice")
                : new(path, FileMode.Open, FileAccess.Read, Others, 1);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path} cannot be read: {error.Message}");
        }
    }

    /// <summary>Whether it is a pipe: one has no length, and opening waits for its other end but to read and write.</summary>
    private static bool IsPipe(string path)
    {
        if (OperatingSystem.IsWindows() || new FileInfo(path).Length > 0)
        {
            return false;
        }

        try
        {
            using var both = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, Others, 1);
            return !both.CanSeek;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // An empty file that is read-only; a pipe that may not be written to waits.
            return false;
        }
    }
}

namespace Experiments.Output.Inputs;

/// <summary>Files that are read, whoever has made them.</summary>
public static class InputFile
{
    /// <summary>The opened file; where it must be a file a pipe is refused and not waited for.</summary>
    /// <exception cref="IOException">It cannot be read, or is a pipe; the message names it.</exception>
    public static FileStream Open(string path, bool mustBeFile = true)
    {
        try
        {
            return RegularFile.Open(path, orPipe: !mustBeFile);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"{path} cannot be read: {error.Message}");
        }
    }
}

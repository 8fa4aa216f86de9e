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

    /// <summary>Standard input; waiting for it ends when it is cancelled.</summary>
    public static Stream StandardInput(CancellationToken cancellation) => new InterruptibleStream(Console.OpenStandardInput, cancellation);

    /// <summary>What a stream has, unpacked where it begins as gzip does; messages call it by a name.</summary>
    /// <remarks>Reading throws an <see cref="InvalidDataException"/> where the compressed data end too soon.</remarks>
    public static Stream Unpacked(Stream stream, string shown)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var head = new byte[2];
        var count = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var whole = new HeadedStream(head.AsMemory(0, count), stream);
        return count == 2 && head is [0x1F, 0x8B] ? new WholeGzipStream(whole, shown) : whole;
    }
}

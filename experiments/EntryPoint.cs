using Microsoft.Win32.SafeHandles;

namespace Experiments;

/// <summary>
/// Where the program starts. What it is made of is loaded behind it, so that it can say in a line what cannot be.
/// </summary>
internal static class EntryPoint
{
    private const int StandardError = 2;

    /// <summary>Runs a command and returns its exit code.</summary>
    public static int Main(string[] args)
    {
        try
        {
            return Program.Run(args);
        }
        catch (Exception failure) when (failure.GetBaseException() is IOException)
        {
            // The console's own code may be what cannot be loaded.
            using var handle = new SafeFileHandle(StandardError, ownsHandle: false);
            using var error = new FileStream(handle, FileAccess.Write, bufferSize: 0);
            error.Write("error: the program cannot be loaded: too few file handles (ulimit -n), or a part of it is not there\n"u8);
            return 1;
        }
    }
}

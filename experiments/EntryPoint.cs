using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace Experiments;

/// <summary>
/// Where the program starts. What it is made of is loaded behind it, so that it can say in a line what cannot be.
/// </summary>
internal static class EntryPoint
{
    private const int StandardError = 2;

    // `all` has 86 open at most and `network --features` 91, of which 21 are open here: assemblies, for the most part.
    private const int Handles = 80;

    /// <summary>Runs a command and returns its exit code.</summary>
    public static int Main(string[] args)
    {
        try
        {
            TryHandles();
            return Program.Run(args);
        }
        catch (Exception failure) when (failure.GetBaseException() is IOException or UnauthorizedAccessException)
        {
            // The console's own code may be what cannot be loaded.
            using var handle = new SafeFileHandle(StandardError, ownsHandle: false);
            using var error = new FileStream(handle, FileAccess.Write, bufferSize: 0);
            error.Write("error: the program cannot be loaded: too few file handles (ulimit -n), or a part of it is not there\n"u8);
            return 1;
        }
    }

    /// <summary>
    /// Opens as many handles as any command does, and closes them: without one stderr cannot be opened either.
    /// </summary>
    /// <exception cref="IOException">There are too few.</exception>
    private static void TryHandles()
    {
        // The native program has no assemblies to open.
        var held = new SafeFileHandle?[OperatingSystem.IsWindows() || !RuntimeFeature.IsDynamicCodeSupported ? 0 : Handles];
        try
        {
            for (var i = 0; i < held.Length; i++)
            {
                held[i] = File.OpenHandle("/dev/null");
            }
        }
        finally
        {
            Array.ForEach(held, handle => handle?.Dispose());
        }
    }
}

using Experiments.Output.Inputs;

namespace Experiments.Output.Files;

/// <summary>The file by which processes keep one another out of a folder; it is there while one of them is in.</summary>
internal static class FolderLock
{
    private const string Name = ".lock";
    private const string Foreign = "it is another user's; delete it if no command is writing to the folder";

    // What Linux, macOS and Windows call a lock that another process has.
    private const int WouldBlock = 11;
    private const int WouldBlockOnMac = 35;
    private const int SharingViolation = unchecked((int)0x80070020);

    // Another command has it while it writes its pictures and renames its files.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Why there can be no lock, in words; null where there can, at once or when others are done.</summary>
    public static string? Obstacle(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (RegularFile.Obstacle(path) is { } why)
        {
            return Refusal(path, why);
        }

        try
        {
            // Opened for all to share, which holds nobody up.
            using var shared = !File.Exists(path) ? null
                : File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What is held, or has been deleted meanwhile, is no obstacle.
            return error is IOException || IsHeld(error) ? null : Refusal(path, Foreign);
        }
    }

    /// <summary>
    /// Takes it, and waits for those that have it; it is free again when disposed. Removes temporaries a day older.
    /// </summary>
    /// <exception cref="IOException">One of them takes too long, or there can be no lock.</exception>
    /// <exception cref="OperationCanceledException">The token said so.</exception>
    public static IDisposable Take(string folder, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, Name);
        for (var left = Patience; ; left -= Pause)
        {
            try
            {
                var held = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);

                // One that a killed process left is as old as its temporaries are; a write makes it of today.
                held.WriteByte(0);
                held.Flush();
                Temporary.Sweep(folder, path);
                return held;
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                if (!IsHeld(error))
                {
                    var why = RegularFile.Obstacle(path) ?? (error is IOException ? Temporary.Why(error, path, path) : Foreign);
                    throw new IOException(Refusal(path, why), error);
                }

                if (left <= TimeSpan.Zero)
                {
                    throw new IOException(
                        $"another command has been writing to {folder} for {Patience.TotalSeconds} s; "
                        + $"run this one again when it is done, or delete {path} if there is none",
                        error);
                }

                cancellation.WaitHandle.WaitOne(Pause);
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    private static string Refusal(string path, string why) => $"cannot write {path}: {why}";

    /// <summary>Whether another process has it; Windows calls a file that is being deleted not accessible.</summary>
    private static bool IsHeld(Exception error) => OperatingSystem.IsWindows()
        ? error is UnauthorizedAccessException || error.HResult == SharingViolation
        : error.HResult is WouldBlock or WouldBlockOnMac;
}

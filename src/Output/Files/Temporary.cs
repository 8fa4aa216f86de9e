namespace Experiments.Output.Files;

/// <summary>
/// The files that content goes to before it takes its place: hidden, beside their targets, and of random names, so that
/// no two processes share one, whatever their ids.
/// </summary>
internal static class Temporary
{
    // Nothing else has names that end so, so that no file of the user's is taken for one.
    private const string Ending = ".experiments.tmp";

    /// <summary>How old one is that no process is writing.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromDays(1);

    /// <summary>A name beside a target.</summary>
    public static string Beside(string target) => Path.Combine(
        Path.GetDirectoryName(target)!, $".{Path.GetFileName(target)}.{Path.GetRandomFileName()}{Ending}");

    /// <summary>A file that is not there yet.</summary>
    public static Stream Create(string path) => new FileStream(path, FileMode.CreateNew, FileAccess.Write);

    /// <summary>Waits until content is on the disk, so that a loss of power after a rename leaves no empty file.</summary>
    public static void Flush(string path)
    {
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>Why a target cannot be written: in words about it and its folder, since nobody knows the temporary.</summary>
    public static string Why(Exception error, string temporary, string target) =>
        Path.GetDirectoryName(Path.GetFullPath(target)) is { } folder && !Directory.Exists(folder)
            ? $"the folder {folder} is not there"
            : error.Message.Replace(Path.GetFullPath(temporary), target, StringComparison.Ordinal);

    /// <summary>Removes one, if it is there and can be.</summary>
    public static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Its folder is gone, or it is another user's; why the content was not written has been said.
        }
    }

    /// <summary>Removes those that killed processes left in a folder a day or more before a file there was made.</summary>
    public static void Sweep(string folder, string made)
    {
        foreach (var path in Directory.EnumerateFiles(folder, $".*{Ending}"))
        {
            if (File.GetLastWriteTimeUtc(made) - File.GetLastWriteTimeUtc(path) > Abandoned)
            {
                Delete(path);
            }
        }
    }
}

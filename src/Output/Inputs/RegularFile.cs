using System.Runtime.InteropServices;
using System.Text;

namespace Experiments.Output.Inputs;

/// <summary>
/// Files that hold bytes, told from what only has a name in a folder: opening a pipe waits for who writes to it, and
/// opening a device may do anything.
/// </summary>
public static class RegularFile
{
    // Of statx(2), whose structure is the same on every processor: the type is in 16 bits behind 7 words of 32.
    private const int CurrentFolder = -100;
    private const uint TypeOnly = 1;
    private const int Size = 256;
    private const int ModeAt = 28;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>
    /// Whether a path leads to a file of bytes, itself or as a link; it is not opened. Pipes and devices are told on
    /// Linux alone.
    /// </summary>
    public static bool Is(string path)
    {
        if (OperatingSystem.IsLinux())
        {
            try
            {
                var found = new byte[Size];
                if (StatX(CurrentFolder, [.. Encoding.UTF8.GetBytes(path), 0], 0, TypeOnly, found) == 0)
                {
                    return (BitConverter.ToUInt16(found, ModeAt) & TypeMask) == Regular;
                }
            }
            catch (EntryPointNotFoundException)
            {
                // A C library from before 2018; what the other systems tell is left.
            }
        }

        try
        {
            return File.Exists(path) && File.ResolveLinkTarget(path, returnFinalTarget: true) is not { Exists: false };
        }
        catch (IOException)
        {
            // A link that leads to itself.
            return false;
        }
    }

    /// <summary>Opens a file to read, be it written to meanwhile.</summary>
    /// <exception cref="IOException">It is no file of bytes, or cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be opened.</exception>
    public static FileStream Open(string path, bool orPipe = false) => !orPipe && Misfit(path) is { } why
        ? throw new IOException(why)
        : new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    /// <summary>Why no file can be written at a path, in words; null where nothing that is there hinders.</summary>
    /// <remarks>A link to a file does not: the file written takes the link's place.</remarks>
    internal static string? Obstacle(string path) => Misfit(path)
        ?? (new FileInfo(path) is { Exists: true, LinkTarget: null } && IsReadOnly(path) ? "it is read-only" : null);

    /// <summary>What there is in place of a file of bytes, in words; null where there is one, or nothing.</summary>
    private static string? Misfit(string path)
    {
        var isLink = new FileInfo(path).LinkTarget is not null;
        return Directory.Exists(path) ? "it is a folder"
            : Is(path) || !(isLink || File.Exists(path)) ? null
            : isLink ? "it is a link that leads to no file" : "it is no regular file";
    }

    /// <summary>Whether nobody may write a file, whoever the user is.</summary>
    private static bool IsReadOnly(string path) => OperatingSystem.IsWindows() ? new FileInfo(path).IsReadOnly
        : (File.GetUnixFileMode(path) & (UnixFileMode.UserWrite | UnixFileMode.GroupWrite | UnixFileMode.OtherWrite)) == 0;

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int StatX(int folder, byte[] path, int flags, uint mask, byte[] found);
}

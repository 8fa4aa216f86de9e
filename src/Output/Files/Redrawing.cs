using System.Runtime.InteropServices;
using Experiments.Output.Inputs;
using Experiments.Output.Pictures;

namespace Experiments.Output.Files;

/// <summary>Pictures on platforms that draw other bytes than those recorded, which are those of x86-64 Linux.</summary>
public static class Redrawing
{
    /// <summary>The largest difference of a channel, of 255, between what two platforms draw of one figure.</summary>
    public const int Tolerance = 3;

    /// <summary>Whether this platform draws the bytes recorded.</summary>
    public static bool IsHome { get; } = OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    /// <summary>
    /// The picture to write where a platform has drawn one: the recorded one that is there, if it is the same within
    /// what platforms differ by.
    /// </summary>
    public static byte[] Settle(string path, ManifestEntry? entry, byte[] drawn, bool isHome) =>
        !isHome && Recorded(path, entry) is { } recorded && IsSame(recorded, drawn) ? recorded : drawn;

    /// <summary>
    /// Whether a file is a picture of what is recorded, drawn on another platform; the picture recorded is in a
    /// reference folder.
    /// </summary>
    internal static bool IsRedrawn(string path, ManifestEntry entry, string reference, bool isHome) =>
        !isHome
        && path.EndsWith(".png", StringComparison.OrdinalIgnoreCase)
        && Recorded(reference, entry) is { } recorded
        && IsSame(recorded, File.ReadAllBytes(path));

    private static byte[]? Recorded(string path, ManifestEntry? entry)
    {
        if (entry is null || !RegularFile.Is(path))
        {
            return null;
        }

        var picture = File.ReadAllBytes(path);
        return Sha256.Of(picture) == entry.Sha256 ? picture : null;
    }

    private static bool IsSame(byte[] recorded, byte[] other)
    {
        try
        {
            return PictureDifference.Between(recorded, other, Tolerance).IsEqual;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}

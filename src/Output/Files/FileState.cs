namespace Experiments.Output.Files;

/// <summary>What a file is, by the manifest of its folder.</summary>
public enum FileState
{
    /// <summary>The bytes recorded, made by this program from what is asked for.</summary>
    Current,

    /// <summary>
    /// The bytes recorded, but made by another command, version of the program or its formulas, or from other data.
    /// </summary>
    Stale,

    /// <summary>Other bytes than those recorded, or no file of bytes.</summary>
    Altered,

    /// <summary>
    /// The bytes recorded, beside files of the same command that were made with other options or from other data.
    /// </summary>
    Mixed,

    /// <summary>Recorded or asked for, and not there.</summary>
    Missing,

    /// <summary>
    /// There, and not recorded; or the bytes recorded, made from data of which it is not known whether they are still
    /// the same.
    /// </summary>
    Unknown,

    /// <summary>
    /// A picture drawn on another platform than the one recorded: the same within what platforms differ by.
    /// </summary>
    Redrawn,
}

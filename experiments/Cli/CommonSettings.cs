using Experiments.Output.Files;

namespace Experiments.Cli;

/// <summary>
/// The settings of every command that makes outputs, none of which changes their bytes: where they go, and which are
/// wanted.
/// </summary>
internal static class CommonSettings
{
    /// <summary>The output folder.</summary>
    public static Setting<string?> Output { get; } =
        Setting.Path("--output", "DIR", "folder to write to, made if it is missing", "output") with { Alias = "-o", ChangesBytes = false };

    /// <summary>Whether figures are left out.</summary>
    public static Setting<bool> NoPlots { get; } = Setting.Flag("--no-plots", "write tables, draw nothing") with { ChangesBytes = false };

    /// <summary>Whether figures are written as SVG too.</summary>
    public static Setting<bool> Svg { get; } = Setting.Flag("--svg", "write SVG pictures besides PNG") with { ChangesBytes = false };

    /// <summary>Whether stderr is silent.</summary>
    public static Setting<bool> Quiet { get; } =
        Setting.Flag("--quiet", "say nothing on stderr but errors; results stay on stdout") with { Alias = "-q", ChangesBytes = false };

    /// <summary>Whether nothing is written, and what would be is listed.</summary>
    public static Setting<bool> DryRun { get; } = Setting.Flag(
        "--dry-run", "write nothing; say what each file is: missing, stale, altered, unknown or current") with
    {
        ChangesBytes = false,
    };

    /// <summary>Whether results are printed as JSON.</summary>
    public static Setting<bool> Json { get; } =
        Setting.Flag("--json", "print the results as one JSON object, numbers with all digits") with { ChangesBytes = false };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } = [Output, NoPlots, Svg, Quiet, DryRun, Json];

    /// <summary>The folder of a path that the user gave.</summary>
    /// <exception cref="UsageException">It cannot be made or written.</exception>
    /// <exception cref="ManifestException">What is there is no manifest.</exception>
    public static OutputFolder Open(string path)
    {
        // It is read again when there is something to record; one that cannot be read is refused before the work.
        _ = Manifest.Of(path);
        try
        {
            return OutputFolder.Open(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var why = File.Exists(path) ? "it is a file"
                : Directory.Exists(path) ? "files cannot be made in it"
                : path.Length == 0 ? "it has no name"
                : "it cannot be made";
            throw new UsageException($"{Output.Name}: cannot write to the folder '{path}': {why}.");
        }
    }
}

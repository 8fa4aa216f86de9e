using System.Globalization;
using Experiments.Output.Files;

namespace Experiments.Cli;

/// <summary>
/// The settings of every command that makes outputs, none of which changes their bytes: where they go, and which are
/// wanted.
/// </summary>
internal static class CommonSettings
{
    private const int MostThreads = 1024;

    /// <summary>The output folder.</summary>
    public static Setting<string?> Output { get; } =
        Setting.Path("--output", "DIR", "folder to write to; it is made if it is missing", "output") with
        {
            Alias = "-o",
            ChangesBytes = false,
        };

    /// <summary>Whether figures are left out.</summary>
    public static Setting<bool> NoPlots { get; } =
        Setting.Flag("--no-plots", "write the tables alone, draw no figures") with { ChangesBytes = false };

    /// <summary>Whether figures are written as SVG too.</summary>
    public static Setting<bool> Svg { get; } =
        Setting.Flag("--svg", "write each figure as SVG, too, beside the PNG") with { ChangesBytes = false };

    /// <summary>Whether stderr is silent.</summary>
    public static Setting<bool> Quiet { get; } =
        Setting.Flag("--quiet", "say nothing on stderr but errors; results stay on stdout") with { Alias = "-q", ChangesBytes = false };

    /// <summary>Whether nothing is written, and what would be is listed.</summary>
    public static Setting<bool> DryRun { get; } = Setting.Flag(
        "--dry-run",
        "write nothing; say what each file is: missing, stale, altered, unknown or current; 1 as exit code unless all are current") with
    {
        ChangesBytes = false,
    };

    /// <summary>Whether figures are drawn, and whether as SVG, too.</summary>
    /// <exception cref="UsageException">They are to be left out and to be SVG.</exception>
    public static (bool Plots, bool Svg) Figures(Given given) => NoPlots.Read(given) && Svg.Read(given)
        ? throw new UsageException($"{Svg.Name}: {NoPlots.Name} draws no figure that could be SVG; leave one of the two out.")
        : (!NoPlots.Read(given), Svg.Read(given));

    /// <summary>Whether results are printed as JSON.</summary>
    public static Setting<bool> Json { get; } =
        Setting.Flag("--json", "print the results as one JSON object, numbers with all digits") with { ChangesBytes = false };

    /// <summary>Threads of a command that takes long; they change no result.</summary>
    public static Setting<int> Threads(string purpose) => Setting.Integer(
        "--threads",
        $"threads to {purpose} with; they change no result",
        new("all cores", _ => Math.Min(Environment.ProcessorCount, MostThreads).ToString(CultureInfo.InvariantCulture)),
        1,
        MostThreads) with
    {
        ChangesBytes = false,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } = [Output, NoPlots, Svg, Quiet, DryRun, Json];

    /// <summary>
    /// The folder of a path that the user gave, in which all files of some plans can be written; stderr says where what
    /// commands without options have made there is written over.
    /// </summary>
    /// <exception cref="UsageException">It cannot be made or written, or one of the files cannot.</exception>
    /// <exception cref="ManifestException">What is there is no manifest.</exception>
    public static OutputFolder Open(string path, IReadOnlyList<Plan> plans, bool plots, bool svg, Messages messages)
    {
        // It is read again when there is something to record; one that cannot be read is refused before the work.
        var manifest = Manifest.Of(path);
        var folder = Open(path);
        if (folder.Obstacle(plans.SelectMany(plan => plan.Files(plots, svg))) is { } why)
        {
            folder.Dispose();
            throw new UsageException($"{Output.Name}: {why}.");
        }

        foreach (var plan in plans)
        {
            var plain = plan.Command.Split(' ')[0];
            string[] replaced = [.. plan.Files(plots, svg).Where(name => manifest.Entries.GetValueOrDefault(name)?.Command == plain)];
            if (plan.Command != plain && replaced.Length > 0)
            {
                messages.Say($"{plan.Command}: writes over what '{plain}' made, as 'all' does: {string.Join(", ", replaced)}");
            }
        }

        return folder;
    }

    private static OutputFolder Open(string path)
    {
        try
        {
            return OutputFolder.Open(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            var why = File.Exists(path) ? new FileInfo(path).LinkTarget is null ? "it is a file" : "it is a link that leads to no folder"
                : Directory.Exists(path) ? "files cannot be made in it"
                : path.Length == 0 ? "it has no name"
                : "it cannot be made";
            throw new UsageException($"{Output.Name}: cannot write to the folder '{path}': {why}.");
        }
    }
}

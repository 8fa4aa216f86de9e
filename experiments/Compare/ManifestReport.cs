using System.CommandLine;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Output.Files;
using Experiments.Samples;

namespace Experiments.Compare;

/// <summary>The command that says what the files of an output folder are, by its manifest.</summary>
internal static class ManifestReport
{
    private static readonly Setting<bool> Check =
        Setting.Flag("--check", "compare the files with what is recorded: 1 as exit code unless all are current");

    private static readonly Setting<string?> Reference = Setting.Path(
        "--reference",
        "DIR",
        "with --check, on other systems than x86-64 Linux: folder with the pictures recorded; "
        + "one that differs by what systems differ by is called redrawn, not altered");

    public static Command Command(CancellationToken cancellation) => Commands.Create(
        "manifest",
        "Says which command made each file of the output folder, and with --check whether it is still that",
        [Check, Reference, CommonSettings.Output],
        given => Execute(CommonSettings.Output.Read(given)!, Check.Read(given), Reference.Read(given), cancellation));

    /// <summary>Writes a line for each file that plans can write, its state and its path.</summary>
    public static int DryRun(string folder, IReadOnlyList<Plan> plans, bool plots, bool svg, CancellationToken cancellation)
    {
        if (File.Exists(folder))
        {
            throw new UsageException($"{CommonSettings.Output.Name}: cannot write to the folder '{folder}': it is a file.");
        }

        var files = plans.SelectMany(plan => plan.Files(plots, svg).Select(name => (name, plan.Origin)));
        Write(folder, Manifest.Of(folder), files, reference: null, cancellation);
        return 0;
    }

    private static int Execute(string folder, bool isCheck, string? reference, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
        {
            throw new UsageException(
                $"{CommonSettings.Output.Name}: there is no folder '{folder}'; give one that commands have written to.");
        }

        if (reference is not null && !isCheck)
        {
            throw new UsageException($"{Reference.Name}: it goes with {Check.Name}.");
        }

        if (reference is not null && !Directory.Exists(reference))
        {
            throw new UsageException($"{Reference.Name}: there is no folder '{reference}'.");
        }

        var manifest = Manifest.Of(folder);
        if (!File.Exists(Path.Combine(folder, Manifest.FileName)))
        {
            throw new UsageException(
                $"{CommonSettings.Output.Name}: '{folder}' has no {Manifest.FileName}; give a folder that commands have written to.");
        }

        var files = FileStates.Names(folder, manifest, cancellation).Select(name => (name, Now(manifest, name)));
        return !isCheck ? List(manifest) : Write(folder, manifest, files, reference, cancellation) ? 0 : 1;
    }

    /// <summary>Writes a line a file, its state and its path; whether all of them are current or redrawn.</summary>
    private static bool Write(
        string folder,
        Manifest manifest,
        IEnumerable<(string Name, Origin Origin)> files,
        string? reference,
        CancellationToken cancellation)
    {
        try
        {
            (string Name, FileState State)[] states = [.. files.Select(file =>
                (file.Name, FileStates.Of(folder, manifest, file.Name, file.Origin, reference, cancellation)))];
            foreach (var (name, state) in states)
            {
                Console.Out.Write($"{state.ToString().ToLowerInvariant(),-8} {Path.Combine(folder, name)}\n");
            }

            return states.All(file => file.State is FileState.Current or FileState.Redrawn);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{CommonSettings.Output.Name}: cannot read what is in '{folder}': {error.Message}");
        }
    }

    private static int List(Manifest manifest)
    {
        foreach (var (name, entry) in manifest.Entries)
        {
            Console.Out.Write($"{entry.Sha256}  {name}  {entry.Command}\n");
        }

        return 0;
    }

    /// <summary>
    /// What a file would be made from by this program and the data embedded in it, were its command run again.
    /// </summary>
    private static Origin Now(Manifest manifest, string name) => manifest.Entries.TryGetValue(name, out var entry)
        ? entry.Origin with { Program = ThisProgram.Version, Formulas = Formulas.Version, Data = FashionMnist.Now(entry.Data) }
        : new(string.Empty, ThisProgram.Version, Formulas.Version);
}

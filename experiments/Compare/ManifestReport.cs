using System.CommandLine;
using Experiments.Cli;
using Experiments.Output.Files;
using Experiments.Output.Inputs;
using Experiments.Output.Tables;
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

    private static readonly Setting<string?> Output =
        Setting.Path("--output", "DIR", "folder to read, which commands have written to", "output") with { Alias = "-o" };

    private static readonly Table<(string Name, string State, string Remark)> StateTable = new(
        new("file", file => file.Name) { IsKey = true },
        new("state", file => file.State),
        new("remark", file => file.Remark));

    private static readonly Table<KeyValuePair<string, ManifestEntry>> Recorded = new(
        new("file", file => file.Key) { IsKey = true },
        new("sha256", file => file.Value.Sha256),
        new("command", file => file.Value.Command));

    /// <summary>The command; experiments tell which files belong together.</summary>
    public static Command Command(IReadOnlyList<Experiment> experiments, CancellationToken cancellation) => Commands.Create(
        "manifest",
        "Says which command made each file of a folder, and with --check whether it is still that",
        "experiments manifest --check --output output",
        [Check, Reference, Output, CommonSettings.Json],
        given => Execute(
            experiments, Output.Read(given)!, Check.Read(given), Reference.Read(given), CommonSettings.Json.Read(given), cancellation));

    /// <summary>
    /// Writes a line for each file that plans can write, its state and its path; 1 unless all are current, so that
    /// nothing would change.
    /// </summary>
    public static int DryRun(string folder, IReadOnlyList<Plan> plans, bool plots, bool svg, CancellationToken cancellation)
    {
        if (File.Exists(folder))
        {
            throw new UsageException($"{CommonSettings.Output.Name}: cannot write to the folder '{folder}': it is a file.");
        }

        var states = StatesOf(folder, Manifest.Of(folder), plans, plots, svg, cancellation);
        return Write(folder, states, _ => string.Empty) ? 0 : 1;
    }

    /// <summary>Whether the files that a plan can write are all what it would write.</summary>
    public static bool IsCurrent(string folder, Plan plan, bool plots, bool svg, CancellationToken cancellation) =>
        StatesOf(folder, Manifest.Of(folder), [plan], plots, svg, cancellation).All(file => file.State == FileState.Current);

    private static int Execute(
        IReadOnlyList<Experiment> experiments, string folder, bool isCheck, string? reference, bool isJson, CancellationToken cancellation)
    {
        if (!Directory.Exists(folder))
        {
            throw new UsageException(
                $"{Output.Name}: there is no folder '{folder}'; give one that commands have written to.");
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
                $"{Output.Name}: '{folder}' has no {Manifest.FileName}; give a folder that commands have written to.");
        }

        if (!isCheck)
        {
            return List(manifest, isJson);
        }

        var files = FileStates.Names(folder, manifest, cancellation).Select(name => (name, Now(manifest, name)));
        var mixed = Mixed(folder, manifest, experiments);

        // Of what was deleted nothing is missing where another command has taken its place.
        var states = StatesOf(folder, manifest, files, reference, cancellation)
            .Where(file => file.State != FileState.Missing || !mixed.ContainsKey(file.Name))
            .Select(file => file.State is FileState.Current or FileState.Redrawn && mixed.ContainsKey(file.Name)
                ? (file.Name, FileState.Mixed)
                : file);
        return Write(folder, [.. states], file => file.State == FileState.Mixed ? mixed[file.Name] : string.Empty, isJson) ? 0 : 1;
    }

    /// <summary>The state of each file that plans can write; a page is to be one of the files as they are recorded.</summary>
    private static (string Name, FileState State)[] StatesOf(
        string folder, Manifest manifest, IReadOnlyList<Plan> plans, bool plots, bool svg, CancellationToken cancellation) => StatesOf(
        folder,
        manifest,
        plans.SelectMany(plan => plan.Files(plots, svg).Select(name =>
            (name, name == plan.Page ? plan.Origin with { Data = DataFor(folder, manifest, name, cancellation) } : plan.Origin))),
        reference: null,
        cancellation);

    /// <summary>The data of a page of all other files: those recorded, if they are what is recorded of them.</summary>
    private static string DataFor(string folder, Manifest manifest, string page, CancellationToken cancellation) =>
        manifest.Entries.All(file => file.Key == page
            || FileStates.Of(folder, manifest, file.Key, file.Value.Origin, reference: null, cancellation) == FileState.Current)
        ? manifest.DataFor(page) : "other files than those recorded";

    /// <summary>The state of each file.</summary>
    /// <exception cref="UsageException">One cannot be read.</exception>
    private static (string Name, FileState State)[] StatesOf(
        string folder,
        Manifest manifest,
        IEnumerable<(string Name, Origin Origin)> files,
        string? reference,
        CancellationToken cancellation)
    {
        try
        {
            return [.. files.Select(file =>
                (file.Name, FileStates.Of(folder, manifest, file.Name, file.Origin, reference, cancellation)))];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{CommonSettings.Output.Name}: cannot read what is in '{folder}': {error.Message}");
        }
    }

    /// <summary>Writes a line a file: its state, its path, and a remark; whether all are current or redrawn.</summary>
    private static bool Write(
        string folder, (string Name, FileState State)[] states, Func<(string Name, FileState State), string> remark, bool isJson = false)
    {
        if (isJson)
        {
            var rows = states.Select(file => (file.Name, Word(file.State), remark(file)));
            ResultPage.Print(ResultPage.Json([ResultTable.From("files", "", StateTable, rows)]));
        }

        foreach (var file in states)
        {
            var path = Path.Combine(folder, file.Name);
            if (!isJson)
            {
                Console.Out.Write($"{Word(file.State),-8} {path}{(remark(file) is { Length: > 0 } said ? $": {said}" : string.Empty)}\n");
            }

            if (File.Exists(path) && !RegularFile.Is(path))
            {
                Messages.Always($"{path}: it is no regular file, and not opened");
            }
        }

        return states.All(file => file.State is FileState.Current or FileState.Redrawn);
    }

    /// <summary>
    /// The files made by a command beside which are files of another of the same name, with other options or data,
    /// where one of the two can write what the other has made: by name, and in words what both are.
    /// </summary>
    /// <remarks>
    /// `network` and `network --seeds 1..20` write different files, and both can be in a folder. `curves --from -1`
    /// without pictures leaves a picture of other numbers.
    /// </remarks>
    private static Dictionary<string, string> Mixed(string folder, Manifest manifest, IReadOnlyList<Experiment> experiments)
    {
        var runs = manifest.Entries
            .GroupBy(file => (file.Value.Command, file.Value.Data), file => file.Key)
            .Select(run => (
                run.Key.Command,
                run.Key.Data,
                Made: run.ToArray(),
                There: run.Where(name => File.Exists(Path.Combine(folder, name))).ToArray(),
                Could: Commands.Plan(experiments, run.Key.Command)?.Files(plots: true, svg: true).ToHashSet() ?? []))
            .ToArray();
        var mixed = new Dictionary<string, string>();
        foreach (var run in runs)
        {
            var others = runs.Where(other => other.Made != run.Made && other.There.Length > 0 && Name(other.Command) == Name(run.Command));
            foreach (var other in others.Where(other => other.There.Any(run.Could.Contains) || run.There.Any(other.Could.Contains)))
            {
                var (mine, its) = other.Command != run.Command ? (run.Command, other.Command)
                    : ($"{run.Command} with {run.Data}", $"{other.Command} with {other.Data}");
                Array.ForEach(run.Made, name => mixed.TryAdd(name, $"made by '{mine}', others by '{its}'"));
            }
        }

        return mixed;

        static string Name(string command) => command.Split(' ')[0];
    }

    private static string Word(FileState state) => state.ToString().ToLowerInvariant();

    private static int List(Manifest manifest, bool isJson)
    {
        if (isJson)
        {
            ResultPage.Print(ResultPage.Json([ResultTable.From("files", "", Recorded, manifest.Entries)]));
            return 0;
        }

        foreach (var (name, entry) in manifest.Entries)
        {
            Console.Out.Write($"{entry.Sha256}  {name}  {entry.Command}\n");
        }

        return 0;
    }

    /// <summary>
    /// What a file would be made from by this program and the data embedded in it, were its command run again.
    /// </summary>
    private static Origin Now(Manifest manifest, string name)
    {
        var now = FashionMnist.Now(manifest.Entries.TryGetValue(name, out var entry) ? entry.Origin : new(string.Empty, string.Empty, 0));
        return now with { Data = manifest.Now(name, now.Data) };
    }
}

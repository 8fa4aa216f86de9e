using System.CommandLine;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Network;
using Experiments.Numerics.Formats;
using Experiments.Output.Files;

namespace Experiments.Compare;

/// <summary>The command that says what the files of an output folder are, by its manifest.</summary>
internal static class ManifestReport
{
    private static readonly Option<bool> Check = new("--check") { Description = "compare the files with what is recorded: 1 as exit code unless all are current" };

    private static readonly Option<string?> Reference = new("--reference")
    {
        Description = "with --check, on other systems than x86-64 Linux: folder with the pictures recorded; one that differs by what systems differ by is called redrawn, not altered",
        HelpName = "DIR",
    };

    public static Command Command(Option<string> output, CancellationToken cancellation)
    {
        var command = new Command("manifest", "Says which command made each file of the output folder, and with --check whether it is still that") { Check, Reference, output };
        command.SetAction(parsed =>
        {
            var folder = parsed.GetValue(output)!;
            if (!Directory.Exists(folder))
            {
                throw new UsageException($"--output: there is no folder '{folder}'; give one that commands have written to.");
            }

            var reference = parsed.GetValue(Reference);
            if (reference is not null && (!parsed.GetValue(Check) || !Directory.Exists(reference)))
            {
                throw new UsageException(parsed.GetValue(Check)
                    ? $"--reference: there is no folder '{reference}'."
                    : "--reference: it goes with --check.");
            }

            var manifest = Manifest.Of(folder);
            if (!File.Exists(Path.Combine(folder, Manifest.FileName)))
            {
                throw new UsageException($"--output: '{folder}' has no {Manifest.FileName}; give a folder that commands have written to.");
            }

            return parsed.GetValue(Check)
                ? Write(folder, manifest, FileStates.Names(folder, manifest, cancellation).Select(name => (name, Now(manifest, name))), cancellation, reference) ? 0 : 1
                : List(manifest);
        });
        return command;
    }

    /// <summary>Writes a line a file, its state and its path; whether all of them are current or redrawn.</summary>
    public static bool Write(string folder, Manifest manifest, IEnumerable<(string Name, Origin Origin)> files, CancellationToken cancellation, string? reference = null)
    {
        try
        {
            (string Name, FileState State)[] states = [.. files.Select(file => (file.Name, FileStates.Of(folder, manifest, file.Name, file.Origin, reference, cancellation)))];
            Array.ForEach(states, file => Console.Out.Write($"{file.State.ToString().ToLowerInvariant(),-8} {Path.Combine(folder, file.Name)}\n"));
            return states.All(file => file.State is FileState.Current or FileState.Redrawn);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--output: cannot read what is in '{folder}': {error.Message}");
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

    /// <summary>What a file would be made from by this program and the data embedded in it, were its command run again.</summary>
    private static Origin Now(Manifest manifest, string name) => manifest.Entries.TryGetValue(name, out var entry)
        ? entry.Origin with { Program = Program.Version, Formulas = Formulas.Version, Data = FashionMnist.Now(entry.Data) }
        : new(string.Empty, Program.Version, Formulas.Version);
}

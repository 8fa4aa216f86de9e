using System.CommandLine;
using Experiments.Cli;
using Experiments.Samples;
using Experiments.Samples.Learning;

namespace Experiments.Claims;

/// <summary>The command that computes every claim anew, without reading an output, and says which hold.</summary>
internal static class Verify
{
    private const string Name = "verify";

    /// <summary>Whether training is left out.</summary>
    internal static readonly Setting<bool> Quick =
        Setting.Flag("--quick", "leave training out, which takes most of the time; C12 to C17 and F4 are then not tested");
    private static readonly Setting<bool> Json = Setting.Flag("--json", "print the table as JSON");
    private static readonly Setting<bool> Long = Setting.Flag("--long", "print all that is said of each claim");

    private static readonly Setting<IReadOnlyList<Claim>> Chosen = Setting.Arguments(
        "CLAIM", "claims to judge alone, such as C2 C5; nothing is computed that they do not need [default: all]", Find);

    private static readonly Setting<string?> Run = Setting.Path(
        "--network", "DIR", "folder that network wrote to, to judge C12 to C18 by its tables", Default.Nothing("none"));

    private static readonly Setting<string?> Output = Setting.Path(
        "--output", "DIR", $"folder to write {ClaimTable.Stem}.csv to; it is made if it is missing", Default.Nothing("none")) with
    {
        Alias = "-o",
    };

    private static readonly Setting<string?> State =
        Setting.Path("--state", "DIR", "folder to keep computed features in; it can be deleted at any time", Default.Nothing("none"));

    /// <summary>The command.</summary>
    public static Command Command(NetworkTrainer trainer, CancellationToken cancellation) => Commands.Create(
        Name,
        "The claims of the article and ours, computed anew: which of them hold",
        "experiments verify --quick\nexperiments verify C2 C5",
        [Chosen, Quick, Long, Json, Output, Run, trainer.Threads, State, .. trainer.Features, CommonSettings.Quiet],
        given => Execute(given, trainer, cancellation));

    private static int Execute(Given given, NetworkTrainer trainer, CancellationToken cancellation)
    {
        var (threads, features) = (trainer.Threads.Read(given), trainer.Features[0]);
        var (isQuick, hasFeatures) = (Quick.Read(given), features.IsGiven(given));
        var (chosen, run, isWritten, table) = (Chosen.Read(given), Run.Read(given), Output.IsGiven(given), $"{ClaimTable.Stem}.csv");
        var refusal =
            isQuick && isWritten
                ? $"{Output.Name}: {table} holds every claim, and {Quick.Name} leaves some out; leave one of the two out."
            : chosen.Count > 0 && isWritten ? $"{Output.Name}: {table} holds every claim; name none, or leave {Output.Name} out."
            : run is not null && isWritten
                ? $"{Output.Name}: {table} is of this program's own training; leave {Run.Name} or {Output.Name} out."
            : run is not null && (isQuick || hasFeatures)
                ? $"{Run.Name}: the training is that of the tables; leave {(isQuick ? Quick.Name : features.Name)} out."
            : hasFeatures && chosen.Count > 0 && !chosen.Any(ClaimTable.TakesFeatures)
                ? $"{features.Name}: no claim that is named takes a model; C18 does."
            : isQuick && hasFeatures ? $"{features.Name}: {Quick.Name} leaves training out; leave one of the two out."
            : !hasFeatures && State.IsGiven(given) ? $"{State.Name}: features are kept there; give a model with {features.Name} MODEL.onnx."
            : null;
        if (refusal is not null)
        {
            throw new UsageException(refusal);
        }

        var onFeatures = trainer.Prepare(given, threads, State.Read(given));
        var messages = new Messages(Messages.IsOnTerminal, CommonSettings.Quiet.Read(given));
        IReadOnlyList<Claim> claims = chosen.Count > 0 ? [.. ClaimTable.Claims.Where(chosen.Contains)]
            : run is null ? ClaimTable.Claims
            : [.. ClaimTable.Claims.Where(claim => ClaimTable.TakesTraining(claim) || ClaimTable.TakesFeatures(claim))];
        var plan = ClaimTable.Plan(Gather, Commands.Canonical(Name, trainer.Features, given), claims);
        using var output = Output.Read(given) is { } path
            ? CommonSettings.Open(path, [plan], plots: false, svg: false, messages)
            : null;
        var outputs = plan.Form(new(messages, output?.Path, cancellation));
        if (output is not null)
        {
            var writer = new OutputWriter(output, plots: false, svg: false, messages, cancellation);
            writer.Write(plan, outputs);
            writer.Finish();
        }

        Print(outputs.Results.OfType<ClaimVerdicts>().Single().Rows, Json.Read(given), Long.Read(given));
        return Commands.ExitCode(outputs.Results);

        Evidence Gather(Work work)
        {
            if (run is not null)
            {
                var read = Read(trainer, run);
                return read.IsOnFeatures ? new(work, null) { Features = read, Threads = threads } : new(work, read) { Threads = threads };
            }

            // The user's file first: what is wrong with it is to be said before anything takes long.
            var forFeatures = hasFeatures ? onFeatures(work) : null;
            var training = isQuick || !claims.Any(ClaimTable.TakesTraining) ? null : trainer.Prepare(Given.Nothing, threads, null)(work);
            var recorded = claims.Any(ClaimTable.TakesFeatures) ? trainer.Recorded() : null;
            var pairs = isQuick || !claims.Any(ClaimTable.TakesPairs) ? null : trainer.Pairs(work, threads);
            return new(work, training) { Features = forFeatures ?? recorded, Pairs = pairs, Threads = threads };
        }
    }

    private static Claim Find(string id) =>
        ClaimTable.Claims.FirstOrDefault(claim => claim.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
            ?? throw new UsageException(
                $"'{id}' is not a claim{Suggestions.Suggest(id, ClaimTable.Claims.Select(claim => claim.Id))} "
                + $"Claims are {string.Join(", ", ClaimTable.Claims.Select(claim => claim.Id))}.");

    private static TrainingEvidence Read(NetworkTrainer trainer, string folder)
    {
        try
        {
            return trainer.Read(folder);
        }
        catch (UsageException error)
        {
            throw new UsageException($"{Run.Name}: {error.Message}");
        }
    }

    private static void Print(IReadOnlyList<ClaimRow> rows, bool isJson, bool isLong)
    {
        if (isJson)
        {
            ResultPage.Print(ClaimJson.Of(rows));
            return;
        }

        var isTerminal = !Console.IsOutputRedirected;
        var isColoured = isTerminal
            && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"))
            && Environment.GetEnvironmentVariable("TERM") != "dumb";
        var width = StandardOutput.Width;
        Console.Out.Write(isLong ? ClaimPage.Long(rows, width, isColoured) : ClaimPage.Short(rows, width, isColoured));
    }
}

/// <summary>What trains a network for the claims.</summary>
/// <param name="Threads">Threads to train with.</param>
/// <param name="Features">The settings that say where features of a pretrained network come from, its file
/// first.</param>
/// <param name="Prepare">The training that settings, a number of threads and a folder to keep features in ask for;
/// refuses nonsense at once.</param>
/// <param name="Read">The training whose tables a folder holds; refuses tables of another kind.</param>
/// <param name="Recorded">The training on features whose tables are committed.</param>
/// <param name="Pairs">Paired trainings of a few seeds, with a number of threads.</param>
internal sealed record NetworkTrainer(
    Setting<int> Threads,
    IReadOnlyList<Setting> Features,
    Func<Given, int, string?, Func<Work, TrainingEvidence>> Prepare,
    Func<string, TrainingEvidence> Read,
    Func<TrainingEvidence> Recorded,
    Func<Work, int, IReadOnlyList<PairedTraining>> Pairs);

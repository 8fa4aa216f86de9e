using System.CommandLine;
using Experiments.Cli;
using Experiments.Network;
using Experiments.Numerics.Formats;
using Experiments.Output.Files;

namespace Experiments.Claims;

/// <summary>The command that computes every claim anew, without reading an output, and says which hold.</summary>
internal static class Verify
{
    private const string Name = "verify";
    private const int Recorded = 0;
    private const int NotRecorded = 1;

    // Longer lines are hard to read, and so is a terminal that does not say how wide it is.
    private const int Widest = 100;
    private const int Usual = 80;

    private static readonly Option<bool> Quick = new("--quick") { Description = "leave training out: C12 to C17 are not tested" };
    private static readonly Option<bool> Json = new("--json") { Description = "print the table as JSON" };
    private static readonly Option<string?> OutputOption = new("--output", "-o") { Description = $"folder to write {ClaimTable.Stem}.csv to, made if it is missing [default: none]", HelpName = "DIR" };
    private static readonly Option<string?> State = new("--state") { Description = "folder to keep computed features in [default: none]", HelpName = "DIR" };

    /// <summary>The command.</summary>
    public static Command Command(CancellationToken cancellation)
    {
        var command = new Command(Name, "The claims of the article and ours, computed anew: which of them hold") { Quick, Json, OutputOption, NetworkOptions.Threads.Option, State };
        foreach (var option in NetworkFeatureOptions.All)
        {
            command.Add(option);
        }

        command.Add(Program.Quiet);
        command.SetAction(parsed => Execute(parsed, cancellation));
        return command;
    }

    private static int Execute(ParseResult parsed, CancellationToken cancellation)
    {
        var features = NetworkFeatureOptions.Read(parsed);
        var isQuick = parsed.GetValue(Quick);
        Refuse(isQuick && parsed.GetResult(OutputOption) is not null, $"--output: {ClaimTable.Stem}.csv holds every claim, and --quick leaves some out; leave one of the two out.");
        Refuse(isQuick && features is not null, "--features: --quick leaves training out; leave one of the two out.");
        Refuse(features is null && parsed.GetResult(State) is not null, "--state: features are kept there; give a model with --features MODEL.onnx.");
        var threads = (int)(NetworkOptions.Threads.Read(parsed) ?? Environment.ProcessorCount);

        var command = new CanonicalCommand(Name);
        NetworkCommand.AddFeatures(command, features);
        using var output = parsed.GetValue(OutputOption) is { } path ? Program.Open(path) : null;
        var run = new Run(output, plots: false, svg: false, new(Messages.IsOnTerminal, parsed.GetValue(Program.Quiet)), cancellation);
        run.Do(ClaimTable.Plan(Gather, command.ToString()));
        run.Finish();
        Print(run.Claims, parsed.GetValue(Json));
        return Exit(run.Claims);

        Evidence Gather(Run run)
        {
            // The user's file first: what is wrong with it is to be said before anything takes long.
            TrainingEvidence? given = null;
            if (features is not null)
            {
                var settings = NetworkOptions.Defaults(features) with { Threads = threads, State = parsed.GetValue(State) };
                var task = NetworkData.Read(run, settings);
                run.UseData($"{FashionMnist.Version}; features {task.Checksum:x16}");
                given = Train(run, settings, task);
            }

            var usual = NetworkOptions.Defaults(null) with { Threads = threads };
            return new(run, isQuick ? null : Train(run, usual, NetworkData.Read(run, usual))) { Features = given, Threads = threads };
        }
    }

    /// <summary>Trains as the experiment does, and keeps no checkpoint; computed features are kept where the settings say.</summary>
    private static TrainingEvidence Train(Run run, NetworkSettings settings, NetworkTask task)
    {
        var seed = settings.Training.Seed;
        return TrainingEvidence.Of(seed, new NetworkRun(run, settings with { State = null }, task).Train(seed), task);
    }

    private static void Print(IReadOnlyList<ClaimRow> rows, bool isJson)
    {
        if (isJson)
        {
            using var stream = Console.OpenStandardOutput();
            ClaimJson.Write(stream, rows);
            return;
        }

        var isTerminal = !Console.IsOutputRedirected;
        var isColoured = isTerminal && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb";
        var width = isTerminal && Console.WindowWidth is > 0 and var columns ? Math.Min(columns, Widest) : Usual;
        Console.Out.Write(ClaimPage.Of(rows, width, isColoured));
    }

    /// <summary>1 where a verdict is not the recorded one, which stderr then names.</summary>
    internal static int Exit(IReadOnlyList<ClaimRow> rows)
    {
        var others = ClaimPage.Deviating(rows);
        if (others.Length == 0)
        {
            return Recorded;
        }

        Messages.Always($"error: not the recorded verdict: {others}");
        return NotRecorded;
    }

    private static void Refuse(bool isWrong, string message)
    {
        if (isWrong)
        {
            throw new UsageException(message);
        }
    }
}

using System.CommandLine;
using System.CommandLine.Help;
using System.Runtime.InteropServices;
using System.Text;
using Experiments.Article;
using Experiments.Census;
using Experiments.Claims;
using Experiments.Cli;
using Experiments.Compare;
using Experiments.Formats;
using Experiments.Network;
using Experiments.Output.Files;
using Experiments.Output.Tables;
using Experiments.Samples.Learning;
using Experiments.Training;

namespace Experiments;

/// <summary>The console program: its commands, its exit codes, and what it does when it is interrupted.</summary>
internal static class Program
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Misused = 2;

    // What a newcomer does first.
    private const string Start =
        "experiments round-trip     Figure 2, in seconds, into the folder output\n"
        + "experiments all            every figure and table, within a minute or two\n"
        + "experiments verify         the article's claims: which of them hold\n"
        + "experiments COMMAND --help its options, what they are by default, an example";

    // 128 and the signal's number.
    private static readonly (PosixSignal Signal, int Code)[] Signals =
        [(PosixSignal.SIGHUP, 129), (PosixSignal.SIGINT, 130), (PosixSignal.SIGQUIT, 131), (PosixSignal.SIGTERM, 143)];

    /// <summary>The experiments, in the order in which `all` runs them.</summary>
    public static IReadOnlyList<Experiment> Experiments { get; } =
    [
        Curves.Experiment,
        RoundTrip.Experiment,
        CrossEntropy.Experiment,
        FormatLimits.Experiment,
        MixedPrecision.Experiment,
        Frameworks.Frameworks.Experiment,
        Frameworks.Functions.Experiment,
        Audit.Audit.Experiment,
        NumberCensus.Experiment,
        TrainedNetwork.Experiment,
    ];

    /// <summary>Those that `all` leaves out, since they take minutes.</summary>
    public static IReadOnlyList<Experiment> Alone { get; } =
        [Frameworks.SigmoidForms.Experiment, TrainingEffect.TrainingEffect.Experiment];

    /// <summary>Runs a command and returns its exit code.</summary>
    public static int Run(string[] args)
    {
        // Results are UTF-8 whatever the terminal's code page or the locale.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        using var stdout = new StandardOutput(Console.Out);
        Console.SetOut(stdout);
        using var interrupt = new CancellationTokenSource();
        var interrupted = Done;
        var registrations = Signals.Select(known => PosixSignalRegistration.Create(known.Signal, signal =>
        {
            signal.Cancel = true;
            interrupted = known.Code;
            interrupt.Cancel();
        })).ToArray();
        try
        {
            return Invoke(args, interrupt.Token);
        }
        catch (Exception error) when (Explain(error, interrupted) is { } known)
        {
            Messages.Always(known.Line);
            return known.Code;
        }
        finally
        {
            Array.ForEach(registrations, registration => registration.Dispose());
        }
    }

    /// <summary>What stderr says of an error and the exit code; null where nothing of the kind is expected.</summary>
    private static (string Line, int Code)? Explain(Exception error, int interrupted) => error switch
    {
        AggregateException { InnerException: { } first } => Explain(first, interrupted),
        UsageException or ManifestException => ($"error: {Excerpt.OfPath(error.Message)}", Misused),
        OperationCanceledException => ("interrupted; nothing was written", interrupted),
        OutOfMemoryException => ($"error: out of memory: {error.Message}", Failed),
        IOException or UnauthorizedAccessException or TrainingException or StandardOutputException =>
            ($"error: {Excerpt.OfPath(error.Message)}", Failed),
        _ => null,
    };

    /// <summary>
    /// Makes outputs by plans, or says what would be made; results are handed to the last plan, if there is one.
    /// </summary>
    public static int Execute(
        Given given, IReadOnlyList<Plan> plans, Func<IEnumerable<IResult>, Plan>? last, CancellationToken cancellation)
    {
        var folder = CommonSettings.Output.Read(given)!;
        var (plots, svg) = CommonSettings.Figures(given);
        var isJson = CommonSettings.Json.Read(given);
        if (CommonSettings.DryRun.Read(given))
        {
            if (isJson)
            {
                throw new UsageException(
                    $"{CommonSettings.Json.Name}: {CommonSettings.DryRun.Name} makes no results; leave one of the two out.");
            }

            return ManifestReport.DryRun(folder, last is null ? plans : [.. plans, last([])], plots, svg, cancellation);
        }

        var messages = new Messages(Messages.IsOnTerminal, CommonSettings.Quiet.Read(given));
        using var output = CommonSettings.Open(folder, last is null ? plans : [.. plans, last([])], plots, svg, messages);
        var writer = new OutputWriter(output, plots, svg, messages, cancellation);
        var work = new Work(messages, folder, cancellation);
        var printed = new List<ResultTable>();
        IResult[] found = [.. plans.SelectMany(Make)];
        found = last is null ? found : [.. found, .. Make(last(found))];

        // Formed before the files take their places, so that all fails together, and printed when they are there.
        var page = ResultPage.Of(printed, isJson);
        var faults = writer.Finish();
        ResultPage.Print(page);
        return Commands.ExitCode(found.Concat(faults.Select(fault => new Fault(fault))));

        IReadOnlyList<IResult> Make(Plan plan)
        {
            var outputs = plan.Form(work);
            writer.Write(plan, outputs);
            printed.AddRange(outputs.Printed);
            return outputs.Results;
        }
    }

    /// <summary>All commands.</summary>
    internal static RootCommand Root(CancellationToken cancellation)
    {
        var root = new RootCommand(
            "Reproduces the figures and claims of \"Sigmoid Activation and Binary Crossentropy\" (Hentschke, 2019): "
            + "where a sigmoid and its loss lose digits, in every number format, each digit computed by definition.");
        root.Options.Remove(root.Options.OfType<HelpOption>().Single());
        root.Add(Commands.Help("Start with:", Start));
        foreach (var experiment in Experiments.Concat(Alone))
        {
            root.Add(Commands.Create(
                experiment.Name,
                experiment.Description,
                experiment.Example,
                [.. experiment.Settings, .. CommonSettings.All],
                given => Execute(given, [experiment.Plan(given)], last: null, cancellation)));
        }

        root.Add(All.Command(cancellation));
        root.Add(Verify.Command(
            new(
                Network.Settings.Threads,
                FeatureSettings.All,
                TrainedNetwork.Prepare,
                TrainingTables.Read,
                TrainingTables.Recorded,
                TrainingEffect.QuickEffect.Run),
            cancellation));
        root.Add(ManifestReport.Command([.. Experiments, .. Alone], cancellation));
        root.Add(Report.Report.Command(
            [.. Experiments, .. Alone], (given, plan) => Execute(given, [plan], last: null, cancellation), cancellation));
        root.Add(List.Command());
        root.Add(Frameworks.Identify.Command(cancellation));
        root.Add(Frameworks.Explaining.Explain.Command());
        root.Add(Diff.Command(cancellation));
        return root;
    }

    private static int Invoke(string[] args, CancellationToken cancellation)
    {
        var root = Root(cancellation);
        var parsed = root.Parse(args, new() { ResponseFileTokenReplacer = null });
        if (Suggestions.Explain(args, parsed, root) is { } wrong)
        {
            throw new UsageException(wrong);
        }

        return parsed.Invoke(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }
}

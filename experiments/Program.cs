using System.CommandLine;
using System.CommandLine.Help;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text;
using Experiments.Article;
using Experiments.Claims;
using Experiments.Cli;
using Experiments.Compare;
using Experiments.Formats;
using Experiments.Losses;
using Experiments.Network;
using Experiments.Numerics.Formats;
using Experiments.Output.Figures;
using Experiments.Output.Files;
using Experiments.Training;

namespace Experiments;

/// <summary>The console program: its commands, its exit codes, and what it does when it is interrupted.</summary>
internal static class Program
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Misused = 2;

    // 128 and the signal's number.
    private static readonly (PosixSignal Signal, int Code)[] Signals =
        [(PosixSignal.SIGHUP, 129), (PosixSignal.SIGINT, 130), (PosixSignal.SIGQUIT, 131), (PosixSignal.SIGTERM, 143)];

    private static readonly Option<string> OutputOption = new("--output", "-o")
    {
        Description = "folder to write to, made if it is missing",
        HelpName = "DIR",
        DefaultValueFactory = _ => "output",
    };

    private static readonly Option<bool> NoPlots = new("--no-plots") { Description = "write tables, draw nothing" };
    private static readonly Option<bool> Svg = new("--svg") { Description = "write SVG pictures besides PNG" };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "write nothing; say what each file is: missing, stale, altered, unknown or current" };

    /// <summary>The option that silences stderr.</summary>
    public static Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "say nothing on stderr but errors" };

    private static readonly Option[] CommonOptions = [OutputOption, NoPlots, Svg, Quiet, DryRun];

    /// <summary>The program's version, without commit.</summary>
    public static string Version { get; } = typeof(Program).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>The experiments, in the order in which `all` runs them.</summary>
    public static IReadOnlyList<Experiment> Experiments { get; } =
    [
        Curves.Experiment,
        Article.RoundTrip.Experiment,
        CrossEntropy.Experiment,
        FormatLimits.Experiment,
        MixedPrecision.Experiment,
        NetworkExperiment.Experiment,
    ];

    /// <summary>Runs a command and returns its exit code.</summary>
    public static int Main(string[] args)
    {
        // Results are UTF-8 whatever the terminal's code page or the locale.
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
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
        catch (Exception error) when (error is UsageException or ManifestException)
        {
            Messages.Always($"error: {error.Message}");
            return Misused;
        }
        catch (OperationCanceledException)
        {
            Messages.Always("interrupted; nothing was written");
            return interrupted;
        }
        catch (Exception error) when ((error is AggregateException { InnerException: { } first } ? first : error) is OutOfMemoryException memory)
        {
            Messages.Always($"error: out of memory: {memory.Message}");
            return Failed;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or TrainingException)
        {
            Messages.Always($"error: {error.Message}");
            return Failed;
        }
        finally
        {
            Array.ForEach(registrations, registration => registration.Dispose());
        }
    }

    /// <summary>The command of an experiment, without its action.</summary>
    public static Command CommandOf(Experiment experiment) =>
        WithOptions(new Command(experiment.Name, $"{experiment.Figure}: {experiment.Summary}"), [.. experiment.Options, .. CommonOptions]);

    private static Command WithOptions(Command command, IEnumerable<Option> options)
    {
        foreach (var option in options)
        {
            command.Add(option);
        }

        return command;
    }

    private static int Invoke(string[] args, CancellationToken cancellation)
    {
        var root = new RootCommand("Reproduces the figures of \"Sigmoid Activation and Binary Crossentropy\" (Hentschke, 2019), every digit computed by definition.");
        foreach (var experiment in Experiments)
        {
            var command = CommandOf(experiment);
            command.SetAction(parsed => Execute(parsed, [experiment.Prepare(parsed)], cancellation));
            root.Add(command);
        }

        root.Add(WithOptions(All.Command((parsed, plans) => Execute(parsed, plans, cancellation)), CommonOptions));
        root.Add(Verify.Command(cancellation));
        root.Add(ManifestReport.Command(OutputOption, cancellation));
        root.Add(List.Command());
        root.Add(Diff.Command(cancellation));

        var parsed = root.Parse(args, new() { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
        {
            throw new UsageException(Suggestions.Explain(parsed, root));
        }

        if (args.Length == 0)
        {
            return new HelpAction().Invoke(root.Parse("--help")) == 0 ? Misused : Failed;
        }

        return parsed.Invoke(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static int Execute(ParseResult parsed, IReadOnlyList<Plan> plans, CancellationToken cancellation)
    {
        var (folder, plots, svg) = (parsed.GetValue(OutputOption)!, !parsed.GetValue(NoPlots), parsed.GetValue(Svg));
        if (parsed.GetValue(DryRun))
        {
            if (File.Exists(folder))
            {
                throw new UsageException($"--output: cannot write to the folder '{folder}': it is a file.");
            }

            ManifestReport.Write(folder, Manifest.Of(folder), plans.SelectMany(plan => plan.Files(plots, svg).Select(name => (name, plan.Origin))), cancellation);
            return Done;
        }

        using var output = Open(folder);
        var run = new Run(output, plots, svg, new(Messages.IsOnTerminal, parsed.GetValue(Quiet)), cancellation);
        foreach (var plan in plans)
        {
            run.Do(plan);
        }

        run.Finish();
        return Verify.Exit(run.Claims);
    }

    /// <summary>The output folder of a path that the user gave.</summary>
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
            throw new UsageException($"--output: cannot write to the folder '{path}': {why}.");
        }
    }
}

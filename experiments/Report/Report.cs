using System.CommandLine;
using Experiments.Cli;
using Experiments.Output.Files;
using Experiments.Readback;

namespace Experiments.Report;

/// <summary>The command that makes one page of all that is in a folder, from its tables and nothing else.</summary>
internal static class Report
{
    /// <summary>Its name.</summary>
    public const string Name = "report";

    private static readonly Setting<bool> Markdown =
        Setting.Flag("--md", "print verdicts and results as Markdown, for a pull request or a job's summary, and write no page");

    private static readonly Setting<string?> Output = CommonSettings.Output;

    /// <summary>The command; experiments tell how their figures are drawn, another function how plans are executed.</summary>
    public static Command Command(
        IReadOnlyList<Experiment> experiments, Func<Given, Plan, int> execute, CancellationToken cancellation) => Commands.Create(
        Name,
        "One page of what is in a folder: verdicts, figures, tables; made from its tables alone, and opened without a network",
        "experiments report",
        [Output, Markdown, CommonSettings.Quiet, CommonSettings.DryRun],
        given =>
        {
            var folder = Output.Read(given)!;
            if (!File.Exists(Path.Combine(folder, Manifest.FileName)))
            {
                throw new UsageException(
                    $"{Output.Name}: '{folder}' has no {Manifest.FileName}; give a folder that commands have written to.");
            }

            if (!Markdown.Read(given))
            {
                return execute(given, Plan(experiments));
            }

            if (CommonSettings.DryRun.Read(given))
            {
                throw new UsageException($"{Markdown.Name}: {CommonSettings.DryRun.Name} makes no results; leave one of the two out.");
            }

            cancellation.ThrowIfCancellationRequested();
            var tables = new WrittenTables(folder, Manifest.Of(folder), name => Path.Combine(folder, name));
            var (text, faults) = ReportMarkdown.Form(tables);
            ResultPage.Print(text);
            return Commands.ExitCode(faults.Select(fault => new Fault(fault)));
        });

    /// <summary>The plan that makes the page, of all files that a folder has then.</summary>
    public static Plan Plan(IReadOnlyList<Experiment> experiments) =>
        new([], [], work => new([], []) { Page = tables => ReportPage.Form(experiments, work, tables) })
        {
            Command = Name,
            Page = ReportPage.FileName,
        };
}

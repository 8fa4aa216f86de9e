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
            var (isMarkdown, isDryRun) = (Markdown.Read(given), CommonSettings.DryRun.Read(given));
            if (isMarkdown && isDryRun)
            {
                throw new UsageException($"{Markdown.Name}: {CommonSettings.DryRun.Name} makes no results; leave one of the two out.");
            }

            var work = new Work(new(Messages.IsOnTerminal, CommonSettings.Quiet.Read(given)), folder, cancellation);
            try
            {
                if (!isMarkdown)
                {
                    return execute(given, Plan(experiments));
                }

                var tables = Tables(folder, Manifest.Of(folder));
                var faults = ReportPage.Form(experiments, work, tables).Faults;
                ResultPage.Print(ReportMarkdown.Form(ReportPage.Sections, tables, faults));
                return Commands.ExitCode(faults.Select(fault => new Fault(fault)));
            }
            catch (ManifestException error) when (!isDryRun)
            {
                // A page from before must not stand beside it as if all were well.
                var tables = Tables(folder, Manifest.Empty);
                var page = ReportPage.Form(experiments, work, tables, error.Message);
                if (isMarkdown)
                {
                    ResultPage.Print(ReportMarkdown.Form(ReportPage.Sections, tables, page.Faults));
                }
                else
                {
                    using var output = OutputFolder.Open(folder);
                    output.Write(ReportPage.FileName, stream => stream.Write(page.Bytes));
                    output.Commit();
                }

                throw;
            }
        });

    private static WrittenTables Tables(string folder, Manifest manifest) =>
        new(folder, manifest, name => Path.Combine(folder, name));

    /// <summary>The plan that makes the page, of all files that a folder has then.</summary>
    public static Plan Plan(IReadOnlyList<Experiment> experiments) =>
        new([], [], work => new([], []) { Page = tables => ReportPage.Form(experiments, work, tables) })
        {
            Command = Name,
            Page = ReportPage.FileName,
        };
}

using System.CommandLine;
using Experiments.Claims;
using Experiments.Cli;
using Experiments.Compare;
using Experiments.Network;
using Experiments.Samples;
using Experiments.TrainingEffect;

namespace Experiments;

/// <summary>
/// The command that runs every experiment with its defaults, in one process, and writes all outputs or none.
/// </summary>
internal static class All
{
    private static readonly Setting<IReadOnlyList<Experiment>> Only = Names("--only", "run these experiments alone");
    private static readonly Setting<IReadOnlyList<Experiment>> Skip = Names("--skip", "run all experiments but these");

    private static readonly Setting<bool> Stale = Setting.Flag(
        "--stale", "run only what the manifest does not call current: stale, altered, missing or unknown files; say what is skipped");

    public static Command Command(CancellationToken cancellation) => Commands.Create(
        "all",
        "Every figure: runs all experiments with their defaults",
        "experiments all --skip network --output figures",
        [Only, Skip, Stale, .. CommonSettings.All],
        given =>
        {
            Plan[] plans = [.. Chosen(given).Select(experiment => experiment.PlanInAll())];

            // The claims speak of everything, and so does the page, which has the figures too.
            var isWhole = plans.Length == Program.Experiments.Count;
            var last = isWhole ? Claims : (Func<IEnumerable<IResult>, Plan>?)null;
            Plan[] pages = isWhole && CommonSettings.Figures(given).Plots
                ? [Report.Report.Plan([.. Program.Experiments, .. Program.Alone])]
                : [];
            return Stale.Read(given) ? ExecuteStale(given, plans, last, pages, cancellation)
                : Program.Execute(given, [.. plans, .. pages], last, cancellation);
        });

    /// <summary>
    /// Runs the plans of which a file is not current. The claims are judged by the training: either is done with the
    /// other.
    /// </summary>
    private static int ExecuteStale(
        Given given, Plan[] plans, Func<IEnumerable<IResult>, Plan>? last, Plan[] pages, CancellationToken cancellation)
    {
        var folder = CommonSettings.Output.Read(given)!;
        var (plots, svg) = CommonSettings.Figures(given);
        var training = plans.FirstOrDefault(plan => plan.Command == TrainedNetwork.Experiment.Name);
        Plan[] stale = [.. plans.Where(IsStale)];
        Plan[] known = last is null ? [.. plans] : [.. plans, last([])];
        if (last is not null && (stale.Contains(training) || IsStale(known[^1])))
        {
            stale = [.. plans.Where(plan => stale.Contains(plan) || plan == training), known[^1]];
        }

        // A page is of all other files.
        Plan[] made = stale.Length > 0 ? pages : [.. pages.Where(IsStale)];
        var messages = new Messages(Messages.IsOnTerminal, CommonSettings.Quiet.Read(given));
        foreach (var plan in known.Except(stale).Concat(pages.Except(made)))
        {
            messages.Say($"skipped  {plan.Command}: its files are current");
        }

        Plan[] first = [.. stale.Intersect(plans)];
        return Program.Execute(given, [.. first, .. made], stale.Length > first.Length ? last : null, cancellation);

        bool IsStale(Plan plan) => !ManifestReport.IsCurrent(folder, plan, plots, svg, cancellation);
    }

    private static Plan Claims(IEnumerable<IResult> found) =>
        ClaimTable.Plan(work => new(work, found.OfType<TrainingEvidence>().SingleOrDefault())
        {
            Features = TrainingTables.Recorded(),
            Pairs = QuickEffect.Run(work, Environment.ProcessorCount),
        });

    private static Experiment[] Chosen(Given given)
    {
        var (only, skip) = (Only.Read(given), Skip.Read(given));
        Experiment[] chosen =
            [.. Program.Experiments.Where(experiment => (only.Count == 0 || only.Contains(experiment)) && !skip.Contains(experiment))];
        return chosen.Length > 0 ? chosen : throw new UsageException($"{Skip.Name}: no experiment is left to run.");
    }

    private static Setting<IReadOnlyList<Experiment>> Names(string name, string description) =>
        Setting.List(name, "NAME", description, usual: null, Find, experiment => experiment.Name);

    private static Experiment Find(string name) => Program.Experiments.FirstOrDefault(experiment => experiment.Name == name)
        ?? throw new UsageException(
            $"'{name}' is not an experiment; there are {string.Join(", ", Program.Experiments.Select(experiment => experiment.Name))}.");
}

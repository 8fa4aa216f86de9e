using System.CommandLine;
using Experiments.Claims;
using Experiments.Cli;
using Experiments.Samples;

namespace Experiments;

/// <summary>
/// The command that runs every experiment with its defaults, in one process, and writes all outputs or none.
/// </summary>
internal static class All
{
    private static readonly Setting<IReadOnlyList<Experiment>> Only = Names("--only", "run these experiments alone");
    private static readonly Setting<IReadOnlyList<Experiment>> Skip = Names("--skip", "run all experiments but these");

    public static Command Command(CancellationToken cancellation) => Commands.Create(
        "all",
        "Every figure: runs all experiments with their defaults",
        [Only, Skip, .. CommonSettings.All],
        given =>
        {
            var chosen = Chosen(given);
            var plans = chosen.Select(experiment => experiment.Plan(Given.Nothing));

            // The claims speak of everything.
            return Program.Execute(given, [.. plans], chosen.Length == Program.Experiments.Count ? Claims : null, cancellation);
        });

    private static Plan Claims(IEnumerable<IResult> found) =>
        ClaimTable.Plan(work => new(work, found.OfType<TrainingEvidence>().SingleOrDefault()));

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

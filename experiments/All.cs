using System.CommandLine;
using Experiments.Claims;
using Experiments.Cli;

namespace Experiments;

/// <summary>The command that runs every experiment with its defaults, in one process, and writes all outputs or none.</summary>
internal static class All
{
    private static readonly ListOption Only = new("--only", "NAME", "run these experiments alone");
    private static readonly ListOption Skip = new("--skip", "NAME", "run all experiments but these");

    public static Command Command(Func<ParseResult, IReadOnlyList<Plan>, int> execute)
    {
        var command = new Command("all", "Every figure: runs all experiments with their defaults") { Only.Option, Skip.Option };

        // An experiment's defaults are what its command does when it is given no option.
        command.SetAction(parsed =>
        {
            var chosen = Chosen(parsed);
            List<Plan> plans = [.. chosen.Select(experiment => experiment.Prepare(Program.CommandOf(experiment).Parse([])))];
            if (chosen.Length == Program.Experiments.Count)
            {
                // The claims speak of everything.
                plans.Add(ClaimTable.Plan(run => new(run, run.Training)));
            }

            return execute(parsed, plans);
        });
        return command;
    }

    private static Experiment[] Chosen(ParseResult parsed)
    {
        var only = Only.Read(parsed, text => Find("--only", text));
        var skip = Skip.Read(parsed, text => Find("--skip", text));
        Experiment[] chosen = [.. Program.Experiments.Where(experiment => (only.Count == 0 || only.Contains(experiment)) && !skip.Contains(experiment))];
        return chosen.Length > 0 ? chosen : throw new UsageException("--skip: no experiment is left to run.");
    }

    private static Experiment Find(string option, string name) => Program.Experiments.FirstOrDefault(experiment => experiment.Name == name)
        ?? throw new UsageException($"{option}: '{name}' is not an experiment; there are {string.Join(", ", Program.Experiments.Select(experiment => experiment.Name))}.");
}

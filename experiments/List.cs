using System.CommandLine;
using Experiments.Cli;
using Experiments.Output.Tables;

namespace Experiments;

/// <summary>The command that says what there is, one command a line.</summary>
internal static class List
{
    private static readonly Table<Experiment> Experiments = new(
        new("command", experiment => experiment.Name) { IsKey = true },
        new("figure", experiment => experiment.Figure),
        new("summary", experiment => experiment.Summary));

    public static Command Command() => Commands.Create(
        "list",
        "The experiments, one a line: command, figure, what it shows",
        "experiments list",
        [CommonSettings.Json],
        given =>
        {
            if (CommonSettings.Json.Read(given))
            {
                ResultPage.Print(ResultPage.Json([ResultTable.From("experiments", "", Experiments, Program.Experiments)]));
                return 0;
            }

            foreach (var experiment in Program.Experiments)
            {
                Console.Out.Write($"{experiment.Name,-16}  {experiment.Figure,-11}  {experiment.Summary}\n");
            }

            return 0;
        });
}

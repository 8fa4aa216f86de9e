using System.CommandLine;
using Experiments.Cli;

namespace Experiments;

/// <summary>The command that says what there is, one command a line.</summary>
internal static class List
{
    public static Command Command() => Commands.Create(
        "list",
        "The experiments, one a line: command, figure, what it shows",
        "experiments list",
        [],
        _ =>
        {
            foreach (var experiment in Program.Experiments)
            {
                Console.Out.Write($"{experiment.Name,-16}  {experiment.Figure,-11}  {experiment.Summary}\n");
            }

            return 0;
        });
}

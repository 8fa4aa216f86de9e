using System.CommandLine;
using Experiments.Cli;

namespace Experiments;

/// <summary>The command that says what there is, one command a line.</summary>
internal static class List
{
    public static Command Command() => Commands.Create("list", "Says what there is: command, figure, what it shows", [], _ =>
    {
        foreach (var experiment in Program.Experiments)
        {
            Console.Out.Write($"{experiment.Name,-16}  {experiment.Figure,-11}  {experiment.Summary}\n");
        }

        return 0;
    });
}

using System.CommandLine;
using Experiments.Output.Figures;

namespace Experiments;

/// <summary>The command that says what there is, one command a line.</summary>
internal static class List
{
    public static Command Command()
    {
        var command = new Command("list", "Says what there is: command, figure, what it shows");
        command.SetAction(_ =>
        {
            foreach (var experiment in Program.Experiments)
            {
                Console.Out.Write($"{experiment.Name,-16}  {experiment.Figure,-8}  {experiment.Summary}\n");
            }

            return 0;
        });
        return command;
    }
}

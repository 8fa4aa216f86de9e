using System.CommandLine;

namespace Experiments.Cli;

/// <summary>Commands for System.CommandLine, made of settings.</summary>
internal static class Commands
{
    /// <summary>A command that does something with what is given.</summary>
    public static Command Create(string name, string description, IEnumerable<Setting> settings, Func<Given, int> execute)
    {
        var command = new Command(name, description);
        foreach (var setting in settings)
        {
            if (setting.Symbol is Argument argument)
            {
                command.Add(argument);
            }
            else
            {
                command.Add((Option)setting.Symbol);
            }
        }

        command.SetAction(parsed => execute(new(parsed)));
        return command;
    }

    /// <summary>
    /// A command as the manifest writes it down: its name, and the settings that change bytes and are not what they are
    /// by default.
    /// </summary>
    public static string Canonical(string name, IEnumerable<Setting> settings, Given given) =>
        string.Join(' ', settings.Select(setting => setting.Spelled(given)).OfType<string>().Prepend(name));

    /// <summary>1 where a result is a failure, which stderr then names; else 0.</summary>
    public static int ExitCode(IEnumerable<IResult> results)
    {
        string[] failures = [.. results.Select(result => result.Failure).OfType<string>()];
        Array.ForEach(failures, failure => Messages.Always($"error: {failure}"));
        return failures.Length == 0 ? 0 : 1;
    }
}

using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Experiments.Cli;

/// <summary>Commands for System.CommandLine, made of settings.</summary>
internal static class Commands
{
    /// <summary>A command that does something with what is given; its help ends with the example, a line or more.</summary>
    public static Command Create(
        string name, string description, string example, IEnumerable<Setting> settings, Func<Given, int> execute)
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

        command.Add(Help(example.Contains('\n', StringComparison.Ordinal) ? "Examples:" : "Example:", example));
        command.SetAction(parsed => execute(new(parsed)));
        return command;
    }

    /// <summary>The option that shows help, with lines below it.</summary>
    public static HelpOption Help(string heading, string lines) =>
        new("--help", "-h", "-?") { Description = "show this help", Action = new HelpPage(heading, lines) };

    /// <summary>
    /// A command as the manifest writes it down: its name, and the settings that change bytes and are not what they are
    /// by default.
    /// </summary>
    public static string Canonical(string name, IEnumerable<Setting> settings, Given given) =>
        string.Join(' ', settings.Select(setting => setting.Spelled(given)).OfType<string>().Prepend(name));

    /// <summary>The plan of a command in canonical form; null where no experiment takes it.</summary>
    public static Plan? Plan(IEnumerable<Experiment> experiments, string canonical)
    {
        var words = Words(canonical);
        if (experiments.FirstOrDefault(experiment => experiment.Name == words[0]) is not { } experiment)
        {
            return null;
        }

        try
        {
            var parsed = Create(experiment.Name, experiment.Summary, experiment.Example, experiment.Settings, _ => 0)
                .Parse([.. words.Skip(1)], new() { ResponseFileTokenReplacer = null });
            return parsed.Errors.Count > 0 ? null : experiment.Plan(new(parsed));
        }
        catch (UsageException)
        {
            return null;
        }
    }

    /// <summary>The words of a command in canonical form, as a shell takes them: see <see cref="Setting.Word"/>.</summary>
    public static List<string> Words(string canonical)
    {
        var words = new List<string> { string.Empty };
        var (isQuoted, isEscaped) = (false, false);
        foreach (var letter in canonical)
        {
            if (!isEscaped && !isQuoted && letter == ' ')
            {
                words.Add(string.Empty);
            }
            else if (!isEscaped && letter == '\'')
            {
                isQuoted = !isQuoted;
            }
            else if (!isEscaped && !isQuoted && letter == '\\')
            {
                isEscaped = true;
                continue;
            }
            else
            {
                words[^1] += letter;
            }

            isEscaped = false;
        }

        return words;
    }

    /// <summary>1 where a result is a failure, which stderr then names; else 0.</summary>
    public static int ExitCode(IEnumerable<IResult> results)
    {
        string[] failures = [.. results.Select(result => result.Failure).OfType<string>()];
        Array.ForEach(failures, failure => Messages.Always($"error: {failure}"));
        return failures.Length == 0 ? 0 : 1;
    }

    /// <summary>System.CommandLine's help, 80 columns wide or as the terminal, and lines below it.</summary>
    private sealed class HelpPage(string heading, string lines) : SynchronousCommandLineAction
    {
        // Whoever asks for help is not told what is missing.
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parseResult)
        {
            var exitCode = new HelpAction { MaxWidth = StandardOutput.Width }.Invoke(parseResult);
            var output = parseResult.InvocationConfiguration.Output;
            output.Write($"{heading}\n{string.Concat(lines.Split('\n').Select(line => $"  {line}\n"))}\n");
            return exitCode;
        }
    }
}

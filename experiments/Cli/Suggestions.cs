using System.CommandLine;
using System.CommandLine.Parsing;

namespace Experiments.Cli;

/// <summary>What is wrong with a command line, in one line, with the nearest name that there is.</summary>
internal static class Suggestions
{
    /// <summary>What is wrong; null where nothing is.</summary>
    public static string? Explain(ParseResult parsed, RootCommand root)
    {
        var command = parsed.CommandResult.Command;
        if (Swallowed(parsed, command, root) is { } swallowed)
        {
            return swallowed;
        }

        if (parsed.Errors.Count == 0)
        {
            return null;
        }

        if (parsed.UnmatchedTokens is not [var token, ..])
        {
            return command == root && parsed.Tokens.Count == 0
                ? $"a command is needed: {Names(root)}."
                : parsed.Errors[0].Message.Replace('\n', ' ');
        }

        return token.StartsWith('-') ? NoOption(token, command, root)
            : command == root
                ? $"'{token}' is not a command{Suggest(token, root.Subcommands.Select(known => known.Name))} Commands are {Names(root)}."
                : $"'{token}' is one argument too many for {command.Name}; see experiments {command.Name} --help.";
    }

    /// <summary>What is wrong where an option has taken another one, or what looks like one, for its value.</summary>
    private static string? Swallowed(ParseResult parsed, Command command, RootCommand root)
    {
        foreach (var option in parsed.CommandResult.Children.OfType<OptionResult>())
        {
            foreach (var token in option.Tokens.Select(token => token.Value))
            {
                if (Options(command, root).Any(known => known.Name == token || known.Aliases.Contains(token)))
                {
                    return $"{option.Option.Name}: a value is needed before {token}.";
                }

                if (token.StartsWith("--", StringComparison.Ordinal))
                {
                    return NoOption(token, command, root);
                }
            }
        }

        return null;
    }

    private static string NoOption(string token, Command command, RootCommand root) =>
        $"'{token}' is not an option of {command.Name}{Suggest(token, Options(command, root).Select(option => option.Name))} "
        + $"See experiments {(command == root ? string.Empty : command.Name + " ")}--help.";

    private static IEnumerable<Option> Options(Command command, RootCommand root) => command.Options.Concat(root.Options);

    private static string Names(RootCommand root) => string.Join(", ", root.Subcommands.Select(command => command.Name));

    private static string Suggest(string token, IEnumerable<string> names)
    {
        var (name, distance) = names.Select(name => (name, Distance(token, name))).MinBy(candidate => candidate.Item2);
        return distance <= Math.Max(2, token.Length / 3) ? $": did you mean '{name}'?" : ".";
    }

    /// <summary>The number of letters to insert, delete or replace (Levenshtein).</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
            }
        }

        return row[^1];
    }
}

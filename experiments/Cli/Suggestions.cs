using System.CommandLine;
using Experiments.Losses;

namespace Experiments.Cli;

/// <summary>What is wrong with a command line, in one line, with the nearest name that there is.</summary>
internal static class Suggestions
{
    public static string Explain(ParseResult parsed, RootCommand root)
    {
        var command = parsed.CommandResult.Command;
        if (parsed.UnmatchedTokens is not [var token, ..])
        {
            return command == root && parsed.Tokens.Count == 0
                ? $"a command is needed: {Names(root)}."
                : parsed.Errors[0].Message.Replace('\n', ' ');
        }

        if (token.StartsWith('-'))
        {
            var options = command.Options.Concat(root.Options).Select(option => option.Name);
            return $"'{token}' is not an option of {command.Name}{Suggest(token, options)} See experiments {(command == root ? string.Empty : command.Name + " ")}--help.";
        }

        return command == root
            ? $"'{token}' is not a command{Suggest(token, root.Subcommands.Select(known => known.Name))} Commands are {Names(root)}."
            : $"'{token}' is one argument too many for {command.Name}; see experiments {command.Name} --help.";
    }

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

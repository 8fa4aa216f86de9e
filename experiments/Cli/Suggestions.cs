using System.CommandLine;

namespace Experiments.Cli;

/// <summary>What is wrong with a command line, in one line, with the nearest name that there is.</summary>
internal static class Suggestions
{
    private const string Completion = "[suggest";

    // What a word processor makes of a hyphen.
    private static readonly char[] Dashes = ['‐', '‑', '‒', '–', '—', '―', '−'];

    /// <summary>What is wrong; null where nothing is.</summary>
    public static string? Explain(IReadOnlyList<string> arguments, ParseResult parsed, RootCommand root)
    {
        if (arguments is [var first, ..] && first.StartsWith(Completion, StringComparison.Ordinal) && first.EndsWith(']'))
        {
            return IsCompletion(first) ? null
                : $"'{first}' is not a request for completions; expected [suggest:N], N the place of the cursor from 0 on, and the line.";
        }

        var command = parsed.CommandResult.Command;
        return new OptionWalk(root).FirstFault(arguments) is { } fault ? fault
            : parsed.Errors.Count == 0 ? null
            : parsed.UnmatchedTokens is [var token, ..] ? Unmatched(token, command, root)
            : command == root ? $"a command is needed: {Names(root)}. See experiments --help."
            : command.Arguments.Where(argument => parsed.GetResult(argument) is not { Tokens.Count: > 0 }).Select(argument => argument.Name)
                .ToArray() is { Length: > 0 } missing
                ? $"{command.Name}: {string.Join(" and ", missing)} missing; see experiments {command.Name} --help."
            : parsed.Errors[0].Message.Replace('\n', ' ');
    }

    /// <summary>What is wrong with an option that a command does not have.</summary>
    public static string NoOption(string token, Command command, RootCommand root)
    {
        var name = command == root ? "experiments" : command.Name;
        var owners = root.Subcommands.Where(other => Has(other, token)).Select(other => other.Name).ToArray();
        var hint = command != root && Has(root, token) ? $"; it is given alone: experiments {token}."
            : owners.Length > 0 ? $"; commands that have it: {string.Join(", ", owners)}."
            : Suggest(Plain(token), Options(command, root).Select(option => option.Name));
        return $"'{token}' is not an option of {name}{hint} See experiments {(command == root ? string.Empty : name + " ")}--help.";

        static bool Has(Command command, string token) => command.Options.Any(option => option.Name == token);
    }

    /// <summary>
    /// Whether a word can be no value: it begins with a dash, or what a word processor makes of it, and is no number.
    /// </summary>
    public static bool IsOption(string word)
    {
        var rest = Plain(word).TrimStart('-');
        return rest.Length > 0 && rest.Length < word.Length && !char.IsAsciiDigit(rest[0]) && rest[0] != '.'
            && !(rest.Length == word.Length - 1 && rest.ToUpperInvariant() is "INF" or "INFINITY" or "NAN" or "∞");
    }

    /// <summary>The options that can stand behind a command's name.</summary>
    public static IEnumerable<Option> Options(Command command, RootCommand root) =>
        command.Options.Concat(root.Options.Where(option => option.Recursive && command != root));

    private static string Unmatched(string token, Command command, RootCommand root) =>
        command == root && root.Subcommands.Any(known => known.Name == token) ? $"'{token}' stands behind '--'; leave '--' out."
        : command == root
            ? $"'{token}' is not a command{Suggest(token, root.Subcommands.Select(known => known.Name))} Commands are {Names(root)}."
        : $"'{token}' is one argument too many for {command.Name}; see experiments {command.Name} --help.";

    private static bool IsCompletion(string word) => word == Completion + "]"
        || (word.StartsWith(Completion + ":", StringComparison.Ordinal) && uint.TryParse(word[(Completion.Length + 1)..^1], out _));

    private static string Plain(string word) => word.Length > 0 && Dashes.Contains(word[0])
        ? string.Concat(word.Select(letter => Dashes.Contains(letter) ? '-' : letter))
        : word;

    private static string Names(RootCommand root) => string.Join(", ", root.Subcommands.Select(command => command.Name));

    /// <summary>A question for the name that is meant: the first that begins so, else the nearest; or a full stop.</summary>
    public static string Suggest(string token, IEnumerable<string> names)
    {
        var word = token.StartsWith('-') && !token.StartsWith("--", StringComparison.Ordinal) ? "-" + token : token;
        string[] known = [.. names];
        var (name, distance) = known.Select(name => (name, Distance(word, name))).MinBy(candidate => candidate.Item2);
        var begun = word.TrimStart('-').Length < 2 ? null
            : known.FirstOrDefault(name => name.StartsWith(word, StringComparison.OrdinalIgnoreCase));
        return token.Length > 2 && (begun is not null || distance <= Math.Max(2, word.Length / 3))
            ? $": did you mean '{begun ?? name}'?"
            : ".";
    }

    /// <summary>The number of letters to insert, delete or replace (Levenshtein), whatever their case.</summary>
    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var same = char.ToLowerInvariant(a[i - 1]) == char.ToLowerInvariant(b[j - 1]);
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (same ? 0 : 1)));
            }
        }

        return row[^1];
    }
}

using System.CommandLine;

namespace Experiments.Cli;

/// <summary>
/// Goes through the words of a command line from left to right, as a user reads them: which are options, which are
/// their values.
/// </summary>
internal sealed class OptionWalk(RootCommand root)
{
    private readonly Dictionary<Option, List<string>> given = [];
    private Command command = root;

    // The option whose value is to come, as it is written.
    private (Option Option, string Word)? open;

    /// <summary>
    /// The first thing wrong with an option: it is none, lacks its value, has one although it takes none, or has two.
    /// </summary>
    public string? FirstFault(IReadOnlyList<string> words)
    {
        foreach (var word in words.TakeWhile(word => word != "--"))
        {
            if ((Suggestions.IsOption(word) ? Open(word) : Take(word)) is { } fault)
            {
                return fault;
            }
        }

        return Missing(words.Contains("--") ? " before --" : string.Empty) ?? given
            .Where(one => one.Key.Arity.MaximumNumberOfValues == 1 && one.Value.Count > 1)
            .Select(one => $"{one.Key.Name}: it is given {one.Value.Count} times, as {string.Join(" and ", one.Value)}; give it once.")
            .FirstOrDefault();
    }

    private string? Take(string word)
    {
        if (open is var (option, _))
        {
            open = null;
            return Add(option, word);
        }

        if (command == root && root.Subcommands.FirstOrDefault(known => known.Name == word) is { } found)
        {
            command = found;
        }

        return null;
    }

    private string? Open(string word)
    {
        var end = word.IndexOfAny(['=', ':']);
        var name = end < 0 ? word : word[..end];
        if (Find(name) is not { } option)
        {
            return IsBundle(word) ? Unbundle(word) : Suggestions.NoOption(name, command, root);
        }

        if (Missing($" before {word}") is { } missing)
        {
            return missing;
        }

        if (option.Arity.MaximumNumberOfValues == 0)
        {
            return end < 0 ? null : $"{option.Name}: it takes no value; leave '{word[end..]}' out.";
        }

        open = end < 0 ? (option, name) : null;
        return end < 0 ? null
            : end == word.Length - 1 ? $"{option.Name}: a value is needed behind '{word[end..]}'."
            : Add(option, word[(end + 1)..]);
    }

    private string? Add(Option option, string value)
    {
        if (!given.TryGetValue(option, out var values))
        {
            given[option] = values = [];
        }

        values.Add(value);
        return null;
    }

    private string? Missing(string before) => open is var (option, word)
        ? $"{option.Name}: a value is needed{before}. Give {word} {option.HelpName}."
        : null;

    private Option? Find(string name) =>
        Suggestions.Options(command, root).FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name));

    /// <summary>Whether a word begins with a letter that stands for an option, such as -qo.</summary>
    private bool IsBundle(string word) => word.Length > 2 && word[1] != '-' && Find(word[..2]) is not null;

    /// <summary>
    /// Letters that stand for options, as System.CommandLine reads them: behind one that takes a value, its value.
    /// </summary>
    private string? Unbundle(string word)
    {
        for (var i = 1; i < word.Length; i++)
        {
            if (Find($"-{word[i]}") is not { } option)
            {
                return Suggestions.NoOption(word, command, root);
            }

            if (option.Arity.MaximumNumberOfValues > 0)
            {
                return i == word.Length - 1 ? Open(option.Name) : Add(option, word[(i + 1)..]);
            }
        }

        return null;
    }
}

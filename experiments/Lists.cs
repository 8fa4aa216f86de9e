using System.CommandLine;

namespace Experiments;

/// <summary>Options that take several values, separated by spaces or commas.</summary>
internal static class Lists
{
    /// <summary>An option with default values.</summary>
    public static Option<string[]> Option(string name, string helpName, string description, params string[] values) => new(name)
    {
        Description = description,
        HelpName = helpName + "...",
        AllowMultipleArgumentsPerToken = true,
        Arity = ArgumentArity.OneOrMore,
        DefaultValueFactory = _ => values,
    };

    /// <summary>The values, each once, in the order given; an empty list is refused.</summary>
    public static IReadOnlyList<T> Read<T>(ParseResult parsed, Option<string[]> option, Func<string, T> read)
    {
        var texts = parsed.GetValue(option)!.SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        T[] values = [.. texts.Select(read).Distinct()];
        return values.Length > 0 ? values : throw new UsageException($"{option.Name}: at least one value is needed.");
    }
}

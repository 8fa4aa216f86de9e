using System.CommandLine;

namespace Experiments.Cli;

/// <summary>An option that takes several values, separated by spaces or commas.</summary>
internal sealed class ListOption
{
    private readonly string[] defaults;

    /// <summary>The option, and what it is when it is not given: nothing, or these values.</summary>
    public ListOption(string name, string helpName, string description, params string[] defaults)
    {
        this.defaults = defaults;
        Option = new(name)
        {
            Description = defaults.Length == 0 ? description : $"{description} [default: {string.Join(' ', defaults)}]",
            HelpName = helpName + "...",
            AllowMultipleArgumentsPerToken = true,
            Arity = ArgumentArity.OneOrMore,
        };
    }

    /// <summary>What the command line knows of it.</summary>
    public Option<string[]> Option { get; }

    /// <summary>The values, each once, in the order given; a list that is given and empty is refused.</summary>
    public IReadOnlyList<T> Read<T>(ParseResult parsed, Func<string, T> read) => [.. ReadAll(parsed, read).Distinct()];

    /// <summary>The values, repeated ones too, in the order given; a list that is given and empty is refused.</summary>
    public IReadOnlyList<T> ReadAll<T>(ParseResult parsed, Func<string, T> read)
    {
        var given = parsed.GetResult(Option) is null ? defaults : parsed.GetValue(Option)!;
        T[] values = [.. given
            .SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            .Select(read)];
        return values.Length > 0 || given.Length == 0 ? values : throw new UsageException($"{Option.Name}: at least one value is needed.");
    }
}

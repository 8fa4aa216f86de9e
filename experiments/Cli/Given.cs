using System.CommandLine;

namespace Experiments.Cli;

/// <summary>What a command line gives for settings, in words.</summary>
internal sealed class Given(ParseResult? parsed)
{
    /// <summary>A command line without any: every setting is what it is by default.</summary>
    public static Given Nothing { get; } = new(null);

    /// <summary>The words given for a setting; null where it is not given.</summary>
    public IReadOnlyList<string>? Words(Setting setting) =>
        parsed?.GetResult(setting.Symbol) is { } found ? [.. found.Tokens.Select(token => token.Value)] : null;
}

using System.CommandLine;
using System.Globalization;
using Experiments.Output.Tables;

namespace Experiments.Cli;

/// <summary>An option that takes a whole number.</summary>
internal sealed class IntegerOption(string name, string description, long least, long most)
{
    /// <summary>What the command line knows of it.</summary>
    public Option<string> Option { get; } = new(name) { Description = description, HelpName = "N" };

    /// <summary>The number; null when it is not given.</summary>
    public long? Read(ParseResult parsed) => parsed.GetValue(Option) is not { } text ? null : Number(text);

    /// <summary>The number that a text is.</summary>
    public long Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most
            ? value
            : throw new UsageException($"{name}: '{text}' is not a whole number from {least} to {most}.");
}

using System.CommandLine;
using Experiments.Numerics.Formats;

namespace Experiments.Cli;

/// <summary>An option that takes a decimal number, as text: it is taken exactly.</summary>
internal sealed class DecimalOption(string name, string description, string usual)
{
    /// <summary>What the command line knows of it.</summary>
    public Option<string> Option { get; } = new(name) { Description = description, HelpName = "NUMBER", DefaultValueFactory = _ => usual };

    /// <summary>The text given, or that of the default.</summary>
    public string Text(ParseResult parsed) => parsed.GetValue(Option)!;

    /// <summary>Adds the option, whose text is known to be a number, to a command in canonical form.</summary>
    public void AddTo(CanonicalCommand command, ParseResult parsed) =>
        command.Add(Option.Name, DecimalText.Canonical(Text(parsed)), DecimalText.Canonical(usual));
}

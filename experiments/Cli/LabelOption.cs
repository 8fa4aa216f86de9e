using System.CommandLine;
using Experiments.Numerics.Formats;

namespace Experiments.Cli;

/// <summary>The option --label: one label or both.</summary>
internal sealed class LabelOption(params string[] defaults)
{
    private readonly ListOption labels = new("--label", "0|1", "labels of the sample: 0, 1 or both", defaults);

    /// <summary>What the command line knows of it.</summary>
    public Option Option => labels.Option;

    /// <summary>Adds the option to a command in canonical form.</summary>
    public void AddTo(CanonicalCommand command, ParseResult parsed) =>
        command.Add(Option.Name, string.Join(' ', Read(parsed).Select(Cell.Of)), string.Join(' ', defaults));

    /// <summary>The labels, each once, in the order given; true is 1.</summary>
    public IReadOnlyList<bool> Read(ParseResult parsed) => labels.Read(parsed, text => text switch
    {
        "0" => false,
        "1" => true,
        _ => throw new UsageException($"--label: '{text}' is not a label; labels are 0 and 1."),
    });
}

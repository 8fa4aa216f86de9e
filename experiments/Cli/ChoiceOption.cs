using System.CommandLine;

namespace Experiments.Cli;

/// <summary>An option that takes one of some words.</summary>
internal sealed class ChoiceOption
{
    /// <summary>The option, and what it is when it is not given: one of the words, or nothing.</summary>
    public ChoiceOption(string name, string description, string? usual, params string[] words)
    {
        Option = new(name) { Description = description, HelpName = string.Join('|', words) };
        if (usual is not null)
        {
            Option.DefaultValueFactory = _ => usual;
        }

        Option.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !words.Contains(result.Tokens[0].Value))
            {
                result.AddError($"{name}: '{result.Tokens[0].Value}' is not one of {string.Join(", ", words)}.");
            }
        });
    }

    /// <summary>What the command line knows of it.</summary>
    public Option<string?> Option { get; }

    /// <summary>The word; null when none is given and none is usual.</summary>
    public string? Read(ParseResult parsed) => parsed.GetValue(Option);
}

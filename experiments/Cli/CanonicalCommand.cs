using Experiments.Numerics.Formats;

namespace Experiments.Cli;

/// <summary>A command as the manifest writes it down: its name, and the options that change bytes and are not what they are by default.</summary>
internal sealed class CanonicalCommand(string name)
{
    private readonly List<string> words = [name];

    /// <summary>Adds an option with its values, unless they are the default ones.</summary>
    public CanonicalCommand Add(string option, string values, string defaults) => Add(option, values == defaults ? null : values);

    /// <summary>Adds an option with its number, unless that is the default one.</summary>
    public CanonicalCommand Add(string option, int number, int usual) => Add(option, number == usual ? null : Cell.Of(number));

    /// <summary>Adds an option that has no default, unless it is not given.</summary>
    public CanonicalCommand Add(string option, string? values)
    {
        if (values is not null)
        {
            words.Add($"{option} {values}");
        }

        return this;
    }

    /// <summary>Adds an option without a value, where it is given.</summary>
    public CanonicalCommand AddFlag(string option, bool isGiven)
    {
        if (isGiven)
        {
            words.Add(option);
        }

        return this;
    }

    /// <summary>A word as a shell takes it: in single quotes, unless it is of harmless letters.</summary>
    public static string Word(string text) => text.Length > 0 && text.All(letter => char.IsLetterOrDigit(letter) || "._-+,/:=@%".Contains(letter, StringComparison.Ordinal))
        ? text
        : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";

    /// <inheritdoc/>
    public override string ToString() => string.Join(' ', words);
}

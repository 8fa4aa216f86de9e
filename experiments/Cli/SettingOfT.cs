using System.CommandLine;

namespace Experiments.Cli;

/// <summary>A setting whose values are of one type.</summary>
internal sealed record Setting<T> : Setting
{
    private readonly Default? usual;
    private readonly T none;
    private readonly Func<IReadOnlyList<string>, T> read;
    private readonly Func<T, string?> spell;

    internal Setting(
        string name,
        string? helpName,
        string description,
        Default? usual,
        ArgumentArity arity,
        T none,
        Func<IReadOnlyList<string>, T> read,
        Func<T, string?> spell)
        : base(name, helpName, description, usual, arity) =>
        (this.usual, this.none, this.read, this.spell) = (usual, none, read, spell);

    /// <summary>The value given, or the default; nothing, false or an empty list where there is neither.</summary>
    /// <exception cref="UsageException">What is given is no value of this setting.</exception>
    public T Read(Given given) => given.Words(this) is { } words ? Value(words) : Usual(given);

    /// <inheritdoc/>
    private protected override string? Difference(Given given) =>
        spell(Read(given)) is { } words && words != spell(Usual(given)) ? words : null;

    private T Usual(Given given) => usual?.Words(given) is { } words ? Value(words.Split(' ')) : none;

    private T Value(IReadOnlyList<string> words)
    {
        try
        {
            return read(words);
        }
        catch (UsageException error)
        {
            throw new UsageException($"{Name}: {error.Message}");
        }
    }
}

/// <summary>
/// What a setting is where it is not given: words that it reads like those of a user's, and how help shows them.
/// </summary>
/// <param name="Shown">The words in help.</param>
/// <param name="Words">The words; null for nothing. They may depend on other settings.</param>
internal sealed record Default(string Shown, Func<Given, string?> Words)
{
    public static implicit operator Default(string words) => new(words, _ => words);

    public static implicit operator Default(int number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Nothing, or what the words say.</summary>
    public static Default Nothing(string shown) => new(shown, _ => null);
}

namespace Experiments.Cli;

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

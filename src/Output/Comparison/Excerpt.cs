namespace Experiments.Output.Comparison;

/// <summary>Text of a file, fit to be shown: of bounded length, and without characters that a terminal obeys.</summary>
public static class Excerpt
{
    private const int LargestLength = 60;

    /// <summary>The text; the end of a longer one is left out, and a control character becomes �.</summary>
    public static string Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = text.Length <= LargestLength ? text : text[..(LargestLength - 1)] + "…";
        return shown.Any(char.IsControl) ? string.Concat(shown.Select(letter => char.IsControl(letter) ? '\uFFFD' : letter)) : shown;
    }
}

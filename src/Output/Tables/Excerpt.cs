namespace Experiments.Output.Tables;

/// <summary>Text of a file, fit to be shown: of bounded length, and without characters that a terminal obeys.</summary>
public static class Excerpt
{
    private const int LargestCell = 60;
    private const int LargestPath = 1000;

    /// <summary>A cell; the end of a longer one is left out, and a control character becomes �.</summary>
    public static string Of(string text) => Of(text, LargestCell);

    /// <summary>A path or a message, which may be longer.</summary>
    public static string OfPath(string path) => Of(path, LargestPath);

    /// <summary>Whether a character changes the direction of what follows, so that text would read as other text.</summary>
    public static bool TurnsDirection(char letter) =>
        letter is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static string Of(string text, int largest)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = text.Length <= largest ? text : text[..(char.IsHighSurrogate(text[largest - 2]) ? largest - 2 : largest - 1)] + "…";
        return shown.Any(IsObeyed) ? string.Concat(shown.Select(letter => IsObeyed(letter) ? '\uFFFD' : letter)) : shown;

        static bool IsObeyed(char letter) => char.IsControl(letter) || TurnsDirection(letter);
    }
}

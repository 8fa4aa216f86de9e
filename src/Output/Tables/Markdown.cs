namespace Experiments.Output.Tables;

/// <summary>Text of files as GitHub-flavoured Markdown.</summary>
public static class Markdown
{
    /// <summary>A row of a table, of cells that are Markdown.</summary>
    public static string Row(params IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |\n";

    /// <summary>A header of names and the line below it.</summary>
    public static string Header(params IReadOnlyList<string> names) =>
        Row(names) + $"|{string.Concat(names.Select(_ => "---|"))}\n";

    /// <summary>Text as code, with | escaped, as GitHub wants; in a longer fence where it has backticks.</summary>
    public static string Fenced(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var shown = text.Replace("|", "\\|", StringComparison.Ordinal);
        var fence = new string('`', shown.Split('`').Length);
        return shown.Length == 0 ? string.Empty : fence.Length == 1 ? $"`{shown}`" : $"{fence} {shown} {fence}";
    }

    /// <summary>Text that is no markup.</summary>
    public static string Escape(string text) =>
        string.Concat(text.Select(letter => @"\`*_{}[]<>#|&".Contains(letter, StringComparison.Ordinal) ? $"\\{letter}"
            : Excerpt.TurnsDirection(letter) ? "\uFFFD" : $"{letter}"));
}

using System.Text;
using Experiments.Output.Tables;

namespace Experiments.Compare;

/// <summary>Differences as GitHub-flavoured Markdown, for a comment on a pull request: only what differs.</summary>
internal static class DifferenceMarkdown
{
    // GitHub takes 65,536 characters.
    private const int LargestLength = 60_000;

    public static string Write(string before, string after, IReadOnlyList<FileDifference> differences)
    {
        var text = new StringBuilder($"**{DifferenceWords.Outcome(differences)}** (OLD {Fenced(Excerpt.OfPath(before))}, NEW {Fenced(Excerpt.OfPath(after))})\n");
        var shown = differences.Where(difference => difference.IsListed).ToArray();
        var sections = shown.Select(Section).ToArray();
        if (shown.Length > 0)
        {
            text.Append("\n| file | outcome |\n|---|---|\n");
        }

        // Lines first, then as many tables as there is room for.
        var rows = shown.Select(difference => $"| {Fenced(Excerpt.OfPath(difference.Files.Name))} | {(difference.Error is null ? DifferenceWords.Outcome(difference) : Escape(DifferenceWords.Outcome(difference)))} |\n").ToArray();
        var left = AppendWhileRoom(text, rows);
        text.Append(left > 0 ? $"\n{left} more files differ.\n" : string.Empty);
        left = AppendWhileRoom(text, [.. sections.Where(section => section.Length > 0)]);
        text.Append(left > 0 ? $"\nDetails of {left} more files are left out.\n" : string.Empty);
        return text.ToString();
    }

    /// <summary>Appends parts up to the length that is allowed, and returns how many are left.</summary>
    private static int AppendWhileRoom(StringBuilder text, string[] parts)
    {
        var taken = parts.TakeWhile(part =>
        {
            var isRoom = text.Length + part.Length <= LargestLength;
            text.Append(isRoom ? part : string.Empty);
            return isRoom;
        }).Count();
        return parts.Length - taken;
    }

    private static string Section(FileDifference difference)
    {
        if (difference.Table is not { } table)
        {
            return string.Empty;
        }

        var text = new StringBuilder($"\n### {Fenced(Excerpt.OfPath(difference.Files.Name))}\n\nRows by {string.Join(", ", table.Key.Select(Code))}.\n");
        if (DifferenceWords.Shown(table) is { Count: > 0 } columns)
        {
            text.Append("\n| column | equal | changed | within | largest difference | ulps |\n|---|--:|--:|--:|---|--:|\n");
            foreach (var column in columns)
            {
                text.Append($"| {Code(column.Name)} | {column.Equal} | {column.Changed} | {column.Within} | {DifferenceWords.Distance(column.LargestAbsolute)} | {DifferenceWords.Steps(column.LargestUlps)} |\n");
            }
        }

        var notes = DifferenceWords.Notes(table).Select(note => $"- {Escape(note)}\n").ToArray();
        text.Append(notes.Length > 0 ? "\n" : string.Empty).AppendJoin(string.Empty, notes);
        if (DifferenceWords.Changes(table) is { Count: > 0 } changes)
        {
            text.Append("\n| row | place | column | old | new | ulps |\n|---|---|---|---|---|--:|\n");
            foreach (var cell in changes)
            {
                text.Append($"| {Code(string.Join(" ", cell.Key))} | {DifferenceWords.Place(cell)} | {Code(cell.Column)} | {Code(cell.Old)} | {Code(cell.New)} | {DifferenceWords.Steps(cell.Ulps)} |\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Text of a file as code, in which GitHub wants | escaped even so; in a longer fence where it has backticks.</summary>
    private static string Code(string text) => Fenced(Excerpt.Of(text));

    private static string Fenced(string text)
    {
        var shown = text.Replace("|", "\\|", StringComparison.Ordinal);
        var fence = new string('`', shown.Split('`').Length);
        return shown.Length == 0 ? string.Empty : fence.Length == 1 ? $"`{shown}`" : $"{fence} {shown} {fence}";
    }

    private static string Escape(string text) => string.Concat(text.Select(letter => @"\`*_{}[]<>#|&".Contains(letter, StringComparison.Ordinal) ? $"\\{letter}" : $"{letter}"));
}

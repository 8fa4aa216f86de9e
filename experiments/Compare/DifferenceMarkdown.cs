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
        var text = new StringBuilder($"**{DifferenceWords.Outcome(differences)}** (OLD {Path(before)}, NEW {Path(after)})\n");
        FileDifference[] shown = [.. differences.Where(difference => difference.IsListed)];
        text.Append(shown.Length > 0 ? "\n| file | outcome |\n|---|---|\n" : string.Empty);

        // Lines first, then as many tables as there is room for.
        var left = AppendWhileRoom(
            text, [.. shown.Select(one => Markdown.Row(Path(one.Files.Name), Markdown.Escape(DifferenceWords.Outcome(one))))]);
        text.Append(left > 0 ? $"\n{left} more files differ.\n" : string.Empty);
        left = AppendWhileRoom(text, [.. shown.Where(one => one.Table is not null).Select(one => Section(one.Files.Name, one.Table!))]);
        text.Append(left > 0 ? $"\nDetails of {left} more files are left out.\n" : string.Empty);
        return text.ToString();
    }

    /// <summary>Appends parts up to the length that is allowed, and returns how many are left.</summary>
    private static int AppendWhileRoom(StringBuilder text, string[] parts)
    {
        var taken = 0;
        while (taken < parts.Length && text.Length + parts[taken].Length <= LargestLength)
        {
            text.Append(parts[taken++]);
        }

        return parts.Length - taken;
    }

    private static string Section(string name, TableDifference table)
    {
        var text = new StringBuilder($"\n### {Path(name)}\n\nRows by {string.Join(", ", table.Key.Select(Name))}.\n");
        if (DifferenceWords.Shown(table) is { Count: > 0 } columns)
        {
            text.Append("\n| column | equal | changed | within | largest difference | ulps |\n|---|--:|--:|--:|---|--:|\n");
            text.AppendJoin(string.Empty, columns.Select(column => Markdown.Row(
                Name(column.Name),
                $"{column.Equal}",
                $"{column.Changed}",
                $"{column.Within}",
                DifferenceWords.Distance(column.LargestAbsolute),
                DifferenceWords.Steps(column.LargestUlps))));
        }

        string[] notes = [.. DifferenceWords.Notes(table).Select(note => $"- {Markdown.Escape(note)}\n")];
        text.Append(notes.Length > 0 ? "\n" : string.Empty).AppendJoin(string.Empty, notes);
        if (DifferenceWords.Changes(table) is { Count: > 0 } changes)
        {
            text.Append("\n| row | place | column | old | new | ulps |\n|---|---|---|---|---|--:|\n");
            text.AppendJoin(string.Empty, changes.Select(cell => Markdown.Row(
                Code(string.Join(' ', cell.Key)),
                DifferenceWords.Place(cell),
                Name(cell.Column),
                Code(cell.Old),
                Code(cell.New),
                DifferenceWords.Steps(cell.Ulps))));
        }

        return text.ToString();
    }

    private static string Name(string column) => Markdown.Fenced(DifferenceWords.Name(column));

    private static string Code(string text) => Markdown.Fenced(Excerpt.Of(text));

    private static string Path(string path) => Markdown.Fenced(Excerpt.OfPath(path));
}

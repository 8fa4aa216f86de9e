using System.Text;
using Experiments.Output.Tables;

namespace Experiments.Compare;

/// <summary>Differences as text for a terminal: a line a file, what differs in each, then how many do.</summary>
internal static class DifferenceText
{
    private const int LongPair = 30;
    private const int LongName = 40;

    /// <summary>The report; of equal files only when all are wanted.</summary>
    public static string Write(IReadOnlyList<FileDifference> differences, bool isAll)
    {
        var text = new StringBuilder();
        FileDifference[] listed = [.. differences.Where(difference => isAll || difference.IsListed)];
        Append(text, string.Empty, [.. listed.Select(one => new[] { Excerpt.OfPath(one.Files.Name), DifferenceWords.Outcome(one) })]);
        FileDifference[] tables = [.. listed.Where(difference => difference is { IsListed: true, Table: not null })];
        foreach (var difference in tables.Take(DifferenceWords.LargestCount))
        {
            Append(text, difference.Files.Name, difference.Table!);
        }

        if (tables.Length > DifferenceWords.LargestCount)
        {
            text.Append($"\n{tables.Length - DifferenceWords.LargestCount} more tables differ; --json has them all\n");
        }

        return text.Append(listed.Length > 0 ? "\n" : string.Empty).Append(DifferenceWords.Outcome(differences)).Append('\n').ToString();
    }

    private static void Append(StringBuilder text, string name, TableDifference table)
    {
        text.Append('\n').Append(Excerpt.OfPath(name)).Append(": rows by ").Append(DifferenceWords.Names(table.Key)).Append('\n');
        var columns = DifferenceWords.Shown(table);
        if (columns.Count > 0)
        {
            string[] If(bool isThere, string cell) => isThere ? [cell] : [];
            var isWithin = table.Within > 0;
            Append(text, "  ", [
                ["column", "equal", "changed", .. If(isWithin, "within"), "ulps", "largest difference"],
                .. columns.Select(column => (string[])
                [
                    DifferenceWords.Name(column.Name),
                    $"{column.Equal}",
                    $"{column.Changed}",
                    .. If(isWithin, $"{column.Within}"),
                    DifferenceWords.Steps(column.LargestUlps),
                    DifferenceWords.Distance(column.LargestAbsolute),
                ]),
            ]);
        }

        foreach (var note in DifferenceWords.Notes(table))
        {
            text.Append("  ").Append(note).Append('\n');
        }

        foreach (var cell in DifferenceWords.Changes(table))
        {
            Append(text, cell);
        }
    }

    private static void Append(StringBuilder text, ChangedCell cell)
    {
        var (before, after, column) = (Shown(cell.Old), Shown(cell.New), DifferenceWords.Name(cell.Column));
        text.Append("  ").Append(DifferenceWords.Key(cell.Key)).Append(", ").Append(DifferenceWords.Place(cell)).Append('\n');
        text.Append("    ").Append(column).Append(": ").Append(before);

        // Long numbers one above the other, where their digits can be compared.
        text.Append(before.Length + after.Length > LongPair ? "\n" + "→ ".PadLeft(column.Length + 6) : " → ").Append(after);
        text.Append(cell.Ulps is { } ulps ? $", {DifferenceWords.Steps(ulps)} {(ulps.IsOne ? "ulp" : "ulps")}" : string.Empty).Append('\n');
    }

    private static string Shown(string cell) => cell.Length == 0 ? "(empty)" : Excerpt.Of(cell);

    /// <summary>Rows in columns: the first flush left, the last as it is, numbers between them flush right.</summary>
    private static void Append(StringBuilder text, string indent, string[][] rows)
    {
        int[] widths = [.. rows.Take(1).SelectMany(row => row).Select((_, i) => Math.Min(LongName, rows.Max(row => row[i].Length)))];
        foreach (var row in rows)
        {
            var cells = row.Select((cell, i) => i == 0 ? cell.PadRight(widths[0]) : i < row.Length - 1 ? cell.PadLeft(widths[i]) : cell);
            text.Append((indent + string.Join("  ", cells)).TrimEnd()).Append('\n');
        }
    }
}

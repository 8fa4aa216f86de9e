namespace Experiments.Observed;

/// <summary>
/// What a library gave, cell by cell as text: a recorded table that the program carries with it.
/// </summary>
internal sealed class ObservedTable(string[] header, string[][] rows)
{
    /// <summary>
    /// The cells of a column that are not empty, each with its row's x and label; none where there is no such column.
    /// </summary>
    public IEnumerable<ObservedCell> Cells(string column)
    {
        var (x, label, place) = (Array.IndexOf(header, "x"), Array.IndexOf(header, "label"), Array.IndexOf(header, column));
        return place < 0 ? []
            : rows.Where(row => row[place].Length > 0).Select(row => new ObservedCell(row[x], row[label] == "1", row[place]));
    }
}

/// <summary>A number that a library gave at an x, of float32, with a label.</summary>
internal readonly record struct ObservedCell(string X, bool Label, string Text);

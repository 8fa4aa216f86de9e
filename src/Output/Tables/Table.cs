namespace Experiments.Output.Tables;

/// <summary>
/// A table whose rows are of one type: its columns, once, from which header, cells, drawn values and schema follow.
/// </summary>
public sealed class Table<TRow>
{
    private readonly IReadOnlyList<Column<TRow>> columns;
    private readonly int[] words;
    private readonly int[] drawn;

    /// <summary>A table of columns, in their order.</summary>
    public Table(params IReadOnlyList<Column<TRow>> columns)
    {
        this.columns = columns;
        words = Places(column => column is { IsKey: true, IsDrawn: false });
        drawn = Places(column => column.IsDrawn);
        Schema = new(
            [.. columns.Where(column => column.IsKey).Select(column => column.Name)],
            [.. columns.Select(column => new ColumnSchema(column.Name, column.Format))]);
    }

    /// <summary>The key, and the name and format of each column.</summary>
    public TableSchema Schema { get; }

    /// <summary>The cells of a row.</summary>
    public string[] Cells(TRow row) => [.. columns.Select(column => column.Cell(row).Text)];

    /// <summary>Writes the header and the rows, each as it comes, and returns what a figure draws of them.</summary>
    /// <remarks>A series holds consecutive rows whose keys, but for the drawn ones, have the same words.</remarks>
    public IReadOnlyList<Series> Write(Stream stream, IEnumerable<TRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var table = new CsvTable(stream, [.. columns.Select(column => column.Name)]);
        var series = new List<Series>();
        string[] current = [];
        var values = drawn.Select(_ => new List<double>()).ToArray();
        var cells = new (string Text, double Value)[columns.Count];
        var texts = new string[columns.Count];
        foreach (var row in rows)
        {
            for (var i = 0; i < cells.Length; i++)
            {
                cells[i] = columns[i].Cell(row);
                texts[i] = cells[i].Text;
            }

            table.Add(texts);
            string[] next = drawn.Length == 0 ? current : [.. words.Select(i => texts[i])];
            if (!next.AsSpan().SequenceEqual(current))
            {
                Close();
                current = next;
            }

            for (var i = 0; i < drawn.Length; i++)
            {
                values[i].Add(cells[drawn[i]].Value);
            }
        }

        Close();
        return series;

        void Close()
        {
            if (drawn.Length > 0 && values[0].Count > 0)
            {
                series.Add(new([.. drawn.Select(i => columns[i].Name)], values, Array.FindIndex(drawn, i => columns[i].IsKey)));
                Array.ForEach(values, column => column.Clear());
            }
        }
    }

    private int[] Places(Func<Column<TRow>, bool> holds) => [.. Enumerable.Range(0, columns.Count).Where(i => holds(columns[i]))];
}

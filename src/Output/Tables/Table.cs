namespace Experiments.Output.Tables;

/// <summary>
/// A table whose rows are of one type: its columns, once, from which header, cells, drawn values and schema follow.
/// </summary>
public sealed class Table<TRow>
{
    private const int PartLength = 1 << 10;
    private const int PartsAtOnce = 1 << 4;

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

    /// <summary>Writes the header and the rows, some thousands as they come, and returns what a figure draws.</summary>
    public IReadOnlyList<Series> Write(Stream stream, IEnumerable<TRow> rows, bool isDrawn = true) =>
        Write(stream, rows.Chunk(PartLength).Select<TRow[], Func<TRow[]>>(part => () => part), isDrawn);

    /// <summary>The same of rows in parts, several of which are formed and written as text side by side.</summary>
    /// <remarks>
    /// A series holds consecutive rows whose keys, but for the drawn ones, have the same words. Where no figure is drawn
    /// nothing is kept, and there is none.
    /// </remarks>
    public IReadOnlyList<Series> Write(Stream stream, IEnumerable<Func<TRow[]>> parts, bool isDrawn = true)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(parts);
        using (var header = new CsvTable(stream, columns.Count))
        {
            header.Add([.. columns.Select(column => column.Name)]);
        }

        var series = new List<Series>();
        string[] current = [];
        var values = drawn.Select(_ => new List<double>()).ToArray();
        foreach (var some in parts.Chunk(PartsAtOnce))
        {
            var formed = new (byte[] Text, List<Run> Runs)[some.Length];
            Parallel.For(0, some.Length, i => formed[i] = Form(some[i](), isDrawn && drawn.Length > 0));
            foreach (var (text, runs) in formed)
            {
                stream.Write(text);
                foreach (var run in runs)
                {
                    if (!run.Words.AsSpan().SequenceEqual(current))
                    {
                        Close();
                        current = run.Words;
                    }

                    for (var i = 0; i < values.Length; i++)
                    {
                        values[i].AddRange(run.Values[i]);
                    }
                }
            }
        }

        Close();
        return series;

        void Close() => Add(series, values);
    }

    /// <summary>The series that <see cref="Write(Stream, IEnumerable{TRow}, bool)"/> gave, from the file it wrote.</summary>
    /// <exception cref="TableException">It has other columns, or a drawn cell is no number of its format.</exception>
    public IReadOnlyList<Series> Read(CsvRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        string[] names = [.. columns.Select(column => column.Name)];
        if (!rows.Header.SequenceEqual(names))
        {
            throw rows.Wrong(1, $"the columns are {Excerpt.OfPath(string.Join(',', rows.Header))}; expected {string.Join(',', names)}");
        }

        var reading = new DrawnCells(rows, [.. drawn.Select(i => new ColumnSchema(columns[i].Name, columns[i].Format))]);
        var series = new List<Series>();
        string[] current = [];
        var values = drawn.Select(_ => new List<double>()).ToArray();
        while (rows.Read())
        {
            if (current.Length != words.Length || !words.Select(rows.Cell).SequenceEqual(current))
            {
                Add(series, values);
                current = [.. words.Select(rows.Cell)];
            }

            for (var i = 0; i < values.Length; i++)
            {
                values[i].Add(reading.Value(i));
            }
        }

        Add(series, values);
        return series;
    }

    /// <summary>Makes a series of values, if there are any, and takes them away.</summary>
    private void Add(List<Series> series, List<double>[] values)
    {
        if (values.Length > 0 && values[0].Count > 0)
        {
            series.Add(new([.. drawn.Select(i => columns[i].Name)], values, Array.FindIndex(drawn, i => columns[i].IsKey)));
            Array.ForEach(values, column => column.Clear());
        }
    }

    /// <summary>The text of some rows, and their runs with the same words.</summary>
    private (byte[] Text, List<Run> Runs) Form(TRow[] rows, bool isDrawn)
    {
        using var stream = new MemoryStream();
        var runs = new List<Run>();
        using (var table = new CsvTable(stream, columns.Count))
        {
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
                if (!isDrawn)
                {
                    continue;
                }

                if (runs.Count == 0 || !IsSame(runs[^1].Words, texts))
                {
                    runs.Add(new([.. words.Select(i => texts[i])], [.. drawn.Select(_ => new List<double>())]));
                }

                for (var i = 0; i < drawn.Length; i++)
                {
                    runs[^1].Values[i].Add(cells[drawn[i]].Value);
                }
            }
        }

        return (stream.ToArray(), runs);
    }

    private bool IsSame(string[] keys, string[] texts)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (keys[i] != texts[words[i]])
            {
                return false;
            }
        }

        return true;
    }

    private int[] Places(Func<Column<TRow>, bool> holds) => [.. Enumerable.Range(0, columns.Count).Where(i => holds(columns[i]))];

    /// <summary>Consecutive rows with the same words in their key, and the values of their drawn columns.</summary>
    private sealed record Run(string[] Words, List<double>[] Values);
}

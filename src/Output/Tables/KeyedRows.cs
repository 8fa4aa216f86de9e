namespace Experiments.Output.Tables;

/// <summary>A row as it is compared: the line on which it begins, and the cells of the compared columns.</summary>
internal readonly record struct TableRow(long Line, string[] Cells);

/// <summary>The rows of a CSV file with their keys; those out of order wait for that of the other file.</summary>
internal sealed class KeyedRows(CsvRows rows, TableOptions options, int[] keys, int[] columns)
{
    // Not in any cell: files that hold it are refused.
    private const char Divider = '\0';

    // By key the rows that wait or have waited; those that have been met are without cells.
    private readonly Dictionary<string, (long Line, string? Cells)> displaced = [];
    private string? key;

    /// <summary>The file.</summary>
    public CsvRows Source => rows;

    /// <summary>The key of the row, as one text.</summary>
    public string Key => key ??= string.Join(Divider, keys.Select(column => CellComparison.Key(rows.Cell(column))));

    /// <summary>How many rows wait.</summary>
    public int Waiting { get; private set; }

    /// <summary>The cells of a key.</summary>
    public static string[] Split(string key) => key.Split(Divider);

    /// <summary>Reads the next row; false at the end.</summary>
    public bool Read()
    {
        key = null;
        return rows.Read();
    }

    /// <summary>The row; its cells are empty where there is no such column.</summary>
    public TableRow Row() => new(rows.Line, Array.ConvertAll(columns, column => column < 0 ? string.Empty : rows.Cell(column)));

    /// <summary>Whether the next rows of both files have the same key.</summary>
    public bool IsInStepWith(KeyedRows other) => IsSameText(other) || Key == other.Key;

    /// <summary>Lets the row wait, with its cells while the other file may still have its key.</summary>
    /// <exception cref="TableException">One with its key has waited before.</exception>
    public void Wait(bool withCells)
    {
        if (!displaced.TryAdd(Key, (rows.Line, withCells ? string.Join(Divider, Row().Cells) : string.Empty)))
        {
            throw Duplicate(displaced[Key].Line, rows.Line);
        }

        Waiting++;
    }

    /// <summary>Whether a row with a key waits.</summary>
    public bool HasWaiting(string wanted) => Waiting > 0 && displaced.TryGetValue(wanted, out var row) && row.Cells is not null;

    /// <summary>Takes the row with a key that waits.</summary>
    public bool TryTake(string wanted, out TableRow row)
    {
        var isThere = HasWaiting(wanted);
        row = default;
        if (isThere)
        {
            var (line, cells) = displaced[wanted];
            row = new(line, cells!.Split(Divider));
            displaced[wanted] = (line, null);
            Waiting--;
        }

        return isThere;
    }

    /// <summary>The rows that still wait, with the first few in the order of their lines.</summary>
    public UnmatchedRows Rest(int shown) => new(
        Waiting,
        [.. displaced.Where(row => row.Value.Cells is not null).OrderBy(row => row.Value.Line).Take(shown)
            .Select(row => ((IReadOnlyList<string>)Split(row.Key), row.Value.Line))]);

    /// <summary>Refuses the file when another of its rows has the key of one that has waited.</summary>
    /// <exception cref="TableException">Two rows have the same key; the message names both lines.</exception>
    public void RefuseDuplicates(CancellationToken cancellation)
    {
        if (displaced.Count == 0)
        {
            return;
        }

        using var source = new CsvRows(rows.Path, options.HasHeader);
        var again = new KeyedRows(source, options, keys, columns);
        while (again.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            if (displaced.TryGetValue(again.Key, out var row) && row.Line != source.Line)
            {
                throw again.Duplicate(Math.Min(row.Line, source.Line), Math.Max(row.Line, source.Line));
            }
        }
    }

    private TableException Duplicate(long earlier, long line)
    {
        var shown = string.Join(", ", keys.Zip(Split(Key), (column, cell) => $"{rows.Header[column]} {Excerpt.Of(cell)}"));
        return rows.Wrong(
            line, $"the key {shown} is that of line {earlier} too; expected each key once ({options.NamingTheKey} names the columns)");
    }

    private bool IsSameText(KeyedRows other)
    {
        var i = 0;
        while (i < keys.Length && KeyBytes(i).SequenceEqual(other.KeyBytes(i)))
        {
            i++;
        }

        return i == keys.Length;
    }

    private ReadOnlySpan<byte> KeyBytes(int i) => rows.Bytes(keys[i]);
}

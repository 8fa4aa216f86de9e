using System.Buffers;
using Experiments.Numerics.Formats;
using Experiments.Output.Figures;

namespace Experiments.Output.Tables;

/// <summary>The rows of a CSV file with their keys, and the cells that are compared.</summary>
internal sealed class KeyedRows(CsvSource source, int[] keys, int[] columns)
{
    // Not in any cell: files that hold it are refused.
    private const char Divider = '\0';

    private readonly ArrayBufferWriter<char> key = new();
    private readonly SeenKeys seen = new(source.Length);
    private readonly string[] cells = new string[columns.Length];

    /// <summary>The file.</summary>
    public CsvSource Source => source;

    /// <summary>The key of the row.</summary>
    public ReadOnlySpan<char> Key => key.WrittenSpan;

    /// <summary>Reads the next row; false at the end.</summary>
    public bool Read()
    {
        if (!source.Read())
        {
            return false;
        }

        FormKey(source);
        return seen.TryAdd(KeyText.Hash(Key)) ? true
            : throw source.Wrong(source.Line, "up to here there are too many rows to make sure in memory that no key is there twice; expected fewer: compare parts of the files");
    }

    /// <summary>The row with the cells that are compared, overwritten by the next row that is asked for; empty where there is no such column.</summary>
    public TableRow Row()
    {
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = columns[i] < 0 ? string.Empty : source.Cell(columns[i]);
        }

        return new(source.Line, cells);
    }

    /// <summary>The row, to be kept.</summary>
    public DisplacedRow Keep() => new(source.Line, string.Join(Divider, Row().Cells));

    /// <summary>A row that was kept.</summary>
    public static TableRow Unpack(DisplacedRow row) => new(row.Line, row.Cells.Split(Divider));

    /// <summary>Reads the file once more, when a key may be there twice, and refuses it when one is.</summary>
    /// <exception cref="ComparisonException">Two rows have the same key; the message names both lines.</exception>
    public void RefuseDuplicates(CancellationToken cancellation)
    {
        if (seen.Suspects.Count == 0)
        {
            return;
        }

        using var again = new CsvSource(source.Path);
        var lines = new Dictionary<string, long>();
        while (again.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            FormKey(again);
            if (seen.Suspects.Contains(KeyText.Hash(Key)) && !lines.TryAdd(Key.ToString(), again.Line))
            {
                throw Duplicate(lines[Key.ToString()], again.Line);
            }
        }
    }

    /// <summary>That the row has the key of an earlier line.</summary>
    public ComparisonException Duplicate(long earlier, long line) => source.Wrong(
        line,
        $"the key {string.Join(", ", keys.Zip(KeyText.Show(Key), (column, cell) => $"{source.Header[column]} {Excerpt.Of(cell)}"))} is that of line {earlier} too; expected each key once (--key COLUMN… names the columns)");

    private void FormKey(CsvSource from)
    {
        key.ResetWrittenCount();
        foreach (var column in keys)
        {
            KeyText.Append(key, from.Cell(column));
        }
    }
}

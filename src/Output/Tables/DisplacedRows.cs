using Experiments.Output.Figures;

namespace Experiments.Output.Tables;

/// <summary>Rows of a file that are kept, by their keys, until those of the other file are met.</summary>
internal sealed class DisplacedRows
{
    // Two strings, an entry of the dictionary and its share of what a growing dictionary holds twice.
    private const int BytesOfRow = 160;

    private readonly Dictionary<string, DisplacedRow> rows = [];
    private readonly Dictionary<string, DisplacedRow>.AlternateLookup<ReadOnlySpan<char>> byKey;

    public DisplacedRows() => byKey = rows.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>How many there are.</summary>
    public int Count => rows.Count;

    /// <summary>The memory they take, estimated, in bytes.</summary>
    public long Bytes { get; private set; }

    /// <summary>The rows with their keys, in the order of their lines.</summary>
    public IEnumerable<(string Key, long Line)> InOrder => rows.Select(row => (row.Key, row.Value.Line)).OrderBy(row => row.Line);

    /// <summary>Keeps a row; when there is one with its key already, returns false and that one.</summary>
    public bool TryAdd(ReadOnlySpan<char> key, DisplacedRow row, out DisplacedRow other)
    {
        if (byKey.TryGetValue(key, out other))
        {
            return false;
        }

        Bytes += Size(key, row);
        return byKey.TryAdd(key, row);
    }

    /// <summary>Takes out the row with a key.</summary>
    public bool TryTake(ReadOnlySpan<char> key, out DisplacedRow row)
    {
        if (rows.Count == 0 || !byKey.Remove(key, out _, out row))
        {
            row = default;
            return false;
        }

        Bytes -= Size(key, row);
        return true;
    }

    private static long Size(ReadOnlySpan<char> key, DisplacedRow row) => BytesOfRow + (sizeof(char) * ((long)key.Length + row.Cells.Length));
}

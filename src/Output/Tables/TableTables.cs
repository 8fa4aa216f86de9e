using Experiments.Output.Figures;

namespace Experiments.Output.Tables;

/// <summary>Compares two CSV files, whose rows are matched by their keys in one reading of both.</summary>
/// <remarks>
/// While the next rows of both files belong together nothing is kept. Where they do not, a row is kept, of the file that has fewer
/// kept, until its counterpart is met: a row that one file lacks is the only one that stays.
/// </remarks>
public sealed class TableComparison
{
    private const int ShownCells = 5;
    private const int ShownRows = 3;
    private const int RowsBetweenReports = 4096;

    private readonly TableOptions options;
    private readonly TableLayout layout;
    private readonly KeyedRows before;
    private readonly KeyedRows after;
    private readonly DisplacedRows keptBefore = new();
    private readonly DisplacedRows keptAfter = new();
    private readonly ColumnDifference[] columns;
    private readonly List<ChangedCell> first = [];
    private long matched;
    private long changed;

    private TableComparison(TableLayout layout, TableOptions options)
    {
        (this.layout, this.options) = (layout, options);
        (before, after) = (layout.BeforeRows, layout.AfterRows);
        columns = [.. layout.Columns.Select(name => new ColumnDifference(name))];
    }

    /// <summary>Compares two files; the report is called from time to time with how much is read, in per cent.</summary>
    /// <exception cref="ComparisonException">A file is no CSV, keys are missing or there twice, or too many rows are out of order.</exception>
    public static TableDifference Compare(string oldPath, string newPath, TableOptions options, Action<int>? report = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var before = new CsvSource(oldPath);
        using var after = new CsvSource(newPath);
        return new TableComparison(new(before, after, options), options).Run(report, cancellation);
    }

    private TableDifference Run(Action<int>? report, CancellationToken cancellation)
    {
        var (isBefore, isAfter) = (before.Read(), after.Read());
        for (var steps = 1L; isBefore && isAfter; steps++)
        {
            if (steps % RowsBetweenReports == 0)
            {
                cancellation.ThrowIfCancellationRequested();
                report?.Invoke(before.Source.PerCent);
            }

            if (before.Key.SequenceEqual(after.Key))
            {
                CompareInStep();
                (isBefore, isAfter) = (before.Read(), after.Read());
            }
            else if (keptAfter.TryTake(before.Key, out var row))
            {
                Compare(before.Row(), KeyedRows.Unpack(row), before.Key);
                isBefore = before.Read();
            }
            else if (keptBefore.TryTake(after.Key, out row))
            {
                Compare(KeyedRows.Unpack(row), after.Row(), after.Key);
                isAfter = after.Read();
            }
            else if (keptAfter.Count <= keptBefore.Count)
            {
                Keep(after, keptAfter);
                isAfter = after.Read();
            }
            else
            {
                Keep(before, keptBefore);
                isBefore = before.Read();
            }
        }

        var onlyBefore = Rest(isBefore, before, keptAfter, row => Compare(before.Row(), row, before.Key), cancellation);
        var onlyAfter = Rest(isAfter, after, keptBefore, row => Compare(row, after.Row(), after.Key), cancellation);
        before.RefuseDuplicates(cancellation);
        after.RefuseDuplicates(cancellation);
        Array.ForEach(columns, column => column.Equal = matched - column.Changed - column.Within);
        return new()
        {
            Key = layout.Key,
            Matched = matched,
            Changed = changed,
            OnlyOld = Unmatched(keptBefore, onlyBefore),
            OnlyNew = Unmatched(keptAfter, onlyAfter),
            Columns = columns,
            ColumnsOnlyOld = layout.OnlyBefore,
            ColumnsOnlyNew = layout.OnlyAfter,
            First = first,
        };
    }

    /// <summary>The rest of a file when the other one is at its end: the rows that are not among the other's kept ones.</summary>
    private static UnmatchedRows Rest(bool isRow, KeyedRows rows, DisplacedRows kept, Action<TableRow> compare, CancellationToken cancellation)
    {
        var count = 0L;
        var shown = new List<(IReadOnlyList<string> Key, long Line)>();
        for (; isRow; isRow = rows.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            if (kept.TryTake(rows.Key, out var row))
            {
                compare(KeyedRows.Unpack(row));
            }
            else if (count++ < ShownRows)
            {
                shown.Add((KeyText.Show(rows.Key), rows.Source.Line));
            }
        }

        return new(count, shown);
    }

    private static UnmatchedRows Unmatched(DisplacedRows kept, UnmatchedRows rest) => new(
        kept.Count + rest.Count,
        [.. kept.InOrder.Take(ShownRows).Select(row => (KeyText.Show(row.Key), row.Line)).Concat(rest.First).Take(ShownRows)]);

    private void Keep(KeyedRows rows, DisplacedRows kept)
    {
        var row = rows.Keep();
        if (!kept.TryAdd(rows.Key, row, out var other))
        {
            throw rows.Duplicate(other.Line, row.Line);
        }

        if (keptBefore.Bytes + keptAfter.Bytes > options.LargestMemory)
        {
            throw rows.Source.Wrong(
                row.Line,
                $"{keptBefore.Count + keptAfter.Count} rows of the two files are out of order up to here and take more than {options.LargestMemory >> 20} MB; expected rows in about the same order: sort both files alike");
        }
    }

    /// <summary>Compares the next rows of both files, which have the same key.</summary>
    private void CompareInStep()
    {
        // Quotes are looked at, whether they are right.
        var (x, y) = (before.Source, after.Source);
        if (layout.IsSameOrder && !x.IsQuoted && !y.IsQuoted && x.Row.SequenceEqual(y.Row))
        {
            matched++;
            return;
        }

        Compare(before.Row(), after.Row(), before.Key);
    }

    private void Compare(TableRow x, TableRow y, ReadOnlySpan<char> key)
    {
        matched++;
        var isChanged = false;
        for (var i = 0; i < columns.Length; i++)
        {
            var (oldCell, newCell) = (x.Cells[i], y.Cells[i]);
            if (oldCell == newCell || CellComparison.Compare(oldCell, newCell, layout.FormatOf(i, x, y)) is not { } difference)
            {
                continue;
            }

            var isWithin = options.Tolerance.Accepts(difference);
            columns[i].Count(difference, isWithin);
            if (isWithin)
            {
                continue;
            }

            isChanged = true;
            if (columns[i].First is null || first.Count < ShownCells)
            {
                var cell = new ChangedCell(KeyText.Show(key), columns[i].Name, x.Line, y.Line, oldCell, newCell, difference.Ulps);
                columns[i].First ??= cell;
                if (first.Count < ShownCells)
                {
                    first.Add(cell);
                }
            }
        }

        changed += isChanged ? 1 : 0;
    }
}

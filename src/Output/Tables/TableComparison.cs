namespace Experiments.Output.Tables;

/// <summary>Compares two CSV files, whose rows are matched by their keys in one reading of both.</summary>
/// <remarks>
/// While the next rows of both files have the same key they are compared, and nothing is kept. Where they have not, one
/// waits, of the file that has fewer waiting, until its counterpart is met. A row that one file lacks waits to the end.
/// </remarks>
public sealed class TableComparison
{
    private const int ShownCells = 5;
    private const int ShownRows = 3;

    private readonly TableLayout layout;
    private readonly CsvRows before;
    private readonly CsvRows after;
    private readonly CancellationToken cancellation;
    private readonly ColumnDifference[] columns;
    private readonly List<ChangedCell> first = [];
    private long matched;
    private long changed;

    private TableComparison(CsvRows before, CsvRows after, TableOptions options, CancellationToken cancellation)
    {
        (this.before, this.after, this.cancellation, layout) = (before, after, cancellation, new(before, after, options));
        columns = [.. layout.Columns.Select(name => new ColumnDifference(name))];
    }

    /// <summary>Compares two files; the report is called with how much is read, in per cent.</summary>
    /// <exception cref="TableException">A file is no CSV, or keys are missing or there twice, out of order.</exception>
    public static TableDifference Compare(
        string oldPath, string newPath, TableOptions options, Action<int>? report = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        using var before = new CsvRows(oldPath, options.HasHeader);
        using var after = new CsvRows(newPath, options.HasHeader);
        return new TableComparison(before, after, options, cancellation).Run(report);
    }

    private TableDifference Run(Action<int>? report)
    {
        var (old, next, percent) = (layout.BeforeRows, layout.AfterRows, 0);
        for (var (isOld, isNew) = (old.Read(), next.Read()); isOld || isNew;)
        {
            cancellation.ThrowIfCancellationRequested();
            if (before.PerCent is var read && read > percent)
            {
                report?.Invoke(percent = read);
            }

            if (isOld && isNew && old.IsInStepWith(next))
            {
                CompareInStep();
                (isOld, isNew) = (old.Read(), next.Read());
            }
            else if (isOld && (!isNew || next.HasWaiting(old.Key) || (old.Waiting < next.Waiting && !old.HasWaiting(next.Key))))
            {
                isOld = Settle(old, next, isNew);
            }
            else
            {
                isNew = Settle(next, old, isOld);
            }
        }

        old.RefuseDuplicates(cancellation);
        next.RefuseDuplicates(cancellation);
        Array.ForEach(columns, column => column.Equal = matched - column.Changed - column.Within);
        return new(
            layout.Key, matched, changed, old.Rest(ShownRows), next.Rest(ShownRows), columns, layout.OnlyBefore, layout.OnlyAfter, first);
    }

    /// <summary>Compares a row with the one that waits for it, or lets it wait; then reads the next.</summary>
    private bool Settle(KeyedRows rows, KeyedRows others, bool isMoreOfOthers)
    {
        if (!others.TryTake(rows.Key, out var met))
        {
            rows.Wait(isMoreOfOthers);
        }
        else if (rows == layout.BeforeRows)
        {
            Compare(rows.Row(), met, rows);
        }
        else
        {
            Compare(met, rows.Row(), rows);
        }

        return rows.Read();
    }

    private void CompareInStep()
    {
        if (layout.IsSameOrder && before.Row.SequenceEqual(after.Row))
        {
            matched++;
            return;
        }

        Compare(layout.BeforeRows.Row(), layout.AfterRows.Row(), layout.BeforeRows);
    }

    private void Compare(TableRow x, TableRow y, KeyedRows keyed)
    {
        matched++;
        var isChanged = false;
        for (var i = 0; i < columns.Length; i++)
        {
            if (layout.Compare(i, x, y) is not { } difference)
            {
                continue;
            }

            cancellation.ThrowIfCancellationRequested();
            var isWithin = layout.Tolerances[i].Accepts(difference);
            columns[i].Count(difference, isWithin);
            isChanged |= !isWithin;
            if (isWithin || (columns[i].First is not null && first.Count == ShownCells))
            {
                continue;
            }

            var key = KeyedRows.Split(keyed.Key);
            var cell = new ChangedCell(key, columns[i].Name, x.Line, y.Line, x.Cells[i], y.Cells[i], difference.Ulps);
            columns[i].First ??= cell;
            first.AddRange(first.Count < ShownCells ? [cell] : []);
        }

        changed += isChanged ? 1 : 0;
    }
}

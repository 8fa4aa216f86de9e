using Experiments.Numerics.Formats;
using Experiments.Output.Figures;

namespace Experiments.Output.Tables;

/// <summary>Which columns of two tables name a row, which are compared and in which format, and which only one table has.</summary>
internal sealed class TableLayout
{
    private const string FormatColumn = "format";

    private readonly CsvSource before;
    private readonly CsvSource after;
    private readonly TableOptions options;
    private readonly NumberFormat?[] formats;
    private readonly NumberFormat unnamed;
    private (string Before, string After, NumberFormat Format)? last;

    /// <summary>Finds the columns.</summary>
    /// <exception cref="ComparisonException">A key is missing or none is known, or no other column is in both tables.</exception>
    public TableLayout(CsvSource before, CsvSource after, TableOptions options)
    {
        (this.before, this.after, this.options) = (before, after, options);
        string[] common = [.. before.Header.Where(after.Header.Contains)];
        Key = options.Key.Count > 0 ? options.Key : DefaultKeys.Of(common)
            ?? throw after.Wrong(1, $"no column that names a row is known for the header {Names(after.Header)} and that of {before.Path}, {Names(before.Header)}; say which: --key COLUMN…");
        foreach (var source in new[] { before, after })
        {
            if (Key.FirstOrDefault(name => !source.Header.Contains(name)) is { } missing)
            {
                throw source.Wrong(1, $"the header has no key column '{missing}'; it has {Names(source.Header)}");
            }
        }

        string[] values = [.. common.Where(name => !Key.Contains(name))];
        if (values.Length == 0)
        {
            throw after.Wrong(1, $"the header has no column beside the key {Names(Key)} that {before.Path} has too: {Names(after.Header)} there, {Names(before.Header)} here");
        }

        Columns = [.. values.Where(options.Includes)];
        OnlyBefore = [.. before.Header.Where(name => !common.Contains(name) && options.Includes(name))];
        OnlyAfter = [.. after.Header.Where(name => !common.Contains(name) && options.Includes(name))];
        formats = [.. Columns.Select(name => TableFormats.Of(name, common))];
        unnamed = options.Format ?? TableFormats.Default(before.Path, after.Path);
        BeforeRows = Rows(before);
        AfterRows = Rows(after);
    }

    /// <summary>The columns that name a row.</summary>
    public IReadOnlyList<string> Key { get; }

    /// <summary>The columns that are compared.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>Columns that only the old table has.</summary>
    public IReadOnlyList<string> OnlyBefore { get; }

    /// <summary>Columns that only the new table has.</summary>
    public IReadOnlyList<string> OnlyAfter { get; }

    /// <summary>The old rows.</summary>
    public KeyedRows BeforeRows { get; }

    /// <summary>The new rows.</summary>
    public KeyedRows AfterRows { get; }

    /// <summary>Whether rows that are the same text are equal.</summary>
    public bool IsSameOrder => before.Header.SequenceEqual(after.Header);

    /// <summary>The format in which a compared column of two rows is compared; of rows of two formats one that holds both.</summary>
    /// <exception cref="ComparisonException">A row names a format that is not known.</exception>
    public NumberFormat FormatOf(int column, TableRow beforeRow, TableRow afterRow)
    {
        if (formats[column] is { } known)
        {
            return known;
        }

        var (x, y) = (beforeRow.Cells[^1], afterRow.Cells[^1]);
        if (last is not { } cached || cached.Before != x || cached.After != y)
        {
            cached = (x, y, TableFormats.Common(RowFormat(before, beforeRow), RowFormat(after, afterRow)));
            last = cached;
        }

        return cached.Format;
    }

    private static string Names(IReadOnlyList<string> names) => Excerpt.Of(string.Join(", ", names));

    /// <summary>Rows with the cells that are compared, and that of the format behind them.</summary>
    private KeyedRows Rows(CsvSource source) => new(source, [.. Key.Select(source.IndexOf)], [.. Columns.Select(source.IndexOf), source.IndexOf(FormatColumn)]);

    private NumberFormat RowFormat(CsvSource source, TableRow row) => source.IndexOf(FormatColumn) < 0 ? unnamed
        : NumberFormat.Find(row.Cells[^1]) ?? options.Format
            ?? throw source.Wrong(row.Line, $"the format is '{Excerpt.Of(row.Cells[^1])}'; expected one of {string.Join(", ", NumberFormat.All.Select(format => format.Name))}, or --format NAME for others");
}

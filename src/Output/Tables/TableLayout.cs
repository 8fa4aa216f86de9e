using Experiments.Numerics.Formats;

namespace Experiments.Output.Tables;

/// <summary>Which columns of two tables name a row, which are compared and as what, and which only one has.</summary>
internal sealed class TableLayout
{
    private const string FormatColumn = "format";
    private static readonly NumberFormat Float64 = NumberFormat.Named<Float64>();

    private readonly CsvRows before;
    private readonly CsvRows after;
    private readonly TableOptions options;
    private readonly string?[] words;
    private readonly NumberFormat?[] formats;

    /// <summary>Finds the columns.</summary>
    /// <exception cref="TableException">A key is missing, none is known, or no other column is in both.</exception>
    public TableLayout(CsvRows before, CsvRows after, TableOptions options)
    {
        (this.before, this.after, this.options) = (before, after, options);
        string[] common = [.. before.Header.Where(name => after.IndexOf(name) >= 0)];
        Key = FindKey(common.ToHashSet());
        string[] values = [.. common.Except(Key)];
        if (values.Length == 0)
        {
            var (here, there) = (Names(after.Header), Names(before.Header));
            throw after.Wrong(
                1, $"the header has no column beside the key {Names(Key)} that {before.Path} has too: {here} here, {there} there");
        }

        Columns = [.. values.Where(options.Includes)];
        OnlyBefore = [.. before.Header.Where(name => after.IndexOf(name) < 0 && options.Includes(name))];
        OnlyAfter = [.. after.Header.Where(name => before.IndexOf(name) < 0 && options.Includes(name))];
        Tolerances = [.. Columns.Select(options.ToleranceOf)];
        var declared = (options.Schema?.Columns ?? []).ToDictionary(column => column.Name, column => column.Format);
        words = [.. Columns.Select(name => declared.GetValueOrDefault(name))];
        formats = Array.ConvertAll(words, word => word is null ? null : NumberFormat.Find(word));
        BeforeRows = Rows(before);
        AfterRows = Rows(after);
        IsSameOrder = before.Header.SequenceEqual(after.Header) && before.Divider == after.Divider;
    }

    /// <summary>The columns that name a row.</summary>
    public IReadOnlyList<string> Key { get; }

    /// <summary>The columns that are compared.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>How far the numbers of each may be apart.</summary>
    public IReadOnlyList<Tolerance> Tolerances { get; }

    /// <summary>Columns that only the old table has.</summary>
    public IReadOnlyList<string> OnlyBefore { get; }

    /// <summary>Columns that only the new table has.</summary>
    public IReadOnlyList<string> OnlyAfter { get; }

    /// <summary>The old rows.</summary>
    public KeyedRows BeforeRows { get; }

    /// <summary>The new rows.</summary>
    public KeyedRows AfterRows { get; }

    /// <summary>Whether rows that are the same bytes are equal.</summary>
    public bool IsSameOrder { get; }

    /// <summary>The narrowest format that holds the numbers of two; of decimal and a binary one float128.</summary>
    public static NumberFormat Common(NumberFormat one, NumberFormat other) => one == other ? one
        : NumberFormat.All.First(format => format.Parameters is { } wide
            && wide.Holds(one.Parameters ?? Float128.Layout) && wide.Holds(other.Parameters ?? Float128.Layout));

    /// <summary>Compares the cells of a column in two rows.</summary>
    public CellDifference? Compare(int column, TableRow beforeRow, TableRow afterRow)
    {
        var (x, y) = (beforeRow.Cells[column], afterRow.Cells[column]);
        return x == y ? null : (words[column], formats[column]) switch
        {
            (ColumnFormats.Text, _) => CellComparison.Text(x, y),
            (ColumnFormats.Integer, _) => CellComparison.Integers(x, y),
            (_, { } format) => CellComparison.Numbers(x, y, format, isDeclared: true),
            (var word, _) => InRowFormat(
                x, y, NumberFormat.Find(beforeRow.Cells[^1]), NumberFormat.Find(afterRow.Cells[^1]), word == ColumnFormats.Row),
        };
    }

    private static string Names(IEnumerable<string> names) => Excerpt.Of(string.Join(", ", names));

    private IReadOnlyList<string> FindKey(HashSet<string> common)
    {
        if (options.Key.Count == 0)
        {
            return options.Schema?.Key is { Count: > 0 } key && common.IsSupersetOf(key) ? key : GuessedKey.Find(common)
                ?? throw after.Wrong(
                    1,
                    $"no column that names a row is known for the header {Names(after.Header)} and that of {before.Path}, "
                    + $"{Names(before.Header)}; say which: {options.NamingTheKey}");
        }

        foreach (var source in new[] { before, after })
        {
            if (options.Key.FirstOrDefault(name => source.IndexOf(name) < 0) is { } missing)
            {
                throw source.Wrong(1, $"the header has no key column '{missing}'; it has {Names(source.Header)}");
            }
        }

        return options.Key;
    }

    /// <summary>Rows with the cells that are compared, and that of the format behind them.</summary>
    private KeyedRows Rows(CsvRows source) =>
        new(source, options, [.. Key.Select(source.IndexOf)], [.. Columns.Select(source.IndexOf), source.IndexOf(FormatColumn)]);

    /// <summary>Compares cells in the format that their rows name; where none is declared, exactly if it is narrow.</summary>
    private CellDifference? InRowFormat(string x, string y, NumberFormat? before, NumberFormat? after, bool isDeclared)
    {
        var named = before is null || after is null ? null : Common(before, after);
        return isDeclared && named is not null ? CellComparison.Numbers(x, y, named, isDeclared: true)
            : CellComparison.Numbers(
                x, y, named is null ? options.Format ?? Float64 : Common(named, Float64), isDeclared: false, steps: named);
    }
}

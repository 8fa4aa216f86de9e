using System.Globalization;
using System.Numerics;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Compare;

/// <summary>Differences in words and numbers, for every form of the report.</summary>
internal static class DifferenceWords
{
    /// <summary>The columns a table of the report has at most, and the files that it shows in detail.</summary>
    public const int LargestCount = 20;

    // Above it a number of steps is rounded.
    private const int ExactDigits = 7;
    private const int ShortCell = 40;

    /// <summary>A file in a few words.</summary>
    public static string Outcome(FileDifference difference) => difference switch
    {
        { Error: { } error } => $"cannot be compared: {Excerpt.OfPath(error)}",
        { Files.New: null } => "only in OLD",
        { Files.Old: null } => "only in NEW",
        { Table: { } table } => Outcome(table),
        { Picture.IsSameSize: false } => "of different sizes",
        { Picture: { LargestChannel: > 0, LargestChannel: var largest } picture } => (picture.IsEqual ? "equal within the tolerance"
            : $"{picture.Pixels} of {picture.Width * picture.Height} pixels differ") + $", largest channel difference {largest}",
        { Bytes: { FirstAt: { } at } bytes } => $"differs from byte {at} on; {bytes.OldLength} bytes in OLD, {bytes.NewLength} in NEW",
        _ => "equal",
    };

    /// <summary>All files in a few words.</summary>
    public static string Outcome(IReadOnlyList<FileDifference> differences)
    {
        var failed = differences.Count(difference => difference.Error is not null);
        var different = differences.Count(difference => !difference.IsEqual) - failed;
        return (different, failed, differences.Count) switch
        {
            (0, 0, 1) => "the files are equal",
            (0, 0, var all) => $"{all} files are equal",
            (1, _, 1) => "the files differ",
            (_, 0, var all) => $"{different} of {all} files differ",
            (_, _, var all) => $"{different} of {all} files differ, {failed} cannot be compared",
        };
    }

    /// <summary>The changes that are shown: the first of each shown column and of the table, in their order.</summary>
    public static IReadOnlyList<ChangedCell> Changes(TableDifference table) =>
        [.. Shown(table).Select(column => column.First).OfType<ChangedCell>().Union(table.First).OrderBy(cell => cell.NewLine)];

    /// <summary>The columns that are shown: those with a difference, not too many of them.</summary>
    public static IReadOnlyList<ColumnDifference> Shown(TableDifference table) => [.. Differing(table).Take(LargestCount)];

    /// <summary>What is not in the table of columns, a line each.</summary>
    public static IEnumerable<string> Notes(TableDifference table)
    {
        var (differing, all) = (Differing(table).Count(), table.Columns.Count);
        if (differing > LargestCount)
        {
            yield return $"{differing - LargestCount} more columns differ";
        }

        if (all > differing && table.Matched > 0)
        {
            yield return differing == 0 ? "all compared columns are equal"
                : all - differing == 1 ? "the other column is equal" : $"the other {all - differing} columns are equal";
        }

        foreach (var column in Shown(table))
        {
            if (column.WithoutDistance > 0 && column.WithoutDistance < column.Changed)
            {
                yield return $"{Name(column.Name)}: {column.WithoutDistance} of the changes to or from what is no finite number";
            }

            if (column.First is { } cell && new[] { cell.Old, cell.New }.FirstOrDefault(HasDecimalComma) is { } number)
            {
                yield return $"{Name(column.Name)}: {number} has a decimal comma and is compared as text; expected a decimal point";
            }
        }

        (string Where, IReadOnlyList<string> Columns, UnmatchedRows Rows)[] sides =
            [("OLD", table.ColumnsOnlyOld, table.OnlyOld), ("NEW", table.ColumnsOnlyNew, table.OnlyNew)];
        foreach (var (where, names, _) in sides.Where(side => side.Columns.Count > 0))
        {
            yield return $"columns only in {where}: {Some(names.Count, names.Select(Name))}";
        }

        foreach (var (where, _, rows) in sides.Where(side => side.Rows.Count > 0))
        {
            var first = Some(rows.Count, rows.First.Select(row => $"{Key(row.Key)} (line {row.Line})"));
            yield return $"rows only in {where}: {rows.Count}, first {first}";
        }
    }

    /// <summary>The name of a column, which may have none.</summary>
    public static string Name(string column) => column.Length == 0 ? "(unnamed)" : Excerpt.Of(column);

    /// <summary>The names of columns.</summary>
    public static string Names(IEnumerable<string> columns) => string.Join(" ", columns.Select(Name));

    /// <summary>The cells of a key.</summary>
    public static string Key(IEnumerable<string> key) => string.Join(" ", key.Select(Excerpt.Of));

    /// <summary>Where a cell is.</summary>
    public static string Place(ChangedCell cell) =>
        cell.OldLine == cell.NewLine ? $"line {cell.OldLine}" : $"lines {cell.OldLine} and {cell.NewLine}";

    /// <summary>A difference in the shortest digits of float64, or of float128 where float64 has none.</summary>
    public static string Distance(Rational? distance) => distance is not { } exact ? string.Empty
        : NumberFormat.Named<Float64>().Run(new Nearest(exact)) ?? NumberFormat.Named<Float128>().Run(new Nearest(exact)) ?? "0";

    /// <summary>A number of steps, many of them to two digits.</summary>
    public static string Steps(BigInteger? steps)
    {
        var text = steps?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;
        return text.Length <= ExactDigits ? text : $"{text[0]}.{text[1]}e{text.Length - 1}";
    }

    private static IEnumerable<ColumnDifference> Differing(TableDifference table) =>
        table.Columns.Where(column => column.Changed + column.Within > 0);

    private static string Outcome(TableDifference table)
    {
        var columns = table.ColumnsOnlyOld.Count + table.ColumnsOnlyNew.Count;
        return (table.Differing > 0, columns > 0) switch
        {
            (true, true) => $"{table.Differing} of {table.Rows} rows differ, columns only in one: {columns}",
            (true, false) => $"{table.Differing} of {table.Rows} rows differ",
            (false, true) => $"columns only in one: {columns}",
            _ => table.Columns.Count == 0 ? "the same rows; no column was compared"
                : table.Within > 0 ? $"equal within the tolerance, differing cells: {table.Within}" : "equal",
        };
    }

    private static bool HasDecimalComma(string cell) => cell.Length <= ShortCell && cell.Split(',') is { Length: 2 } parts
        && DecimalText.TryParse(string.Join('.', parts), out _);

    private static string Some(long count, IEnumerable<string> names)
    {
        string[] shown = [.. names.Take(LargestCount)];
        return string.Join(", ", shown) + (count > shown.Length ? ", …" : string.Empty);
    }

    /// <summary>The text of the number nearest to an exact one; null for 0 and for what is beyond.</summary>
    private sealed class Nearest(Rational exact) : IFormatWork<string?>
    {
        public string? Run<T>()
            where T : struct, IFloat<T> => T.Round(exact) is { IsFinite: true, IsZero: false } near ? near.ToText() : null;
    }
}

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

    /// <summary>A file in a few words.</summary>
    public static string Outcome(FileDifference difference) => difference switch
    {
        { Error: { } error } => $"cannot be compared: {Excerpt.OfPath(error)}",
        { Files.New: null } => "only in OLD",
        { Files.Old: null } => "only in NEW",
        { Table: { } table } => Outcome(table),
        { Picture.IsSameSize: false } => "of different sizes",
        { Picture: { } picture } when picture.IsEqual => picture.LargestChannel == 0 ? "equal" : $"equal within the tolerance, largest channel difference {picture.LargestChannel}",
        { Picture: { } picture } => $"{picture.Pixels} of {(long)picture.Width * picture.Height} pixels differ, largest channel difference {picture.LargestChannel}",
        { Bytes: { FirstAt: { } at } bytes } => $"differs from byte {at} on; {bytes.OldLength} bytes in OLD, {bytes.NewLength} in NEW",
        _ => "equal",
    };

    /// <summary>All files in a few words.</summary>
    public static string Outcome(IReadOnlyList<FileDifference> differences)
    {
        var failed = differences.Count(difference => difference.Error is not null);
        var different = differences.Count(difference => !difference.IsEqual) - failed;
        return (different, differences.Count) switch
        {
            (0, 1) => failed == 0 ? "the files are equal" : "the files cannot be compared",
            (0, var all) when failed == 0 => $"{all} files are equal",
            (_, 1) => "the files differ",
            (var some, var all) => $"{some} of {all} files differ{(failed > 0 ? $", {failed} cannot be compared" : string.Empty)}",
        };
    }

    /// <summary>The changes that are shown: the first of each shown column and the first few of the table, in the order of the new file.</summary>
    public static IReadOnlyList<ChangedCell> Changes(TableDifference table) =>
        [.. Shown(table).Select(column => column.First).OfType<ChangedCell>().Union(table.First).OrderBy(cell => cell.NewLine)];

    /// <summary>The columns that are shown: those with a difference, not too many of them.</summary>
    public static IReadOnlyList<ColumnDifference> Shown(TableDifference table) => [.. Differing(table).Take(LargestCount)];

    /// <summary>What is not in the table of columns, a line each.</summary>
    public static IEnumerable<string> Notes(TableDifference table)
    {
        var differing = Differing(table).Count();
        if (differing > LargestCount)
        {
            yield return $"{differing - LargestCount} more columns differ";
        }

        if (table.Columns.Count > differing)
        {
            yield return Equal(table.Columns.Count - differing, table.Columns.Count);
        }

        foreach (var column in Shown(table).Where(column => column.WithoutDistance > 0))
        {
            yield return $"{Excerpt.Of(column.Name)}: {column.WithoutDistance} of the changes to or from what is no finite number";
        }

        (string Where, IReadOnlyList<string> Names)[] columns = [("OLD", table.ColumnsOnlyOld), ("NEW", table.ColumnsOnlyNew)];
        foreach (var (where, names) in columns.Where(side => side.Names.Count > 0))
        {
            yield return $"columns only in {where}: {Some(names.Count, names.Select(Excerpt.Of))}";
        }

        (string Where, UnmatchedRows Rows)[] rows = [("OLD", table.OnlyOld), ("NEW", table.OnlyNew)];
        foreach (var (where, unmatched) in rows.Where(side => side.Rows.Count > 0))
        {
            yield return $"rows only in {where}: {unmatched.Count}, first {Some(unmatched.Count, unmatched.First.Select(row => $"{Key(row.Key)} (line {row.Line})"))}";
        }
    }

    /// <summary>The cells of a key.</summary>
    public static string Key(IEnumerable<string> key) => string.Join(" ", key.Select(Excerpt.Of));

    /// <summary>Where a cell is.</summary>
    public static string Place(ChangedCell cell) => cell.OldLine == cell.NewLine ? $"line {cell.OldLine}" : $"lines {cell.OldLine} and {cell.NewLine}";

    /// <summary>A difference in the shortest digits of the float64 nearest to it, or of float128 where float64 has none.</summary>
    public static string Distance(Rational? distance) => distance is not { } exact ? string.Empty
        : new[] { Float64.Name, Float128.Name }.Select(name => NumberFormat.Find(name)!.Run(new Nearest(exact))).FirstOrDefault(text => text is not null) ?? "0";

    /// <summary>A number of steps, many of them to two digits.</summary>
    public static string Steps(BigInteger? steps)
    {
        var text = steps?.ToString(CultureInfo.InvariantCulture) ?? string.Empty;
        return text.Length <= ExactDigits ? text : $"{text[0]}.{text[1]}e{text.Length - 1}";
    }

    private static IEnumerable<ColumnDifference> Differing(TableDifference table) => table.Columns.Where(column => column.Changed + column.Within > 0);

    private static string Outcome(TableDifference table)
    {
        string[] parts =
        [
            .. table.Differing > 0 ? [$"{table.Differing} of {table.Rows} rows differ"] : Array.Empty<string>(),
            .. table.ColumnsOnlyOld.Count + table.ColumnsOnlyNew.Count is > 0 and var columns ? [$"columns only in one: {columns}"] : Array.Empty<string>(),
        ];
        return parts.Length > 0 ? string.Join(", ", parts)
            : table.Columns.Count == 0 ? "the same rows; no column was compared"
            : table.Within > 0 ? $"equal within the tolerance, differing cells: {table.Within}"
            : "equal";
    }

    private static string Equal(int equal, int all) => equal == all ? "all compared columns are equal"
        : equal == 1 ? "the other column is equal" : $"the other {equal} columns are equal";

    private static string Some(long count, IEnumerable<string> names)
    {
        string[] shown = [.. names.Take(LargestCount)];
        return string.Join(", ", shown) + (count > shown.Length ? ", …" : string.Empty);
    }

    /// <summary>The text of the number of a format nearest to an exact one; null for 0 and for what is beyond it.</summary>
    private sealed class Nearest(Rational exact) : IFormatWork<string?>
    {
        public string? Run<T>()
            where T : struct, IFloat<T> => T.Round(exact) is { IsFinite: true, IsZero: false } near ? near.ToText() : null;
    }
}

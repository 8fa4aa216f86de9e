using System.Numerics;

namespace Experiments.Output.Tables;

/// <summary>A cell that is not what it was: where it is, both texts, and the steps of the format between them where they are numbers.</summary>
public sealed record ChangedCell(
    IReadOnlyList<string> Key, string Column, long OldLine, long NewLine, string Old, string New, BigInteger? Ulps);

/// <summary>The rows that only one table has: how many, and the keys and lines of the first few.</summary>
public sealed record UnmatchedRows(long Count, IReadOnlyList<(IReadOnlyList<string> Key, long Line)> First);

/// <summary>What two tables differ in.</summary>
public sealed record TableDifference
{
    /// <summary>The columns that name a row.</summary>
    public required IReadOnlyList<string> Key { get; init; }

    /// <summary>Rows that both tables have.</summary>
    public required long Matched { get; init; }

    /// <summary>Of those the rows with a changed cell.</summary>
    public required long Changed { get; init; }

    /// <summary>Rows that only the old table has.</summary>
    public required UnmatchedRows OnlyOld { get; init; }

    /// <summary>Rows that only the new table has.</summary>
    public required UnmatchedRows OnlyNew { get; init; }

    /// <summary>The columns that were compared.</summary>
    public required IReadOnlyList<ColumnDifference> Columns { get; init; }

    /// <summary>Columns that only the old table has.</summary>
    public required IReadOnlyList<string> ColumnsOnlyOld { get; init; }

    /// <summary>Columns that only the new table has.</summary>
    public required IReadOnlyList<string> ColumnsOnlyNew { get; init; }

    /// <summary>The first few changed cells.</summary>
    public required IReadOnlyList<ChangedCell> First { get; init; }

    /// <summary>Rows of either table.</summary>
    public long Rows => Matched + Differing - Changed;

    /// <summary>Rows that differ or that only one table has.</summary>
    public long Differing => Changed + OnlyOld.Count + OnlyNew.Count;

    /// <summary>Cells that differ by no more than is allowed.</summary>
    public long Within => Columns.Sum(column => column.Within);

    /// <summary>Whether nothing differs, or nothing by more than is allowed.</summary>
    public bool IsEqual => Differing == 0 && ColumnsOnlyOld.Count == 0 && ColumnsOnlyNew.Count == 0;
}

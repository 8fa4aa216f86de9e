using System.Numerics;
using Experiments.Numerics.Exact;

namespace Experiments.Output.Tables;

/// <summary>A cell that is not what it was, and the ulps between the two where they are numbers.</summary>
public sealed record ChangedCell(
    IReadOnlyList<string> Key, string Column, long OldLine, long NewLine, string Old, string New, BigInteger? Ulps);

/// <summary>The rows that only one table has: how many, and the keys and lines of the first few.</summary>
public sealed record UnmatchedRows(long Count, IReadOnlyList<(IReadOnlyList<string> Key, long Line)> First);

/// <summary>What became of a column over the rows that both tables have.</summary>
public sealed class ColumnDifference(string name)
{
    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>Cells with the same value.</summary>
    public long Equal { get; internal set; }

    /// <summary>Cells that differ, by no more than is allowed.</summary>
    public long Within { get; private set; }

    /// <summary>Cells that differ by more.</summary>
    public long Changed { get; private set; }

    /// <summary>Of the changed cells those that have no distance, since one of the two is no finite number.</summary>
    public long WithoutDistance { get; private set; }

    /// <summary>The largest |new − old| of decimals as written, allowed ones included; null without any.</summary>
    public Rational? LargestAbsolute { get; private set; }

    /// <summary>The most ulps between two numbers, allowed ones included; null when no two numbers differ.</summary>
    public BigInteger? LargestUlps { get; private set; }

    /// <summary>The first changed cell.</summary>
    public ChangedCell? First { get; internal set; }

    /// <summary>Counts a cell that differs.</summary>
    internal void Count(CellDifference difference, bool isWithin)
    {
        Within += isWithin ? 1 : 0;
        Changed += isWithin ? 0 : 1;
        WithoutDistance += difference.Absolute is null ? 1 : 0;
        LargestAbsolute = LargestAbsolute is null || difference.Absolute > LargestAbsolute ? difference.Absolute : LargestAbsolute;
        LargestUlps = LargestUlps is null || difference.Ulps > LargestUlps ? difference.Ulps : LargestUlps;
    }
}

/// <summary>What two tables differ in; matched rows are those that both have, changed ones among them.</summary>
public sealed record TableDifference(
    IReadOnlyList<string> Key,
    long Matched,
    long Changed,
    UnmatchedRows OnlyOld,
    UnmatchedRows OnlyNew,
    IReadOnlyList<ColumnDifference> Columns,
    IReadOnlyList<string> ColumnsOnlyOld,
    IReadOnlyList<string> ColumnsOnlyNew,
    IReadOnlyList<ChangedCell> First)
{
    /// <summary>Rows of either table.</summary>
    public long Rows => Matched + OnlyOld.Count + OnlyNew.Count;

    /// <summary>Rows that differ or that only one table has.</summary>
    public long Differing => Changed + OnlyOld.Count + OnlyNew.Count;

    /// <summary>Cells that differ by no more than is allowed.</summary>
    public long Within => Columns.Sum(column => column.Within);

    /// <summary>Whether nothing differs, or nothing by more than is allowed.</summary>
    public bool IsEqual => Differing == 0 && ColumnsOnlyOld.Count == 0 && ColumnsOnlyNew.Count == 0;
}

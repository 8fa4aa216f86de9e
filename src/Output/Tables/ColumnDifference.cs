using System.Numerics;
using Experiments.Numerics.Exact;

namespace Experiments.Output.Tables;

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

    /// <summary>The largest |new − old| of the decimals as written, allowed ones included; null when no two numbers differ.</summary>
    public Rational? LargestAbsolute { get; private set; }

    /// <summary>The most steps of the format between two numbers, allowed ones included; null when no two numbers differ.</summary>
    public BigInteger? LargestUlps { get; private set; }

    /// <summary>The first changed cell.</summary>
    public ChangedCell? First { get; internal set; }

    /// <summary>Counts a cell that differs.</summary>
    internal void Count(CellDifference difference, bool isWithin)
    {
        Within += isWithin ? 1 : 0;
        Changed += isWithin ? 0 : 1;
        if (difference is not { Absolute: { } absolute, Ulps: { } ulps })
        {
            WithoutDistance++;
            return;
        }

        LargestAbsolute = LargestAbsolute >= absolute ? LargestAbsolute : absolute;
        LargestUlps = LargestUlps >= ulps ? LargestUlps : ulps;
    }
}

using Experiments.Numerics.Formats;
using Experiments.Output.Figures;

namespace Experiments.Output.Tables;

/// <summary>How tables are compared.</summary>
public sealed record TableOptions
{
    /// <summary>The columns that name a row; none for those known from the header.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>The format of rows that do not name one, or one that is not known; null for float32 in network-… and float64 elsewhere.</summary>
    public NumberFormat? Format { get; init; }

    /// <summary>How far numbers may be apart.</summary>
    public Tolerance Tolerance { get; init; } = Tolerance.None;

    /// <summary>The columns to compare; none for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Columns to leave out.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>The memory that displaced rows may take, estimated, in bytes.</summary>
    public long LargestMemory { get; init; } = 1L << 30;

    /// <summary>Whether a column is to be compared.</summary>
    internal bool Includes(string column) => (Only.Count == 0 || Only.Contains(column)) && !Ignored.Contains(column);
}

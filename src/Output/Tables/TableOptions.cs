using Experiments.Numerics.Formats;

namespace Experiments.Output.Tables;

/// <summary>How tables are compared.</summary>
public sealed record TableOptions
{
    /// <summary>Whether the first row names the columns; else they are named 1, 2 and so on.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>What the tables declare of themselves; null when they declare nothing.</summary>
    public TableSchema? Schema { get; init; }

    /// <summary>The columns that name a row; none for those that the schema declares, or that are told from the header.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>The format of numbers of which neither the schema nor the row names a known one; null for float64.</summary>
    public NumberFormat? Format { get; init; }

    /// <summary>How far the numbers of a column may be apart.</summary>
    public Func<string, Tolerance> ToleranceOf { get; init; } = _ => Tolerance.None;

    /// <summary>The columns to compare; none for all.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];

    /// <summary>Columns to leave out.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];

    /// <summary>How a user names the key, for messages.</summary>
    public string NamingTheKey { get; init; } = "a key";

    /// <summary>How a user names the format, for messages.</summary>
    public string NamingTheFormat { get; init; } = "a format";

    /// <summary>Whether a column is to be compared.</summary>
    internal bool Includes(string column) => (Only.Count == 0 || Only.Contains(column)) && !Ignored.Contains(column);
}

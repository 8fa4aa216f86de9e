using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Output.Tables;

/// <summary>How far two numbers may be apart; one of the bounds that are given is enough.</summary>
/// <remarks>Ulps are those of the column's format; the other two are exact, of decimals as written.</remarks>
public sealed record Tolerance(long? Ulps = null, Rational? Absolute = null, Rational? Relative = null)
{
    /// <summary>Whether a difference is within it. What has no distance never is.</summary>
    internal bool Accepts(CellDifference difference) => difference is { Old: { } old, Absolute: { } distance }
        && (difference.Ulps <= Ulps || distance <= Absolute || (Relative is { } relative && distance <= relative * Rational.Abs(old)));
}

/// <summary>How tables are compared.</summary>
public sealed record TableOptions
{
    /// <summary>Whether the first row names the columns; else they are named 1, 2 and so on.</summary>
    public bool HasHeader { get; init; } = true;

    /// <summary>What the tables declare of themselves; null when they declare nothing.</summary>
    public TableSchema? Schema { get; init; }

    /// <summary>The columns that name a row; none for those that are declared, or else told from the header.</summary>
    public IReadOnlyList<string> Key { get; init; } = [];

    /// <summary>The format of numbers for which neither schema nor row names one that is known; null for float64.</summary>
    public NumberFormat? Format { get; init; }

    /// <summary>How far the numbers of a column may be apart.</summary>
    public Func<string, Tolerance> ToleranceOf { get; init; } = _ => new();

    /// <summary>Whether a column is compared.</summary>
    public Func<string, bool> Includes { get; init; } = _ => true;

    /// <summary>How a user names the key, for messages.</summary>
    public string NamingTheKey { get; init; } = "a key";
}

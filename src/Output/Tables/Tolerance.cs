using Experiments.Numerics.Exact;

namespace Experiments.Output.Tables;

/// <summary>How far two numbers may be apart: in ulps, absolutely, or relative to the old one. One of those that are given is enough.</summary>
/// <remarks>Ulps are those of the column's format; the other two are exact, of the decimals as they are written.</remarks>
public sealed record Tolerance(long? Ulps = null, Rational? Absolute = null, Rational? Relative = null)
{
    /// <summary>No tolerance.</summary>
    public static Tolerance None { get; } = new();

    /// <summary>Whether a difference is within it. What has no distance never is.</summary>
    internal bool Accepts(CellDifference difference) => difference is { Old: { } old, Absolute: { } distance, Ulps: { } steps }
        && (steps <= Ulps || distance <= Absolute || (Relative is { } relative && distance <= relative * Rational.Abs(old)));
}

using Experiments.Numerics.Exact;

namespace Experiments.Output.Tables;

/// <summary>How far two numbers may be apart: in ulps, absolutely, or relative to the old one. One of those that are given is enough.</summary>
public sealed record Tolerance(long? Ulps = null, Rational? Absolute = null, Rational? Relative = null)
{
    /// <summary>No tolerance.</summary>
    public static Tolerance None { get; } = new();

    /// <summary>Whether a difference is within it, exactly. What has no distance never is.</summary>
    internal bool Accepts(CellDifference difference) =>
        (Ulps is { } ulps && difference.Ulps is { } steps && steps <= ulps)
        || (difference.Absolute is { } distance && difference.Old is { } old
            && ((Absolute is { } absolute && distance <= absolute) || (Relative is { } relative && distance <= relative * Rational.Abs(old))));
}

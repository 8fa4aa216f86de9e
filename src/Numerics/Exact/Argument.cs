namespace Experiments.Numerics.Exact;

/// <summary>
/// The argument of a real function: its sign, bounds of its size, and its exact value, which is formed only when
/// needed.
/// </summary>
public readonly struct Argument(bool negative, Bracket size, Func<Rational> exact)
{
    /// <summary>Whether the number is below 0.</summary>
    public bool Negative { get; } = negative;

    /// <summary>Bounds of its size.</summary>
    public Bracket Size { get; } = size;

    /// <summary>Its exact value.</summary>
    public Func<Rational> Exact { get; } = exact;

    /// <summary>−x.</summary>
    public static Argument operator -(Argument x)
    {
        var exact = x.Exact;
        return new(!x.Negative, x.Size, () => -exact());
    }
}

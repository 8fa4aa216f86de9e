namespace Experiments.Reference;

/// <summary>The argument of a function of a real number: its sign, bounds of its size, and its exact value, formed only when it is needed.</summary>
public readonly record struct Argument(bool Negative, Bracket Size, Func<Rational> Exact)
{
    /// <summary>−x.</summary>
    public static Argument operator -(Argument x)
    {
        var exact = x.Exact;
        return new(!x.Negative, x.Size, () => -exact());
    }
}

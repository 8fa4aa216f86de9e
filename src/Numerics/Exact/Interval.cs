namespace Experiments.Numerics.Exact;

/// <summary>Exact bounds Lower ≤ value ≤ Upper of a real number.</summary>
public readonly record struct Interval(Dyadic Lower, Dyadic Upper)
{
    /// <summary>The interval that holds x alone.</summary>
    public static implicit operator Interval(Dyadic x) => new(x, x);

    /// <summary>−x.</summary>
    public static Interval operator -(Interval x) => new(-x.Upper, -x.Lower);

    /// <summary>Bounds of x + y.</summary>
    public static Interval operator +(Interval x, Interval y) => new(x.Lower + y.Lower, x.Upper + y.Upper);

    /// <summary>Bounds of n · x.</summary>
    public static Interval operator *(int n, Interval x) =>
        n < 0 ? new(n * x.Upper, n * x.Lower) : new(n * x.Lower, n * x.Upper);

    /// <summary>Bounds of a function that does not decrease, from its bounds at both ends of x.</summary>
    public static Interval Increasing(Interval x, Func<Dyadic, Interval> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var lower = function(x.Lower);
        return x.Lower == x.Upper ? lower : new(lower.Lower, function(x.Upper).Upper);
    }

    /// <summary>Bounds of x / y for x ≥ 0, y > 0, each end rounded outwards at <paramref name="bits"/> bits.</summary>
    public static Interval Divide(Interval x, Interval y, int bits) => new(
        new Rational(x.Lower, y.Upper).Enclose(bits).Lower,
        new Rational(x.Upper, y.Lower).Enclose(bits).Upper);
}

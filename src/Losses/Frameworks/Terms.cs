using Experiments.Numerics.Exact;

namespace Experiments.Losses.Frameworks;

/// <summary>What the formulas of several frameworks are made of.</summary>
internal static class Terms
{
    /// <summary>The machine epsilon of the format, the distance from 1 to the next number: 2^(1 − precision).</summary>
    /// <remarks>
    /// |3·(4/3 − 1) − 1|: 4/3 is off by a third of the distance, and the differences are exact. 1e-28 in decimal.
    /// </remarks>
    public static Expression MachineEpsilon { get; } = Expression.Abs((3 * ((Expression)((Rational)4 / 3) - 1)) - 1);

    /// <summary>10^exponent, rounded to the format.</summary>
    public static Rational PowerOfTen(int exponent) => Rational.FromDecimal(1, exponent);

    /// <summary>p clipped to [ε, 1 − ε], 1 − ε computed in the format.</summary>
    public static Expression Clip(Expression p, Expression epsilon) => Expression.Clip(p, epsilon, 1 - epsilon);

    /// <summary>−(y·log a + (1 − y)·log b).</summary>
    public static Expression CrossEntropy(Expression a, Expression b, Expression y) =>
        -((y * Expression.Log(a)) + ((1 - y) * Expression.Log(b)));

    /// <summary>a·log b, and 0 where a is 0 whatever b is: the function xlogy.</summary>
    public static Expression TimesLog(Expression a, Expression b) => Expression.Select(Expression.Same(a, 0), 0, a * Expression.Log(b));

    /// <summary>(g·s)·(1 − s): the gradient that reaches x through s = σ(x), multiplied from the left.</summary>
    public static Expression LeftToRight(Expression s, Expression g) => g * s * (1 - s);

    /// <summary>e^−|x|.</summary>
    public static Expression ExpOfMinusSize(Expression x) => Expression.Exp(-Expression.Abs(x));

    /// <summary>1 where a &gt; 0, else 0.</summary>
    public static Expression IsPositive(Expression a) => 1 - Expression.AtLeast(0, a);
}

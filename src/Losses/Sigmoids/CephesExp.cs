using Experiments.Numerics.Exact;

namespace Experiments.Losses.Sigmoids;

/// <summary>
/// e^a in float32 as Eigen's vector code has it, after Cephes: a = m·log 2 + r, then 2^m times a polynomial of r.
/// </summary>
/// <remarks>
/// m = ⌊a·log₂ e + ½⌋. m·log 2 is taken away in two parts, the first of which is short enough for an exact product.
/// Without fused operations the results are within 1 ulp, but for the squared form.
/// </remarks>
internal static class CephesExp
{
    private static readonly Expression Half = Rational.FromDecimal(5, -1);
    private static readonly Expression Log2E = Rational.FromDecimal(144269504088896341, -17);
    private static readonly Expression Log2High = Rational.FromDecimal(-693359375, -9);
    private static readonly Expression Log2Low = Rational.FromDecimal(212194440, -12);

    // p₀ … p₅ of Cephes' expf.c, from the highest power down.
    private static readonly Expression P0 = Rational.FromDecimal(19875691500, -14);
    private static readonly Expression P1 = Rational.FromDecimal(13981999507, -13);
    private static readonly Expression P2 = Rational.FromDecimal(83334519073, -13);
    private static readonly Expression P3 = Rational.FromDecimal(41665795894, -12);
    private static readonly Expression P4 = Rational.FromDecimal(16666665459, -11);
    private static readonly Expression P5 = Rational.FromDecimal(50000001201, -11);

    // Eigen 5 writes all digits of its four float32 coefficients; these are the shortest that give the same numbers.
    private static readonly Expression Q2 = Rational.FromDecimal(49999142, -8);
    private static readonly Expression Q3 = Rational.FromDecimal(16666877, -8);
    private static readonly Expression Q4 = Rational.FromDecimal(41898668, -9);
    private static readonly Expression Q5 = Rational.FromDecimal(8334713, -9);

    /// <summary>Eigen before 3.4, without fused operations: one sum after the other, a clamped to ±88.376.</summary>
    public static Expression InOrder(Expression a)
    {
        var clamped = Expression.Clip(a, Rational.FromDecimal(-883762626647949, -13), Rational.FromDecimal(883762626647950, -13));
        var (m, r) = Reduce(clamped, isFused: false);
        var y = Polynomial.Value(r, isFused: false, P0, P1, P2, P3, P4, P5);
        return Expression.Max(((Polynomial.Step(y, r * r, r, isFused: false) + 1) * Expression.Exp2(m)), a);
    }

    /// <summary>Eigen 3.4: in three parts that a processor can form at once, a clamped to ±88.723.</summary>
    public static Expression InParts(Expression a, bool isFused)
    {
        var clamped = Expression.Clip(a, Rational.FromDecimal(-88723, -3), Rational.FromDecimal(88723, -3));
        var (m, r) = Reduce(clamped, isFused);
        var square = r * r;
        var high = Polynomial.Value(r, isFused, P0, P1, P2);
        var low = Polynomial.Value(r, isFused, P3, P4, P5);
        var y = Polynomial.Step(Polynomial.Step(high, square * r, low, isFused), square, r + 1, isFused);
        return Expression.Max(y * Expression.Exp2(m), a);
    }

    /// <summary>Eigen 5, for the logistic function alone: e^(a/2) with a polynomial of degree 5, squared.</summary>
    /// <remarks>The square doubles the error; no intermediate value is subnormal.</remarks>
    public static Expression Squared(Expression a, bool isFused)
    {
        var (m, r) = Reduce(a * Half, isFused);
        var square = r * r;
        var even = Polynomial.Step(square, Q4, Q2, isFused);
        var odd = Polynomial.Step(square, Q5, Q3, isFused);
        var y = Polynomial.Step(square, Polynomial.Step(r, odd, even, isFused), r + 1, isFused);
        var root = y * Expression.Exp2(m);
        return root * root;
    }

    /// <summary>m and the remainder r = a − m·log 2, between −0.35 and 0.35.</summary>
    private static (Expression Exponent, Expression Remainder) Reduce(Expression a, bool isFused)
    {
        var m = Expression.Floor(Polynomial.Step(a, Log2E, Half, isFused));
        return (m, Polynomial.Step(m, Log2Low, Polynomial.Step(m, Log2High, a, isFused), isFused));
    }
}

using Experiments.Numerics.Exact;

namespace Experiments.Losses.Sigmoids;

/// <summary>
/// The rational function of degrees 9 and 10 that Eigen fitted to σ(x) − ½ in 2018 and that others took over.
/// </summary>
/// <remarks>
/// Good to a few units of 2^−25, so that below −9 little is left of σ: from −15.7 down it is 0, or negative, at some x.
/// Above 15.6 it wavers between 1 − 3·10^−7 and 1 + 2^−23.
/// </remarks>
internal static class LogisticRational
{
    private static readonly Expression Half = Rational.FromDecimal(5, -1);

    // α₉, α₇, … α₁ and β₁₀, β₈, … β₀ of Eigen/src/Core/functors/UnaryFunctors.h.
    private static readonly Expression[] Numerator =
    [
        Rational.FromDecimal(437031012579801, -25),
        Rational.FromDecimal(115627324459942, -21),
        Rational.FromDecimal(608574864600143, -19),
        Rational.FromDecimal(851377133304701, -17),
        Rational.FromDecimal(248287947061529, -15),
    ];

    private static readonly Expression[] Denominator =
    [
        Rational.FromDecimal(610247389755681, -27),
        Rational.FromDecimal(576102136993427, -23),
        Rational.FromDecimal(629106785017040, -20),
        Rational.FromDecimal(170198817374094, -17),
        Rational.FromDecimal(116817656904453, -15),
        Rational.FromDecimal(993151921023180, -15),
    ];

    /// <summary>x·P(x²) / Q(x²) + ½.</summary>
    public static Expression Value(Expression x, bool isFused)
    {
        var square = x * x;
        var p = x * Polynomial.Value(square, isFused, Numerator);
        var q = Polynomial.Value(square, isFused, Denominator);
        return (p / q) + Half;
    }
}

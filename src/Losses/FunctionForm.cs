using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>A function that cross-entropies are made of, in one form; and the function itself, rounded once.</summary>
/// <param name="Name">What it is called on the command line and in tables; a naive form ends with -naive.</param>
/// <param name="Summary">The form in words.</param>
/// <param name="Value">From x, the value, each operation rounded in the format.</param>
/// <param name="Exact">From x, the function correctly rounded.</param>
public sealed record FunctionForm(
    string Name, string Summary, Func<Expression, Expression> Value, Func<Expression, Expression> Exact)
{
    private static readonly Rational Half = Rational.FromDecimal(5, -1);

    /// <summary>All of them, a careful form before the naive one of the same function.</summary>
    public static IReadOnlyList<FunctionForm> All { get; } =
    [
        new("softplus", "max(x, 0) + log1p(e^−|x|)", x => Expression.Max(x, 0) + Tail(x), Softplus),
        new("softplus-naive", "log(1 + e^x)", x => Expression.Log(1 + Expression.Exp(x)), Softplus),
        new(
            "softplus-machler",
            "e^x up to −37, log1p(e^x) to 18, x + e^−x to 33.3, x (Mächler 2012)",
            x => Cut(x, -37, 18, (333, -1)),
            Softplus),
        new("softplus-float32", "the same with cut-offs for 24 bits: −17, 8, 14.6", x => Cut(x, -17, 8, (146, -1)), Softplus),
        new("log-sigmoid", "min(x, 0) − log1p(e^−|x|)", x => Expression.Min(x, 0) - Tail(x), LogSigmoid),
        new("log-sigmoid-naive", "log(1 / (1 + e^−x))", x => Expression.Log(Sigmoid.Naive.Value(x)), LogSigmoid),
        new("logit", "log1p(s) − log1p(−s) with s = 2·(p − ½) from 0.3 to 0.65, else log(p / (1 − p))", Logit, Expression.RoundedLogit),
        new("logit-naive", "log(p / (1 − p))", Formulas.Logit, Expression.RoundedLogit),
        new("sigmoid-derivative", "z / ((1 + z)·(1 + z)) with z = e^−|x|", Derivative, Expression.RoundedSigmoidDerivative),
        new("sigmoid-derivative-naive", "s·(1 − s) with s = 1 / (1 + e^−x)", NaiveDerivative, Expression.RoundedSigmoidDerivative),
        new("log1mexp", "log(−expm1(−x)) up to log 2, else log1p(−e^−x) (Mächler 2012)", Log1MExp, Expression.RoundedLog1MExp),
        new("log1mexp-naive", "log(1 − e^−x)", x => Expression.Log(1 - Expression.Exp(-x)), Expression.RoundedLog1MExp),
    ];

    /// <summary>The one format that it is written for; null where it is written for any.</summary>
    public NumberFormat? Only { get; init; }

    /// <summary>Whether its argument is a probability, from 0 to 1.</summary>
    public bool IsOfProbability => Exact == Expression.RoundedLogit;

    private static Expression Softplus(Expression x) => Expression.RoundedCrossEntropy(x, 0);

    private static Expression LogSigmoid(Expression x) => -Expression.RoundedCrossEntropy(x, 1);

    /// <summary>log1p(e^−|x|).</summary>
    private static Expression Tail(Expression x) => Expression.Log1P(Expression.Exp(-Expression.Abs(x)));

    private static Expression Cut(Expression x, int small, int middle, (int Digits, int Exponent) large)
    {
        var power = Expression.Exp(x);
        return Expression.Select(
            Expression.AtLeast(small, x),
            power,
            Expression.Select(
                Expression.AtLeast(middle, x),
                Expression.Log1P(power),
                Expression.Select(
                    Expression.AtLeast(Rational.FromDecimal(large.Digits, large.Exponent), x), x + Expression.Exp(-x), x)));
    }

    private static Expression Logit(Expression p)
    {
        var s = 2 * (p - Half);
        var isMiddle = Expression.AtLeast(p, Rational.FromDecimal(3, -1)) * Expression.AtLeast(Rational.FromDecimal(65, -2), p);
        return Expression.Select(isMiddle, Expression.Log1P(s) - Expression.Log1P(-s), Formulas.Logit(p));
    }

    private static Expression Derivative(Expression x)
    {
        var z = Expression.Exp(-Expression.Abs(x));
        return z / ((1 + z) * (1 + z));
    }

    private static Expression NaiveDerivative(Expression x)
    {
        var s = Sigmoid.Naive.Value(x);
        return s * (1 - s);
    }

    private static Expression Log1MExp(Expression x) => Expression.Select(
        Expression.AtLeast(Expression.Log(2), x), Expression.Log(-Expression.ExpM1(-x)), Expression.Log1P(-Expression.Exp(-x)));
}

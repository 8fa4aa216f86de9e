namespace Experiments.Losses.Sigmoids;

/// <summary>Polynomials as vector code evaluates them: by Horner's rule, from the highest power down.</summary>
internal static class Polynomial
{
    /// <summary>((c₀·x + c₁)·x + c₂) …, each step a product and a sum, or both at once, rounded once.</summary>
    public static Expression Value(Expression x, bool isFused, params ReadOnlySpan<Expression> coefficients)
    {
        var value = coefficients[0];
        foreach (var coefficient in coefficients[1..])
        {
            value = Step(x, value, coefficient, isFused);
        }

        return value;
    }

    /// <summary>a·b + c, rounded twice or, fused, once.</summary>
    public static Expression Step(Expression a, Expression b, Expression c, bool isFused) =>
        isFused ? Expression.Fma(a, b, c) : (a * b) + c;
}

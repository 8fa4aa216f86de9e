using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using static Experiments.Losses.Expression;

namespace Experiments.Tests.Claims;

/// <summary>The article's formulas with another in the place of one.</summary>
internal static class Altered
{
    /// <summary>The round trip that others are made of.</summary>
    public static Expression RoundTripAsWritten => ArticleFormulas.Written.RoundTrip;

    /// <summary>By the name that a test gives.</summary>
    public static ArticleFormulas Of(string name) => name switch
    {
        "σ rounded once" => new() { Sigmoid = RoundedSigmoid },
        "σ below 1" => new() { Sigmoid = x => Min(Sigmoid.Naive.Value(x), new Rational(255, 256)) },
        "σ through float64" => new() { Sigmoid = x => Store(Sigmoid.Naive.Value(x), NumberFormat.Named<Float64>()) },
        "a round trip that changes nothing" => new() { RoundTrip = X },
        "a round trip that is good to 15.2" => new() { RoundTrip = Select(AtLeast(X, new Rational(76, 5)), RoundTripAsWritten, X) },
        "no clip" => new() { Clip = p => p },
        "ε = 10^−3" => new() { Clip = p => Clip(p, new Rational(1, 1000), 1 - (Expression)new Rational(1, 1000)) },
        "no log1p" => new() { Logits = (x, y) => Max(x, 0) - (x * y) + Log(1 + Exp(-Abs(x))) },
        "clipped loss from raw outputs" => new() { Clipped = ArticleLosses.Logits.Value },
        "clipped loss stored as float16" => new() { Clipped = Store(ArticleLosses.Clipped.Value, NumberFormat.Named<Float16>()) },
        "naive loss from raw outputs" => new() { Naive = ArticleLosses.Logits.Value },
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "no such formula"),
    };

    /// <summary>An expression in one format, and the one as written in all others.</summary>
    public static Expression In<T>(Expression altered, Expression written)
        where T : struct, IFloat<T> => Select(InFormat(NumberFormat.Named<T>()), altered, written);

    /// <summary>An expression at one x, and another elsewhere.</summary>
    public static Expression At(Expression x, Expression there, Expression elsewhere) => Select(Same(X, x), there, elsewhere);

    /// <summary>An expression for one label, and another for the rest.</summary>
    public static Expression For(bool label, Expression there, Expression elsewhere) => Select(Same(Y, label ? 1 : 0), there, elsewhere);

    /// <summary>A number of float32.</summary>
    public static Expression Number(float value) => float.IsNaN(value) ? Log(-1) : value == float.PositiveInfinity ? Infinity
        : value == float.NegativeInfinity ? -Infinity : new Float32(value).Exact;

    /// <summary>∞.</summary>
    public static Expression Infinity => (Expression)1 / 0;
}

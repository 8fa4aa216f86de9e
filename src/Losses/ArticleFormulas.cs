using Experiments.Numerics.Exact;

namespace Experiments.Losses;

/// <summary>The article's formulas together, as written; each can be replaced, and those built on it follow.</summary>
public sealed record ArticleFormulas
{
    /// <summary>The formulas as written.</summary>
    public static ArticleFormulas Written { get; } = new();

    /// <summary>The formulas as written, but for the ε of the clip.</summary>
    public static ArticleFormulas With(Rational? epsilon) => new()
    {
        Clip = p => Formulas.Clip(p, epsilon),
        ClippedGradient = ArticleLosses.Clipped.With(new() { Epsilon = epsilon }).Gradient,
    };

    /// <summary>From x, the sigmoid.</summary>
    public Func<Expression, Expression> Sigmoid { get; init; } = Losses.Sigmoid.Naive.Value;

    /// <summary>From a probability, its logit.</summary>
    public Func<Expression, Expression> Logit { get; init; } = Formulas.Logit;

    /// <summary>From a probability, what Keras' clip makes of it.</summary>
    public Func<Expression, Expression> Clip { get; init; } = p => Formulas.Clip(p);

    /// <summary>From a raw output and a label, the loss from raw outputs.</summary>
    public Func<Expression, Expression, Expression> Logits { get; init; } = ArticleLosses.Logits.Formula;

    /// <summary>The true loss.</summary>
    public Expression Exact { get; init; } = ArticleLosses.Exact.Value;

    /// <summary>The round trip logit(σ(x)), which is x in exact arithmetic.</summary>
    public Expression RoundTrip { get => field ?? Logit(Sigmoid(Expression.X)); init; }

    /// <summary>The naive loss from the sigmoid.</summary>
    public Expression Naive { get => field ?? ArticleLosses.Naive.Formula(Sigmoid(Expression.X), Expression.Y); init; }

    /// <summary>Keras' loss: the probability clipped, its logit, and the loss of that.</summary>
    public Expression Clipped { get => field ?? Logits(Logit(Clip(Sigmoid(Expression.X))), Expression.Y); init; }

    /// <summary>The derivative of Keras' loss, by the chain rule as written.</summary>
    public Expression ClippedGradient { get; init; } = ArticleLosses.Clipped.Gradient;
}

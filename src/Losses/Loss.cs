using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>What a loss is given.</summary>
public enum Takes
{
    /// <summary>A probability, which a sigmoid has made of the raw output.</summary>
    Probability,

    /// <summary>The raw output itself, called logit.</summary>
    Logit,
}

/// <summary>
/// A binary cross-entropy, in nats, of one raw output x with a label y in [0, 1], and its derivative with respect to x.
/// </summary>
/// <remarks>Every operation is rounded in the format in which it is evaluated, in the order written.</remarks>
public sealed record Loss
{
    private Func<LossParameters, Loss>? declaration;
    private Rational? weight;
    private Takes? asks;

    /// <summary>What it is called on the command line and in tables.</summary>
    public required string Name { get; init; }

    /// <summary>The framework that computes it so.</summary>
    public required string Framework { get; init; }

    /// <summary>The framework's versions that do; empty where there are none.</summary>
    public string Versions { get; init; } = string.Empty;

    /// <summary>How it is known that they do.</summary>
    public EvidenceKind Evidence { get; init; } = EvidenceKind.Read;

    /// <summary>Where it is written: repository or file, and tag or commit.</summary>
    public required string Source { get; init; }

    /// <summary>What its formula is given.</summary>
    public required Takes Takes { get; init; }

    /// <summary>What the user gives its function: a logit where that forms the sigmoid itself.</summary>
    public Takes Asks
    {
        get => asks ?? Takes;
        init => asks = value;
    }

    /// <summary>From what it is given and the label, the loss.</summary>
    public required Func<Expression, Expression, Expression> Formula { get; init; }

    /// <summary>Whether it has a value; an objective without one is a gradient alone.</summary>
    public bool HasValue { get; init; } = true;

    /// <summary>Whether it has a gradient; a metric has none.</summary>
    public bool HasGradient { get; init; } = true;

    /// <summary>Whether it stands for the cross-entropy in nats: no focal or weighted one, and none in bits.</summary>
    public bool IsCrossEntropy
    {
        get => IsWeightedCrossEntropy && Weight.CompareTo(1) == 0;
        init => IsWeightedCrossEntropy = value;
    }

    /// <summary>Whether it stands for that times the weight of the sample.</summary>
    public bool IsWeightedCrossEntropy { get; private init; } = true;

    /// <summary>The weight of the sample, by which loss and gradient are multiplied.</summary>
    public Rational Weight => weight ?? 1;

    /// <summary>The constants that its framework lets the user choose.</summary>
    public IReadOnlyList<Parameter> Accepts { get; init; } = [];

    /// <summary>The sigmoid in front of a loss of probabilities; beside a loss of logits, that of the same library.</summary>
    public Sigmoid Sigmoid { get; init; } = Sigmoid.Naive;

    /// <summary>
    /// The derivative as its framework writes it by hand, from the same two arguments; null where it follows from the
    /// formula.
    /// </summary>
    public Func<Expression, Expression, Expression>? Backward { get; init; }

    /// <summary>
    /// The derivative with respect to the raw output, from it and the label, where a library has one that does not go
    /// through the probability that its loss is given; null elsewhere.
    /// </summary>
    public Func<Expression, Expression, Expression>? Objective { get; init; }

    /// <summary>How the framework writes the derivatives of primitives.</summary>
    public DerivativeRules Rules { get; init; } = DerivativeRules.Tape;

    /// <summary>
    /// The format that its library computes in whatever it is given, before it keeps the result in what it was given; null
    /// where it computes in that.
    /// </summary>
    public NumberFormat? ComputesIn { get; init; }

    /// <summary>The format in which a training forms the loss and its gradient.</summary>
    public NumberFormat TrainsIn { get; init; } = NumberFormat.Named<Float32>();

    /// <summary>The loss of x with the label y.</summary>
    public Expression Value => ValueThrough(Input);

    /// <summary>d loss / dx, as the framework forms it.</summary>
    public Expression Gradient => Objective is null ? GradientThrough(Input) : Weighted(Objective(Expression.X, Expression.Y));

    /// <summary>The format that its library computes in where it is given numbers of another.</summary>
    public NumberFormat FormatFor(NumberFormat given)
    {
        ArgumentNullException.ThrowIfNull(given);
        return ComputesIn is { Parameters: { } wide } own && given.Parameters is { } kept && wide.Precision > kept.Precision ? own : given;
    }

    /// <summary>A loss whose constants the user may choose, declared as a function of them.</summary>
    public static Loss Of(Func<LossParameters, Loss> declare)
    {
        ArgumentNullException.ThrowIfNull(declare);
        return declare(new()) with { declaration = declare };
    }

    /// <summary>The same loss with constants of the user's; those that it does not accept are none of its business.</summary>
    public Loss With(LossParameters given)
    {
        ArgumentNullException.ThrowIfNull(given);
        var isOther = given.PosWeight is { } factor && factor.CompareTo(1) != 0 && Accepts.Contains(Parameter.PosWeight);
        return (declaration is null ? this : declaration(given) with { declaration = declaration }) with
        {
            IsCrossEntropy = IsWeightedCrossEntropy && !isOther,
            weight = given.Weight,
        };
    }

    /// <summary>
    /// The loss with another expression for what it is given: x itself, where x stands for a known probability.
    /// </summary>
    public Expression ValueThrough(Expression input) => Weighted(Formula(input, Expression.Y));

    /// <summary>
    /// d loss / dx with another expression for what the loss is given: x itself, where x stands for a known probability.
    /// </summary>
    public Expression GradientThrough(Expression input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var gradient = Backward is null
            ? Derivative.Form(Weighted(Formula(input, Expression.Y)), input, Rules)
            : Weighted(Backward(input, Expression.Y));
        return Takes == Takes.Logit ? gradient : Sigmoid.Backward(input, gradient);
    }

    private Expression Weighted(Expression loss) => weight is { } factor ? loss * factor : loss;

    private Expression Input => Takes == Takes.Logit ? Expression.X : Sigmoid.Of(Expression.X);
}

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
    /// <summary>What it is called on the command line and in tables.</summary>
    public required string Name { get; init; }

    /// <summary>The framework that computes it so, and its versions.</summary>
    public required string Framework { get; init; }

    /// <summary>Where it is written: repository or file, and tag or commit.</summary>
    public required string Source { get; init; }

    /// <summary>What it is given.</summary>
    public required Takes Takes { get; init; }

    /// <summary>From what it is given and the label, the loss.</summary>
    public required Func<Expression, Expression, Expression> Formula { get; init; }

    /// <summary>The sigmoid in front of a loss of probabilities.</summary>
    public Sigmoid Sigmoid { get; init; } = Sigmoid.Naive;

    /// <summary>
    /// The derivative as its framework writes it by hand, from the same two arguments; null where it follows from the
    /// formula.
    /// </summary>
    public Func<Expression, Expression, Expression>? Backward { get; init; }

    /// <summary>How the framework writes the derivatives of primitives.</summary>
    public DerivativeRules Rules { get; init; } = DerivativeRules.Tape;

    /// <summary>The format in which a training forms the loss and its gradient.</summary>
    public NumberFormat TrainsIn { get; init; } = NumberFormat.Named<Float32>();

    /// <summary>The loss of x with the label y.</summary>
    public Expression Value => Formula(Input, Expression.Y);

    /// <summary>d loss / dx, as the framework forms it.</summary>
    public Expression Gradient
    {
        get
        {
            var input = Input;
            var gradient = Backward?.Invoke(input, Expression.Y) ?? Derivative.Form(Formula(input, Expression.Y), input, Rules);
            return Takes == Takes.Logit ? gradient : Sigmoid.Backward(input, gradient);
        }
    }

    private Expression Input => Takes == Takes.Logit ? Expression.X : Sigmoid.Value(Expression.X);
}

using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>
/// A formula of a raw output x and a label y as a value: a tree of operations, made by operators so that it reads like
/// the article.
/// </summary>
/// <remarks>
/// <see cref="In{T}"/> evaluates it in a number format, each operation rounded there; <see cref="Derivative"/> forms
/// the expression of its derivative. A part that occurs twice is evaluated once.
/// </remarks>
public sealed class Expression
{
    private Expression(Operation operation, params Expression[] operands) => (Operation, Operands) = (operation, operands);

    /// <summary>The raw output x; in a loss of probabilities, the probability.</summary>
    public static Expression X { get; } = new(Operation.X);

    /// <summary>The label y, in [0, 1].</summary>
    public static Expression Y { get; } = new(Operation.Y);

    internal Operation Operation { get; }

    internal IReadOnlyList<Expression> Operands { get; }

    /// <summary>The number that a constant is, rounded to the format in which it is used.</summary>
    internal Rational Number { get; private init; }

    /// <summary>The format that a stored value is rounded to.</summary>
    internal NumberFormat? Format { get; private init; }

    /// <summary>An exact number, rounded once to the format of the evaluation.</summary>
    public static implicit operator Expression(Rational number) => new(Operation.Constant) { Number = number };

    /// <summary>An integer.</summary>
    public static implicit operator Expression(int number) => (Rational)number;

    /// <summary>−a.</summary>
    public static Expression operator -(Expression a) => new(Operation.Negate, a);

    /// <summary>a + b.</summary>
    public static Expression operator +(Expression a, Expression b) => new(Operation.Add, a, b);

    /// <summary>a − b.</summary>
    public static Expression operator -(Expression a, Expression b) => new(Operation.Subtract, a, b);

    /// <summary>a · b.</summary>
    public static Expression operator *(Expression a, Expression b) => new(Operation.Multiply, a, b);

    /// <summary>a / b.</summary>
    public static Expression operator /(Expression a, Expression b) => new(Operation.Divide, a, b);

    /// <summary>|a|.</summary>
    public static Expression Abs(Expression a) => new(Operation.Abs, a);

    /// <summary>e^a.</summary>
    public static Expression Exp(Expression a) => new(Operation.Exp, a);

    /// <summary>e^a − 1.</summary>
    public static Expression ExpM1(Expression a) => new(Operation.ExpM1, a);

    /// <summary>2^a.</summary>
    public static Expression Exp2(Expression a) => new(Operation.Exp2, a);

    /// <summary>log a.</summary>
    public static Expression Log(Expression a) => new(Operation.Log, a);

    /// <summary>log(1 + a).</summary>
    public static Expression Log1P(Expression a) => new(Operation.Log1P, a);

    /// <summary>log2 a.</summary>
    public static Expression Log2(Expression a) => new(Operation.Log2, a);

    /// <summary>tanh a.</summary>
    public static Expression Tanh(Expression a) => new(Operation.Tanh, a);

    /// <summary>The largest integer that is not above a.</summary>
    public static Expression Floor(Expression a) => new(Operation.Floor, a);

    /// <summary>a · b + c, fused: rounded once.</summary>
    public static Expression Fma(Expression a, Expression b, Expression c) => new(Operation.Fma, a, b, c);

    /// <summary>The larger of a and b; NaN where either is.</summary>
    public static Expression Max(Expression a, Expression b) => new(Operation.Max, a, b);

    /// <summary>The smaller of a and b; NaN where either is.</summary>
    public static Expression Min(Expression a, Expression b) => new(Operation.Min, a, b);

    /// <summary>a clipped to [low, high]: the smaller of a and high first, as Keras has it.</summary>
    public static Expression Clip(Expression a, Expression low, Expression high) => Max(Min(a, high), low);

    /// <summary>1 where a ≥ b, else 0.</summary>
    public static Expression AtLeast(Expression a, Expression b) => new(Operation.AtLeast, a, b);

    /// <summary>1 where a and b are the same number, infinity, NaN or token; else 0.</summary>
    public static Expression Same(Expression a, Expression b) => new(Operation.Same, a, b);

    /// <summary>1 where it is evaluated in a format, 0 in another.</summary>
    public static Expression InFormat(NumberFormat format) => new(Operation.InFormat) { Format = format };

    /// <summary>One expression where a condition is not 0, else the other.</summary>
    public static Expression Select(Expression condition, Expression then, Expression otherwise) =>
        new(Operation.Select, condition, then, otherwise);

    /// <summary>a as another format keeps it: rounded to that format, then to the one of the evaluation.</summary>
    public static Expression Store(Expression a, NumberFormat format) => new(Operation.Store, a) { Format = format };

    /// <summary>The sigmoid of a, correctly rounded as one function.</summary>
    public static Expression RoundedSigmoid(Expression a) => new(Operation.Sigmoid, a);

    /// <summary>The derivative of the sigmoid at a, correctly rounded as one function.</summary>
    public static Expression RoundedSigmoidDerivative(Expression a) => new(Operation.SigmoidDerivative, a);

    /// <summary>The logit of a, correctly rounded as one function.</summary>
    public static Expression RoundedLogit(Expression a) => new(Operation.Logit, a);

    /// <summary>log(1 − e^−a), correctly rounded as one function.</summary>
    public static Expression RoundedLog1MExp(Expression a) => new(Operation.Log1MExp, a);

    /// <summary>The cross-entropy of a raw output with a label, correctly rounded as one function.</summary>
    public static Expression RoundedCrossEntropy(Expression raw, Expression label) => new(Operation.CrossEntropy, raw, label);

    /// <summary>
    /// The derivative of the cross-entropy with respect to the raw output, correctly rounded as one function.
    /// </summary>
    public static Expression RoundedDerivative(Expression raw, Expression label) => new(Operation.CrossEntropyDerivative, raw, label);

    /// <summary>The same formula with an expression in the place of x and another in the place of y.</summary>
    public Expression With(Expression x, Expression y)
    {
        var made = new Dictionary<Expression, Expression>(ReferenceEqualityComparer.Instance) { [X] = x, [Y] = y };
        return Copy(this);

        Expression Copy(Expression node)
        {
            if (!made.TryGetValue(node, out var copy))
            {
                copy = node.Operands.Count == 0 ? node
                    : new(node.Operation, [.. node.Operands.Select(Copy)]) { Format = node.Format };
                made.Add(node, copy);
            }

            return copy;
        }
    }

    /// <summary>The same formula for one label, in [0, 1].</summary>
    public Expression For(Rational label) => With(X, label);

    /// <summary>The formula in a number format, ready to be evaluated.</summary>
    public Evaluator<T> In<T>()
        where T : struct, IFloat<T> => new(this);
}

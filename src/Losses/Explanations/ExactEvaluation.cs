using Experiments.Numerics.Exact;

namespace Experiments.Losses.Explanations;

/// <summary>The parts of a formula in exact arithmetic, with bounds of so many bits.</summary>
/// <remarks>
/// A value that an operation leaves as it is, such as a maximum or a product with 1, stays the same part of the formula.
/// Conditions are decided by the bounds where they part. Two operands are equal where they are the same part, as after a
/// clip that clips nothing, or one number each; bounds that do not part count as equal, too, and leave a trace.
/// </remarks>
internal sealed class ExactEvaluation(FormulaNodes nodes, ExactValue x, int bits)
{
    private readonly ExactArithmetic arithmetic = new(bits);
    private readonly ExactValue?[] values = new ExactValue?[nodes.Count];

    /// <summary>Whether a condition was met whose operands have bounds that do not part.</summary>
    public bool IsUndecided { get; private set; }

    /// <summary>What the part at a place is.</summary>
    public ExactValue Value(int place)
    {
        if (values[place] is not { } value)
        {
            var formed = Form(nodes[place]);
            values[place] = value = formed.Origin != 0 ? formed : formed with { Origin = place + 1 };
        }

        return value;
    }

    private ExactValue Form(FormulaNode node) => node.Operation switch
    {
        Operation.X => x,
        Operation.Constant => Constant(node.Number),
        Operation.Select => Value(node.Operands[Value(node.A).IsZero ? 2 : 1]),
        Operation.Store => Value(node.A),
        _ => Apply(node.Operation, Value(node.A), Value(node.B), Value(node.C)),
    };

    private ExactValue Apply(Operation operation, ExactValue a, ExactValue b, ExactValue c) => operation switch
    {
        Operation.Negate => ExactArithmetic.Negate(a),
        Operation.Abs => ExactArithmetic.Abs(a),
        Operation.Exp => arithmetic.Exp(a),
        Operation.ExpM1 => arithmetic.ExpM1(a),
        Operation.Exp2 => arithmetic.Exp2(a),
        Operation.Log => arithmetic.Log(a),
        Operation.Log2 => arithmetic.Log2(a),
        Operation.Log1P => arithmetic.Log1P(a),
        Operation.Tanh => arithmetic.Tanh(a),
        Operation.Floor => ExactArithmetic.Floor(a),
        Operation.Add => a.IsZero ? b : b.IsZero ? a : arithmetic.Add(a, b),
        Operation.Subtract => a.Origin == b.Origin && a.Bounds is not null ? (Interval)Dyadic.Zero
            : b.IsZero ? a : arithmetic.Add(a, ExactArithmetic.Negate(b)),
        Operation.Multiply => IsOne(a) ? b : IsOne(b) ? a : arithmetic.Multiply(a, b),
        Operation.Divide => arithmetic.Divide(a, b),
        Operation.Fma => arithmetic.Add(arithmetic.Multiply(a, b), c),
        Operation.Max => a.Origin == b.Origin ? a : ExactArithmetic.Max(a, b),
        Operation.Min => a.Origin == b.Origin ? a : Least(a, b),
        Operation.AtLeast => Truth(!a.IsNaN && !b.IsNaN && Order(a, b) >= 0),
        Operation.Same => Truth(a.IsNaN || b.IsNaN ? a.IsNaN && b.IsNaN : Order(a, b) == 0),
        Operation.Sigmoid => arithmetic.Sigmoid(a),
        Operation.CrossEntropy => arithmetic.CrossEntropy(a, b),
        Operation.CrossEntropyDerivative => arithmetic.CrossEntropyDerivative(a, b),
        _ => throw new InvalidOperationException($"{operation} is no operation of values."),
    };

    private static ExactValue Least(ExactValue a, ExactValue b)
    {
        if (a.IsNaN || b.IsNaN || ExactArithmetic.Compare(a, b) is null)
        {
            return ExactArithmetic.Negate(ExactArithmetic.Max(ExactArithmetic.Negate(a), ExactArithmetic.Negate(b)));
        }

        return ExactArithmetic.Compare(a, b) < 0 ? a : b;
    }

    private static bool IsOne(ExactValue a) => a.Bounds is var (lower, upper) && lower == Dyadic.One && upper == Dyadic.One;

    private static ExactValue Truth(bool isTrue) => (Interval)(isTrue ? Dyadic.One : Dyadic.Zero);

    private int Order(ExactValue a, ExactValue b)
    {
        var order = a.Origin == b.Origin ? 0 : ExactArithmetic.Compare(a, b);
        IsUndecided |= order is null;
        return order ?? 0;
    }

    private ExactValue Constant(Rational number) => number.Enclose(bits);
}

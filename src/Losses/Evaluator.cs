using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>
/// Expressions in a number format. Constants are rounded once; parts without x and y are evaluated once, and so are,
/// at each x, parts that several have.
/// </summary>
/// <remarks>
/// One interpreter for each format serves every formula, so no formula is compiled again for each format. Threads may
/// share it.
/// </remarks>
public sealed class Evaluator<T>
    where T : struct, IFloat<T>
{
    private const int Block = 512;

    private readonly Node[] nodes;
    private readonly int[] roots;

    /// <summary>One expression or several.</summary>
    public Evaluator(params IReadOnlyList<Expression> expressions)
    {
        ArgumentNullException.ThrowIfNull(expressions);
        ArgumentOutOfRangeException.ThrowIfZero(expressions.Count, nameof(expressions));
        var places = new Dictionary<Expression, int>(ReferenceEqualityComparer.Instance);
        var known = new Dictionary<(Node, string), int>();
        var made = new List<Node>();
        roots = [.. expressions.Select(Add)];
        nodes = [.. made];

        int Add(Expression part)
        {
            if (places.TryGetValue(part, out var place))
            {
                return place;
            }

            int[] operands = [.. part.Operands.Select(Add)];
            place = part.Operation == Operation.Select && made[operands[0]].IsConstant
                ? operands[made[operands[0]].Constant.IsZero ? 2 : 1]
                : Place(MakeNode(part, operands, made));
            places.Add(part, place);
            return place;
        }

        int Place(Node node)
        {
            // Constants by their text, which tells −0 from 0.
            var key = (node with { Constant = default }, node.IsConstant ? node.Constant.ToText() : string.Empty);
            if (!known.TryGetValue(key, out var place))
            {
                place = made.Count;
                made.Add(node);
                known.Add(key, place);
            }

            return place;
        }
    }

    /// <summary>The value of the first expression at x, for the label y where the formula has one.</summary>
    public T At(T x, T y = default)
    {
        Span<bool> isKnown = stackalloc bool[nodes.Length];
        return Value(roots[0], x, y, new T[nodes.Length], isKnown);
    }

    /// <summary>The values of all expressions at x, for the label y where the formulas have one.</summary>
    public T[] All(T x, T y = default)
    {
        var (all, values) = (new T[roots.Length], new T[nodes.Length]);
        Span<bool> isKnown = stackalloc bool[nodes.Length];
        for (var i = 0; i < all.Length; i++)
        {
            all[i] = Value(roots[i], x, y, values, isKnown);
        }

        return all;
    }

    /// <summary>
    /// The values of the first expression at many x, for one label where it has one; the same numbers as one by one.
    /// </summary>
    public void At(ReadOnlySpan<T> x, Span<T> values, T y = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(values.Length, x.Length);
        var columns = Columns(roots[0], x.Length, y);
        for (var start = 0; start < x.Length; start += Block)
        {
            var count = Math.Min(Block, x.Length - start);
            Fill(x.Slice(start, count), columns);
            columns[^1].AsSpan(0, count).CopyTo(values[start..]);
        }
    }

    /// <summary>The values of all expressions at many x, a row an expression; the same numbers as one by one.</summary>
    public void All(ReadOnlySpan<T> x, IReadOnlyList<T[]> values, T y = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        foreach (var row in values)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(row.Length, x.Length, nameof(values));
        }

        var columns = Columns(roots.Max(), x.Length, y);
        for (var start = 0; start < x.Length; start += Block)
        {
            var count = Math.Min(Block, x.Length - start);
            Fill(x.Slice(start, count), columns);
            for (var i = 0; i < roots.Length; i++)
            {
                columns[roots[i]].AsSpan(0, count).CopyTo(values[i].AsSpan(start));
            }
        }
    }

    /// <summary>Room for the values of the nodes up to one at some x at once; constants and the label are in it.</summary>
    private T[][] Columns(int last, int count, T y)
    {
        var columns = new T[last + 1][];
        for (var i = 0; i <= last; i++)
        {
            columns[i] = new T[Math.Min(Block, count)];
            if (IsLabel(i))
            {
                Array.Fill(columns[i], nodes[i].IsConstant ? nodes[i].Constant : y);
            }
        }

        return columns;
    }

    private void Fill(ReadOnlySpan<T> x, T[][] columns)
    {
        for (var i = 0; i < columns.Length; i++)
        {
            Fill(nodes[i], x, columns, columns[i]);
        }
    }

    private void Fill(in Node node, ReadOnlySpan<T> x, T[][] columns, T[] results)
    {
        if (node.IsConstant || node.Operation is Operation.X or Operation.Y)
        {
            if (node.Operation == Operation.X)
            {
                x.CopyTo(results);
            }

            return;
        }

        ReadOnlySpan<T> a = columns[node.A].AsSpan(0, x.Length);
        ReadOnlySpan<T> b = columns[node.B].AsSpan(0, x.Length);
        switch (node.Operation)
        {
            case Operation.Negate:
                T.Negate(a, results);
                break;
            case Operation.Exp:
                T.Exp(a, results);
                break;
            case Operation.Log:
                T.Log(a, results);
                break;
            case Operation.Log1P:
                T.Log1P(a, results);
                break;
            case Operation.Sigmoid:
                T.Sigmoid(a, results);
                break;
            case Operation.Exp2:
                T.Exp2(a, results);
                break;
            case Operation.Tanh:
                T.Tanh(a, results);
                break;
            case Operation.Fma:
                T.MultiplyAdd(a, b, columns[node.C].AsSpan(0, x.Length), results);
                break;
            case Operation.Add:
                T.Add(a, b, results);
                break;
            case Operation.Subtract:
                T.Subtract(a, b, results);
                break;
            case Operation.Multiply:
                T.Multiply(a, b, results);
                break;
            case Operation.Divide:
                T.Divide(a, b, results);
                break;
            case Operation.Max:
                T.Max(a, b, results);
                break;
            case Operation.Min:
                T.Min(a, b, results);
                break;
            case Operation.AtLeast:
                T.AtLeast(a, b, results);
                break;
            case Operation.Select:
                T.Choose(a, b, columns[node.C], results);
                break;
            case Operation.CrossEntropy when IsLabel(node.B):
                T.CrossEntropy(a, b[0], results);
                break;
            case Operation.CrossEntropyDerivative when IsLabel(node.B):
                T.Derivative(a, b[0], results);
                break;
            default:
                for (var k = 0; k < x.Length; k++)
                {
                    results[k] = Apply(node.Operation, node.Format, a[k], b[k], columns[node.C][k]);
                }

                break;
        }
    }

    /// <summary>Whether a node is the same number at each x.</summary>
    private bool IsLabel(int place) => nodes[place].IsConstant || nodes[place].Operation == Operation.Y;

    private T Value(int place, T x, T y, T[] values, Span<bool> isKnown)
    {
        ref readonly var node = ref nodes[place];
        if (node.IsConstant || node.Operation is Operation.X or Operation.Y)
        {
            return node.IsConstant ? node.Constant : node.Operation == Operation.X ? x : y;
        }

        if (!isKnown[place])
        {
            var a = Value(node.A, x, y, values, isKnown);
            values[place] = node.Operation == Operation.Select ? Value(a.IsZero ? node.C : node.B, x, y, values, isKnown)
                : Apply(
                    node.Operation,
                    node.Format,
                    a,
                    node.B == node.A ? a : Value(node.B, x, y, values, isKnown),
                    node.C == node.A ? a : Value(node.C, x, y, values, isKnown));
            isKnown[place] = true;
        }

        return values[place];
    }

    /// <summary>A node whose operands have their places; a constant where all of them are constants.</summary>
    private static Node MakeNode(Expression part, int[] operands, List<Node> made)
    {
        if (part.Operation is Operation.Constant or Operation.InFormat)
        {
            return ConstantNode(part.Operation == Operation.Constant ? T.Round(part.Number) : part.Format!.Name == T.Name ? T.One : T.Zero);
        }

        // An operation of one operand has that one in every place.
        var node = operands.Length == 0 ? new Node(part.Operation, 0, 0, 0, null)
            : new Node(part.Operation, operands[0], operands[Math.Min(1, operands.Length - 1)], operands[^1], part.Format);
        return operands.Length > 0 && part.Operation != Operation.Select && Array.TrueForAll(operands, place => made[place].IsConstant)
            ? ConstantNode(Apply(part.Operation, part.Format, made[node.A].Constant, made[node.B].Constant, made[node.C].Constant))
            : node;
    }

    private static Node ConstantNode(T value) => new(Operation.Constant, 0, 0, 0, null) { IsConstant = true, Constant = value };

    /// <summary>An operation on values that are known.</summary>
    internal static T Apply(Operation operation, NumberFormat? format, T a, T b, T c) => operation switch
    {
        Operation.Negate => -a,
        Operation.Abs => T.Abs(a),
        Operation.Exp => T.Exp(a),
        Operation.ExpM1 => Rounded.ExpM1(a),
        Operation.Exp2 => Rounded.Exp2(a),
        Operation.Log => T.Log(a),
        Operation.Log2 => Rounded.Log2(a),
        Operation.Log1P => T.Log1P(a),
        Operation.Tanh => Rounded.Tanh(a),
        Operation.Floor => T.Floor(a),
        Operation.Fma => T.MultiplyAdd(a, b, c),
        Operation.Store => format!.Run(new Stored(a)),
        Operation.Add => a + b,
        Operation.Subtract => a - b,
        Operation.Multiply => a * b,
        Operation.Divide => a / b,
        Operation.Max => T.Max(a, b),
        Operation.Min => T.Min(a, b),
        Operation.AtLeast => T.AtLeast(a, b),
        Operation.Same => a.Equals(b) || (a.IsZero && b.IsZero) ? T.One : T.Zero,
        Operation.Sigmoid => Rounded.Sigmoid(a),
        Operation.SigmoidDerivative => Rounded.SigmoidDerivative(a),
        Operation.Logit => Rounded.Logit(a),
        Operation.Log1MExp => Rounded.Log1MExp(a),
        Operation.CrossEntropy => Rounded.CrossEntropy(a, b),
        Operation.CrossEntropyDerivative => Rounded.Derivative(a, b),
        _ => throw new InvalidOperationException($"{operation} is no operation of values."),
    };

    /// <summary>An operation and the places of its operands, or a constant.</summary>
    private readonly record struct Node(Operation Operation, int A, int B, int C, NumberFormat? Format)
    {
        public bool IsConstant { get; init; }

        public T Constant { get; init; }
    }

    /// <summary>A value rounded to a format and back; infinities, NaN and tokens stay.</summary>
    private sealed class Stored(T value) : IFormatWork<T>
    {
        public T Run<TStored>()
            where TStored : struct, IFloat<TStored>
        {
            if (!value.IsFinite)
            {
                return value;
            }

            var stored = TStored.Round(value.Exact);
            return stored.IsFinite ? T.Round(stored.Exact) : T.Parse(stored.ToText());
        }
    }
}

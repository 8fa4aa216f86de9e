namespace Experiments.Losses;

/// <summary>
/// The derivative of an expression in reverse, as automatic differentiation forms it: an expression of its own.
/// </summary>
/// <remarks>
/// Where both operands of a maximum or minimum are equal, the rules say who gets the gradient; |a| has the slope 0 at 0.
/// Select passes the gradient to the operand that was taken. The exact loss, rounded as a whole, has a derivative that
/// is rounded as a whole.
/// </remarks>
internal sealed class Derivative
{
    private readonly DerivativeRules rules;
    private readonly Expression variable;
    private readonly Dictionary<Expression, List<Expression>> arrived = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Expression, bool> depends = new(ReferenceEqualityComparer.Instance);

    private Derivative(Expression variable, DerivativeRules rules) => (this.variable, this.rules) = (variable, rules);

    /// <summary>
    /// d expression / d variable, which may be any part of the expression; 0 where it does not depend on it.
    /// </summary>
    public static Expression Form(Expression expression, Expression variable, DerivativeRules rules)
    {
        var derivative = new Derivative(variable, rules);
        derivative.Send(expression, 1);
        foreach (var node in rules.IsBreadthFirst ? derivative.BreadthFirst(expression) : derivative.Tape(expression))
        {
            derivative.Pass(node);
        }

        return derivative.Sum(variable);
    }

    private void Send(Expression node, Expression gradient)
    {
        if (!arrived.TryGetValue(node, out var gradients))
        {
            arrived.Add(node, gradients = []);
        }

        gradients.Add(gradient);
    }

    private Expression Sum(Expression node) => arrived.TryGetValue(node, out var gradients) ? gradients.Aggregate((a, b) => a + b) : 0;

    /// <summary>Sends what has arrived at a node on to its operands.</summary>
    private void Pass(Expression node)
    {
        var g = Sum(node);
        var (a, b, c) = (node.Operands[0], node.Operands[Math.Min(1, node.Operands.Count - 1)], node.Operands[^1]);
        Expression[] gradients = node.Operation switch
        {
            Operation.Negate => [-g],
            Operation.Abs => [Expression.Select(Expression.Same(a, 0), 0, Expression.Select(Expression.AtLeast(a, 0), g, -g))],
            Operation.Exp => [Times(g, node)],
            Operation.ExpM1 => [Times(g, node + 1)],
            Operation.Exp2 => [node * g * Expression.Log(2)],
            Operation.Log2 => [g / (a * Expression.Log(2))],
            Operation.Tanh => [Times(g, 1 - (node * node))],
            Operation.Fma => [Times(g, b), Times(g, a), g],
            Operation.Log => [rules.Log(g, a)],
            Operation.Log1P => [rules.Log1P(g, a)],
            Operation.Store => [g],
            Operation.Add => [g, g],
            Operation.Subtract => [g, -g],
            Operation.Multiply => [Times(g, b), Times(g, a)],
            Operation.Divide => [g / b, rules.Divisor(g, a, b)],
            Operation.Max => Taken(Expression.AtLeast(a, b)),
            Operation.Min => Taken(Expression.AtLeast(b, a)),
            Operation.Select => [0, Expression.Select(a, g, 0), Expression.Select(a, 0, g)],
            Operation.CrossEntropy => [Times(g, Expression.RoundedDerivative(a, b)), 0],
            _ => throw new InvalidOperationException($"{node.Operation} has no derivative."),
        };
        foreach (var (operand, gradient) in node.Operands.Zip(gradients))
        {
            if (DependsOnVariable(operand))
            {
                Send(operand, gradient);
            }
        }

        Expression[] Taken(Expression isFirst)
        {
            Expression first = Expression.Select(isFirst, g, 0), second = Expression.Select(isFirst, 0, g);
            return rules.SplitsTies
                ? [Expression.Select(Expression.Same(a, b), g / 2, first), Expression.Select(Expression.Same(a, b), g / 2, second)]
                : [first, second];
        }

        static Expression Times(Expression g, Expression factor) => IsOne(g) ? factor : g * factor;
    }

    private static bool IsOne(Expression g) => g.Operation == Operation.Constant && g.Number.CompareTo(1) == 0;

    /// <summary>Whether the variable is a part of a node; what a condition depends on has no derivative.</summary>
    private bool DependsOnVariable(Expression node)
    {
        if (!depends.TryGetValue(node, out var does))
        {
            does = ReferenceEquals(node, variable)
                || (node.Operation is not (Operation.AtLeast or Operation.Same) && node.Operands.Any(DependsOnVariable));
            depends.Add(node, does);
        }

        return does;
    }

    /// <summary>
    /// The nodes from the expression down to the variable, each after every node that uses it: a tape, read from its
    /// end.
    /// </summary>
    private List<Expression> Tape(Expression expression)
    {
        var done = new HashSet<Expression>(ReferenceEqualityComparer.Instance) { variable };
        var tape = new List<Expression>();
        Visit(expression);
        tape.Reverse();
        return tape;

        void Visit(Expression node)
        {
            if (DependsOnVariable(node) && done.Add(node))
            {
                foreach (var operand in node.Operands)
                {
                    Visit(operand);
                }

                tape.Add(node);
            }
        }
    }

    /// <summary>The same nodes, those that are ready first come first.</summary>
    private IEnumerable<Expression> BreadthFirst(Expression expression)
    {
        var waiting = new Dictionary<Expression, int>(ReferenceEqualityComparer.Instance);
        foreach (var operand in Tape(expression).SelectMany(node => node.Operands))
        {
            waiting[operand] = waiting.GetValueOrDefault(operand) + 1;
        }

        var ready = new Queue<Expression>([expression]);
        while (ready.TryDequeue(out var node))
        {
            yield return node;
            foreach (var operand in node.Operands.Where(operand => DependsOnVariable(operand) && !ReferenceEquals(operand, variable)))
            {
                if (--waiting[operand] == 0)
                {
                    ready.Enqueue(operand);
                }
            }
        }
    }
}

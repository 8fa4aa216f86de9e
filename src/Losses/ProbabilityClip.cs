using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>The ends to which a loss clips the probability that it is given.</summary>
public static class ProbabilityClip
{
    /// <summary>The ends as computed in a format; null where the loss clips no probability, or on one side alone.</summary>
    public static (T Low, T High)? Of<T>(Loss loss)
        where T : struct, IFloat<T>
    {
        ArgumentNullException.ThrowIfNull(loss);
        return Find(loss) is var (_, low, high) ? (low.In<T>().At(T.Zero), high.In<T>().At(T.Zero)) : null;
    }

    /// <summary>The clipped probability as a part of the formula; null where there is none.</summary>
    public static Expression? In(Loss loss)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return Find(loss)?.Clipped.With(loss.Sigmoid.Of(Expression.X), Expression.Y);
    }

    private static (Expression Clipped, Expression Low, Expression High)? Find(Loss loss)
    {
        var todo = new Stack<Expression>();
        var seen = new HashSet<Expression>(ReferenceEqualityComparer.Instance);
        todo.Push(loss.Formula(Expression.X, Expression.Y));
        while (loss.Takes == Takes.Probability && todo.TryPop(out var node))
        {
            if (Ends(node) is ({ } low, { } high))
            {
                return (node, low, high);
            }

            foreach (var operand in node.Operands.Where(seen.Add))
            {
                todo.Push(operand);
            }
        }

        return null;
    }

    /// <summary>The constants between which a chain of max and min holds x; null where it is another expression.</summary>
    private static (Expression? Low, Expression? High)? Ends(Expression node)
    {
        if (node == Expression.X)
        {
            return (null, null);
        }

        if (node.Operation is not (Operation.Max or Operation.Min))
        {
            return null;
        }

        var (one, other) = (node.Operands[0], node.Operands[1]);
        var (inner, end) = IsConstant(other) ? (Ends(one), other) : IsConstant(one) ? (Ends(other), one) : (null, one);
        return inner is not var (low, high) ? null : node.Operation == Operation.Max ? (end, high) : (low, end);
    }

    private static bool IsConstant(Expression node) =>
        node.Operation is not (Operation.X or Operation.Y) && node.Operands.All(IsConstant);
}

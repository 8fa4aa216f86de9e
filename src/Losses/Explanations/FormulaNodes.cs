using System.Numerics;
using Experiments.Numerics.Exact;

namespace Experiments.Losses.Explanations;

/// <summary>The parts of a formula in a format, equal ones once, each after those that it is made of.</summary>
/// <remarks>Where a formula depends on the format, only the part for this one is there.</remarks>
internal sealed class FormulaNodes
{
    private readonly List<FormulaNode> nodes = [];

    /// <summary>The parts of an expression in a format.</summary>
    public FormulaNodes(Expression expression, string format)
    {
        var places = new Dictionary<Expression, int>(ReferenceEqualityComparer.Instance);
        var known = new Dictionary<(Operation, int, int, int, string?, (BigInteger, BigInteger)), int>();
        Root = Add(expression);

        int Add(Expression part)
        {
            if (places.TryGetValue(part, out var place))
            {
                return place;
            }

            if (part.Operation == Operation.Select && part.Operands[0].Operation == Operation.InFormat)
            {
                place = Add(part.Operands[part.Operands[0].Format!.Name == format ? 1 : 2]);
            }
            else
            {
                int[] operands = [.. part.Operands.Select(Add)];
                Rational number = part.Operation == Operation.InFormat ? part.Format!.Name == format ? 1 : 0 : part.Number;
                var isNumber = part.Operation is Operation.InFormat or Operation.Constant;
                var node = new FormulaNode(
                    isNumber ? Operation.Constant : part.Operation, operands, isNumber ? number : 0, isNumber ? null : part.Format);
                var key = (node.Operation, Operand(0), Operand(1), Operand(2), node.Format?.Name, node.Number.Reduced());
                if (!known.TryGetValue(key, out place))
                {
                    place = nodes.Count;
                    nodes.Add(node);
                    known.Add(key, place);
                }

                int Operand(int i) => i < operands.Length ? operands[i] : -1;
            }

            places.Add(part, place);
            return place;
        }
    }

    /// <summary>How many there are.</summary>
    public int Count => nodes.Count;

    /// <summary>The place of the whole.</summary>
    public int Root { get; }

    /// <summary>The part at a place.</summary>
    public FormulaNode this[int place] => nodes[place];
}

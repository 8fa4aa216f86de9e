using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses.Explanations;

/// <summary>
/// A part of a formula: an operation and the places of its operands, the number that a constant is, the format of what
/// is stored.
/// </summary>
internal sealed record FormulaNode(Operation Operation, IReadOnlyList<int> Operands, Rational Number, NumberFormat? Format)
{
    /// <summary>The place of the first operand.</summary>
    public int A => Operands[0];

    /// <summary>That of the second one, or of the only one.</summary>
    public int B => Operands[Math.Min(1, Operands.Count - 1)];

    /// <summary>That of the last one.</summary>
    public int C => Operands[^1];
}

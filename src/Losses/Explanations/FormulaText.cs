namespace Experiments.Losses.Explanations;

/// <summary>An operation as text, its operands as they are called.</summary>
internal static class FormulaText
{
    /// <summary>The text of an operation, such as exp(#1).</summary>
    public static string Of(FormulaNode node, IReadOnlyList<string> operands)
    {
        var a = operands[0];
        var b = Factor(operands[Math.Min(1, operands.Count - 1)]);
        return node.Operation switch
        {
            Operation.Negate => $"-{Factor(a)}",
            Operation.Add => $"{a} + {b}",
            Operation.Subtract => $"{a} - {b}",
            Operation.Multiply => $"{a} * {b}",
            Operation.Divide => $"{a} / {b}",
            Operation.AtLeast => $"{a} ≥ {b}",
            Operation.Same => $"{a} = {b}",
            Operation.Store => $"store({a}, {node.Format!.Name})",
            _ => $"{Name(node.Operation)}({string.Join(", ", operands)})",
        };
    }

    private static string Factor(string operand) => operand.StartsWith('-') ? $"({operand})" : operand;

    private static string Name(Operation operation) => operation switch
    {
        Operation.CrossEntropy => "cross-entropy",
        Operation.CrossEntropyDerivative => "derivative",
        _ => operation.ToString().ToLowerInvariant(),
    };
}

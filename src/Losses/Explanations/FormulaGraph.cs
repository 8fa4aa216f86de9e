using System.Runtime.CompilerServices;

namespace Experiments.Losses.Explanations;

/// <summary>Formulas as data: their parts, equal ones once, each after those that it is made of.</summary>
/// <remarks>
/// Label and format stay open: the label is a part, and so is the question which format it is. Whoever reads the data
/// needs the operations, by their names, and no formula.
/// </remarks>
public sealed class FormulaGraph
{
    private readonly List<FormulaPart> parts = [];
    private readonly Dictionary<Expression, int> places = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(string, string, string?), int> known = [];

    /// <summary>The parts.</summary>
    public IReadOnlyList<FormulaPart> Parts => parts;

    /// <summary>Adds what is not there yet, and gives the place of the whole.</summary>
    public int Add(Expression formula)
    {
        ArgumentNullException.ThrowIfNull(formula);
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (places.TryGetValue(formula, out var place))
        {
            return place;
        }

        var part = new FormulaPart(
            formula.Operation.ToString().ToLowerInvariant(), [.. formula.Operands.Select(Add)], Argument(formula));
        var key = (part.Operation, string.Join(' ', part.Operands), part.Argument);
        if (!known.TryGetValue(key, out place))
        {
            place = parts.Count;
            parts.Add(part);
            known.Add(key, place);
        }

        places.Add(formula, place);
        return place;
    }

    private static string? Argument(Expression part) => part.Operation switch
    {
        Operation.Constant => part.Number.Reduced() is var (numerator, denominator) ? $"{numerator}/{denominator}" : null,
        Operation.Store or Operation.InFormat => part.Format!.Name,
        _ => null,
    };
}

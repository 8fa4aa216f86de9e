using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses.Explanations;

/// <summary>A formula at one x, operation by operation: what each gives in the format, and what it is exactly.</summary>
/// <remarks>
/// Steps stand in the order in which they are evaluated, each part that occurs twice once. Constants stand where they
/// are used, rounded to the format. A part that depends on a condition is there where it is taken, the condition beside
/// it. The last step is the formula's value.
/// </remarks>
public sealed class Explanation<T>
    where T : struct, IFloat<T>
{
    private const int FirstBits = 128;
    private const int FewBits = 512;
    private const int MostBits = 1 << 15;
    private const int LargestSize = 20_000;

    private readonly FormulaNodes nodes;
    private readonly T x;
    private readonly T[] values;
    private readonly string?[] references;
    private readonly List<(int Place, string Text, string? Condition)> steps = [];
    private readonly ExactEvaluation exact;

    /// <summary>A formula of x alone, with its label filled in, at a number, an infinity or NaN.</summary>
    public Explanation(Expression expression, T x)
    {
        this.x = x;
        nodes = new(expression, T.Name);
        (values, references) = (new T[nodes.Count], new string?[nodes.Count]);
        var last = Visit(nodes.Root);
        if (steps.Count == 0 || steps[^1].Place != nodes.Root)
        {
            steps.Add((nodes.Root, last, null));
        }

        exact = Exactly();
        var remarks = new Remarks<T>(nodes, exact, values, references);
        Steps =
        [
            .. steps.Select((step, i) => new ExplanationStep<T>(
                i + 1, step.Text, values[step.Place], exact.Value(step.Place), remarks.Of(step.Place, step.Condition))),
        ];
    }

    /// <summary>The steps.</summary>
    public IReadOnlyList<ExplanationStep<T>> Steps { get; }

    /// <summary>Evaluates a part, and what it is called in later steps.</summary>
    private string Visit(int place)
    {
        if (references[place] is { } known)
        {
            return known;
        }

        var node = nodes[place];
        if (node.Operation is Operation.X or Operation.Constant)
        {
            values[place] = node.Operation == Operation.X ? x : T.Round(node.Number);
            return references[place] = node.Operation == Operation.X ? "x" : values[place].ToText();
        }

        string text;
        string? condition = null;
        if (node.Operation == Operation.Select)
        {
            condition = Condition(node.A);
            var taken = node.Operands[values[node.A].IsZero ? 2 : 1];
            text = $"{Visit(taken)} if {condition}";
            values[place] = values[taken];
        }
        else
        {
            text = FormulaText.Of(node, [.. node.Operands.Select(Visit)]);
            values[place] = Evaluator<T>.Apply(node.Operation, node.Format, values[node.A], values[node.B], values[node.C]);
        }

        steps.Add((place, text, condition));
        return references[place] = $"#{steps.Count}";
    }

    /// <summary>Evaluates a condition, and says how it turns out; a comparison is no step of its own.</summary>
    private string Condition(int place)
    {
        var node = nodes[place];
        if (node.Operation is not (Operation.AtLeast or Operation.Same))
        {
            var text = Visit(place);
            return $"{text} {(values[place].IsZero ? "=" : "≠")} 0";
        }

        var (a, b) = (Visit(node.A), Visit(node.B));
        values[place] = Evaluator<T>.Apply(node.Operation, node.Format, values[node.A], values[node.B], values[node.B]);
        var (isTrue, isNaN) = (!values[place].IsZero, IsNaN(values[node.A]) || IsNaN(values[node.B]));
        return node.Operation == Operation.Same ? $"{a} {(isTrue ? "=" : "≠")} {b}"
            : isTrue ? $"{a} ≥ {b}"
            : isNaN ? $"not {a} ≥ {b}"
            : $"{a} < {b}";
    }

    /// <summary>The parts in exact arithmetic, with so many bits that the digits of all steps are sure.</summary>
    private ExactEvaluation Exactly()
    {
        // What cancels at most is the distance of a sigmoid from 1, some 1.44·|x| bits below it; for a larger |x| that is
        // beyond reach.
        var size = x.IsFinite ? Rational.Abs(x.Exact) : 0;
        var most = size.CompareTo(LargestSize) > 0 ? FewBits : Math.Clamp(FewBits + (6 * (int)size.Floor()), FewBits, MostBits);
        for (var bits = FirstBits; ; bits *= 2)
        {
            ExactValue start = x.IsFinite ? x.Exact.Enclose(bits) : IsNaN(x) ? ExactValue.NaN : ExactValue.Infinite(x > T.Zero ? 1 : -1);
            var evaluation = new ExactEvaluation(nodes, start, bits);
            if ((steps.TrueForAll(step => evaluation.Value(step.Place).IsSure) && !evaluation.IsUndecided) || bits >= most)
            {
                return evaluation;
            }
        }
    }

    private static bool IsNaN(T value) => !value.IsFinite && !value.IsInfinite;
}

using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Losses.Explanations;

/// <summary>What is lost in the parts of a formula, each in a sentence.</summary>
internal sealed class Remarks<T>(FormulaNodes nodes, ExactEvaluation exact, T[] values, string?[] references)
    where T : struct, IFloat<T>
{
    // What cancels is said where at least so many bits do and the error is no longer one of rounding.
    private const int ManyBits = 2;
    private const int ManyUlps = 2;
    private const int Digits = 3;
    private const int ManyDigits = 17;
    private const string LargestDecimal = "7.92e28";

    /// <summary>The sentences for a part; empty where nothing is lost.</summary>
    /// <param name="place">The part.</param>
    /// <param name="condition">The condition by which it is taken; null where there is none.</param>
    public string Of(int place, string? condition)
    {
        var node = nodes[place];
        return string.Join(' ', new[]
        {
            condition is null ? null : OtherBranch(node, condition),
            condition is null ? Constants(node) : null,
            condition is null && node.Operands.Count > 0 ? Lost(place, node) : null,
        }.OfType<string>());
    }

    private static bool IsNaN(T value) => !value.IsFinite && !value.IsInfinite;

    private static bool IsNumber(T value) => value.IsFinite && !value.IsZero;

    private static string Text(ExactValue value) => value.ToText(Digits);

    /// <summary>Where exact arithmetic takes the other part.</summary>
    private string? OtherBranch(FormulaNode node, string condition) => values[node.A].IsZero == exact.Value(node.A).IsZero ? null
        : $"In exact arithmetic '{condition}' does not hold: the other branch is taken.";

    /// <summary>Constants that are none of the format's numbers at all.</summary>
    private string? Constants(FormulaNode node) => node.Operands.Where(place => nodes[place].Operation == Operation.Constant
            && nodes[place].Number.Sign != 0 && !IsNumber(values[place])).Select(place => (int?)place).FirstOrDefault() is { } lost
        ? $"The constant {SignificantDigits.Of(nodes[lost].Number, ManyDigits)} is {values[lost].ToText()} in {T.Name}."
        : null;

    private string? Lost(int place, FormulaNode node)
    {
        var (a, b, result) = (values[node.A], values[node.B], values[place]);
        var isFinite = node.Operands.All(operand => values[operand].IsFinite);
        return node.Operands.Any(operand => IsNaN(values[operand])) ? null
            : IsLogarithmOfZero(node.Operation, a) ? $"The logarithm of 0 is -∞; {ItIs(place)}."
            : IsNaN(result) && T.Parameters is not { HasInfinity: false } ? NoNumber(node, a, b)
            : node.Operation is Operation.Max or Operation.Min ? Clipped(place, node)
            : !isFinite ? IsNaN(result) ? NoNumber(node, a, b) : null
            : !result.IsFinite ? Infinite(place, node, a, b)
            : result.IsZero || IsSubnormal(result) ? Small(place, node) ?? Sum(place, node)
            : Sum(place, node);
    }

    private static bool IsLogarithmOfZero(Operation operation, T a) =>
        (operation is Operation.Log or Operation.Log2 && a.IsZero) || (operation == Operation.Log1P && a.Equals(-T.One));

    private string ItIs(int place) => Text(exact.Value(place)) is { Length: > 0 } text ? $"exactly it is {text}" : "exactly it is a number";

    private static string NoNumber(FormulaNode node, T a, T b) => node.Operation switch
    {
        Operation.Multiply when a.IsZero || b.IsZero => "0 · ∞ is no number.",
        Operation.Divide when a.IsZero => "0 / 0 is no number.",
        Operation.Divide => "∞ / ∞ is no number.",
        Operation.Add or Operation.Subtract => "∞ - ∞ is no number.",
        Operation.Log or Operation.Log2 or Operation.Log1P => "The logarithm of a negative number is no number.",
        _ => "The result is no number.",
    };

    private string Infinite(int place, FormulaNode node, T a, T b)
    {
        if (node.Operation is Operation.Log or Operation.Log2 or Operation.Log1P)
        {
            return NoNumber(node, a, b);
        }

        if (node.Operation == Operation.Divide && b.IsZero)
        {
            return a.IsZero ? "0 / 0 is no number." : $"Divides by 0; {ItIs(place)}.";
        }

        var largest = (node.Format is null ? T.Parameters : node.Format.Parameters) is { } format
            ? SignificantDigits.Of(format.Largest, Digits)
            : LargestDecimal;
        return $"Overflows: {ItIs(place)}, beyond the largest number, {largest}.";
    }

    /// <summary>A result that is 0 or subnormal, of operands that are not 0.</summary>
    private string? Small(int place, FormulaNode node)
    {
        var isProduct = node.Operation is Operation.Multiply or Operation.Divide && IsNumber(values[node.A]) && IsNumber(values[node.B]);
        var isFunction = node.Operation is Operation.Exp or Operation.Exp2 or Operation.Store
            or Operation.Sigmoid or Operation.CrossEntropy or Operation.CrossEntropyDerivative;
        if (!isProduct && !isFunction)
        {
            return null;
        }

        if (values[place].IsZero)
        {
            return Text(exact.Value(place)) is "0" || (node.Operation == Operation.Store && values[node.A].IsZero) ? null
                : $"Underflows to 0; {ItIs(place)}.";
        }

        var format = T.Parameters!.Value;
        var left = Rational.Abs(values[place].Exact).Numerator.Magnitude - format.EminSubnormal + 1;
        return ExplanationStep<T>.UlpsOf(values[place], exact.Value(place)) is { Sign: 0 } ? null
            : $"Subnormal: {left} of {format.Precision} bits are left.";
    }

    private static bool IsSubnormal(T value) => T.Parameters is { } format && IsNumber(value)
        && Rational.Abs(value.Exact).Numerator.Magnitude < format.Emin;

    /// <summary>A sum that leaves an operand as it is, or in which leading bits cancel.</summary>
    private string? Sum(int place, FormulaNode node)
    {
        if (node.Operation is not (Operation.Add or Operation.Subtract) || !IsNumber(values[node.A]) || !IsNumber(values[node.B]))
        {
            return null;
        }

        var (a, b, result) = (values[node.A], node.Operation == Operation.Add ? values[node.B] : -values[node.B], values[place]);
        if (result.Equals(a) || result.Equals(b))
        {
            var (kept, lost) = result.Equals(a) ? (node.A, node.B) : (node.B, node.A);
            return $"{Named(lost)} is absorbed: it is too small to change {Named(kept)}.";
        }

        if (NearlyAbsorbed(node, a, b, result) is { } few)
        {
            return few;
        }

        if (result.IsZero)
        {
            return Text(exact.Value(place)) is "0" or "" ? null : $"All bits cancel; {ItIs(place)}.";
        }

        var larger = Rational.Abs(a.Exact) > Rational.Abs(b.Exact) ? a : b;
        var bits = Magnitude(larger) - Magnitude(result);
        var ulps = ExplanationStep<T>.UlpsOf(result, exact.Value(place));
        return bits >= ManyBits && ulps is { } error && error.CompareTo(ManyUlps) >= 0
            ? $"{bits} leading bits cancel: the operands' errors become {SignificantDigits.OfUlps(error)} ulps."
            : null;
    }

    /// <summary>A sum that keeps a quarter of the bits of an operand at most.</summary>
    private string? NearlyAbsorbed(FormulaNode node, T a, T b, T result)
    {
        if (T.Parameters is not { } format || result.IsZero || (result.Exact - a.Exact - b.Exact).Sign == 0)
        {
            return null;
        }

        var isFirst = Rational.Abs(a.Exact) < Rational.Abs(b.Exact);
        var unit = Math.Max(Magnitude(result), format.Emin) - format.Precision + 1;
        var left = Magnitude(isFirst ? a : b) - unit + 1;
        var name = Named(isFirst ? node.A : node.B);
        return left > format.Precision / 4 ? null
            : left <= 0 ? $"{name} is nearly absorbed: it counts as one unit in the last place."
            : $"{name} is nearly absorbed: {left} of {format.Precision} bits are left.";
    }

    private static int Magnitude(T value) => Rational.Abs(value.Exact).Enclose(1).Lower.Magnitude;

    /// <summary>A constant in the place of what depends on x: a clip, unless it is max(x, 0) or the like.</summary>
    private string? Clipped(int place, FormulaNode node)
    {
        var (isFixedA, isFixedB) = (!DependsOnX(node.A), !DependsOnX(node.B));
        if (isFixedA == isFixedB)
        {
            return null;
        }

        var (limit, free) = isFixedA ? (node.A, node.B) : (node.B, node.A);
        if (values[limit].IsZero && IsLinear(free))
        {
            return null;
        }

        var (isClipped, isClippedExactly) = (Differs(values[free], values[place]), exact.Value(place).Origin != exact.Value(free).Origin);
        return (isClipped, isClippedExactly) switch
        {
            (true, true) => $"Clipped: {Named(free)} is {Side(node)} {values[limit].ToText()}.",
            (true, false) => $"Clipped: {Named(free)} is {Side(node)} {values[limit].ToText()}; in exact arithmetic it is not.",
            (false, true) => $"Not clipped; in exact arithmetic it is {Side(node)} {exact.Value(limit).ToText(ManyDigits)} and is clipped.",
            _ => null,
        };
    }

    private static string Side(FormulaNode node) => node.Operation == Operation.Max ? "below" : "above";

    private static bool Differs(T a, T b) => a < b || a > b;

    private bool IsLinear(int place) => nodes[place].Operation == Operation.X
        || (nodes[place].Operation is Operation.Negate or Operation.Abs && IsLinear(nodes[place].A));

    private bool DependsOnX(int place) => nodes[place].Operation == Operation.X || nodes[place].Operands.Any(DependsOnX);

    private string Named(int place) => references[place] is { } text && text.StartsWith('#') ? $"{text} ({values[place].ToText()})"
        : references[place]!;
}

using Experiments.Losses;
using Experiments.Numerics.Formats;

namespace Experiments.Tests.Frameworks;

/// <summary>A library whose exp, log and the like are off by at most two ulps, as drawn; the rest is IEEE's.</summary>
internal static class Library
{
    private const int Ulps = 2;

    /// <summary>A formula as such a library evaluates it.</summary>
    public static Float16 Value(Expression formula, Float16 x, Float16 y, SplitMix random)
    {
        var known = new Dictionary<Expression, Float16>(ReferenceEqualityComparer.Instance);
        return Of(formula);

        Float16 Of(Expression part)
        {
            if (!known.TryGetValue(part, out var value))
            {
                known.Add(part, value = Formed(part));
            }

            return value;
        }

        Float16 Formed(Expression part)
        {
            if (part.Operands.Count == 0)
            {
                return part.Operation switch { Operation.X => x, Operation.Y => y, _ => part.In<Float16>().At(x) };
            }

            if (part.Operation == Operation.Select)
            {
                return Of(part.Operands[Of(part.Operands[0]).Value == (Half)0 ? 2 : 1]);
            }

            Float16[] own = [.. part.Operands.Select(Of)];
            var value = Evaluator<Float16>.Apply(part.Operation, part.Format, own[0], own[Math.Min(1, own.Length - 1)], own[^1]);
            return IsExact(part.Operation, own[0].Value) || !Half.IsFinite(value.Value) ? value
                : Bounded(part.Operation, UlpDistance.Step(value, random.Below((2 * Ulps) + 1) - Ulps));
        }
    }

    private static bool IsExact(Operation operation, Half x) => operation switch
    {
        Operation.Exp or Operation.ExpM1 or Operation.Log1P or Operation.Tanh => x == (Half)0 || Half.IsInfinity(x),
        Operation.Log or Operation.Log2 => x == (Half)1,
        Operation.Exp2 => x == Half.Floor(x),
        _ => true,
    };

    /// <summary>No library has a negative e^x, or tanh x beyond 1.</summary>
    private static Float16 Bounded(Operation operation, Float16 value) => operation switch
    {
        Operation.Exp or Operation.Exp2 => new(Half.Max(value.Value, (Half)0)),
        Operation.ExpM1 => new(Half.Max(value.Value, (Half)(-1))),
        Operation.Tanh => new(Half.Clamp(value.Value, (Half)(-1), (Half)1)),
        _ => value,
    };
}

using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Frameworks;

/// <summary>Where two losses that agree so far would part: the x that tells which of them it is.</summary>
/// <remarks>X is the least in size of the multiples of 1/8 up to 104, on either side; null if there is none.</remarks>
internal sealed record Parting(Candidate First, Candidate Other, NumberFormat Format)
{
    private const int Steps = 8 * 104;

    // Values have all their digits, as whole numbers have: it is the last that parts two losses.
    /// <summary>The table, a row another loss.</summary>
    public static Table<Parting> Table { get; } = new(
        new("other", row => row.Other.Loss.Name) { IsKey = true },
        new("epsilon", row => row.Other.Epsilon, ColumnFormats.Row) { IsKey = true },
        new("quantity", row => row.Quantity),
        new("label", row => row.Label, ColumnFormats.Integer),
        new("x", row => row.X),
        new("value", row => row.Value, ColumnFormats.Integer),
        new("other_value", row => row.OtherValue, ColumnFormats.Integer));

    private string Quantity { get; init; } = string.Empty;

    private string Label { get; init; } = string.Empty;

    /// <summary>The raw output; null where there is none.</summary>
    public Number? X { get; private init; }

    private Number? Value { get; init; }

    private Number? OtherValue { get; init; }

    /// <summary>Where two losses part in some of loss, gradient and sigmoid.</summary>
    public static Parting Between(Candidate first, Candidate other, NumberFormat format, IReadOnlyList<Quantity> quantities) =>
        format.Run(new Looking(new(first, other, format), quantities));

    private sealed class Looking(Parting pair, IReadOnlyList<Quantity> quantities) : IFormatWork<Parting>
    {
        public Parting Run<T>()
            where T : struct, IFloat<T>
        {
            var (first, other) = (Values<T>(pair.First.Loss), Values<T>(pair.Other.Loss));
            foreach (var (x, label) in Points())
            {
                var point = T.Round(x);
                var (own, others) = (first(point, label), other(point, label));
                for (var i = 0; i < quantities.Count; i++)
                {
                    if (!Likeness.IsSame(own[i], others[i]))
                    {
                        return pair with
                        {
                            Quantity = quantities[i].Name,
                            Label = label == 1 ? "1" : "0",
                            X = Number.From(point),
                            Value = Number.From(own[i]),
                            OtherValue = Number.From(others[i]),
                        };
                    }
                }
            }

            return pair;
        }

        private Func<T, Rational, T[]> Values<T>(Loss loss)
            where T : struct, IFloat<T> => loss.FormatFor(NumberFormat.Named<T>()).Run(new Computing<T>(loss, quantities));

        private static IEnumerable<(Rational X, int Label)> Points()
        {
            for (var k = 0; k <= Steps; k++)
            {
                foreach (var sign in k == 0 ? [1] : new[] { 1, -1 })
                {
                    yield return (new((Dyadic)(sign * k), (Dyadic)8), 1);
                    yield return (new((Dyadic)(sign * k), (Dyadic)8), 0);
                }
            }
        }
    }

    /// <summary>Quantities of a loss with a label, computed in one format and kept in T.</summary>
    private sealed class Computing<T>(Loss loss, IReadOnlyList<Quantity> quantities) : IFormatWork<Func<T, Rational, T[]>>
        where T : struct, IFloat<T>
    {
        public Func<T, Rational, T[]> Run<TComputed>()
            where TComputed : struct, IFloat<TComputed>
        {
            Evaluator<TComputed> values = new([.. quantities.Select(quantity => quantity.Of(loss))]);
            return (x, label) =>
                [.. values.All(Rounded.Converted<T, TComputed>(x), TComputed.Round(label)).Select(Rounded.Converted<TComputed, T>)];
        }
    }
}

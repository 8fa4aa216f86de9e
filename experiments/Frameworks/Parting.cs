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

    /// <summary>The table, a row a pair.</summary>
    public static Table<Parting> Table { get; } = new(
        new("loss", row => row.First.Loss.Name) { IsKey = true },
        new("other", row => row.Other.Loss.Name) { IsKey = true },
        new("epsilon", row => row.Other.Epsilon, ColumnFormats.Row) { IsKey = true },
        new("format", row => row.Format.Name) { IsKey = true },
        new("quantity", row => row.Quantity),
        new("label", row => row.Label, ColumnFormats.Integer),
        new("x", row => row.X),
        new("value", row => row.Value),
        new("other_value", row => row.OtherValue));

    private string Quantity { get; init; } = string.Empty;

    private string Label { get; init; } = string.Empty;

    private Number? X { get; init; }

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
            Evaluator<T> values = new(
                [.. quantities.SelectMany(quantity => new[] { quantity.Of(pair.First.Loss), quantity.Of(pair.Other.Loss) })]);
            foreach (var (x, label) in Points())
            {
                var point = T.Round(x);
                var all = values.All(point, T.Round(label));
                for (var i = 0; i < quantities.Count; i++)
                {
                    if (!Likeness.IsSame(all[2 * i], all[(2 * i) + 1]))
                    {
                        return pair with
                        {
                            Quantity = quantities[i].Name,
                            Label = label == 1 ? "1" : "0",
                            X = Number.From(point),
                            Value = Number.From(all[2 * i]),
                            OtherValue = Number.From(all[(2 * i) + 1]),
                        };
                    }
                }
            }

            return pair;
        }

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
}

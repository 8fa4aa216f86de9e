using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Frameworks;

/// <summary>The columns of a table in one format, beside what losses give at its raw outputs.</summary>
/// <param name="quantities">The columns.</param>
/// <param name="rows">The rows, for their labels.</param>
/// <param name="x">The raw outputs.</param>
/// <param name="cells">Each column's numbers, null where there is none.</param>
internal sealed class RecordedCells<T>(
    IReadOnlyList<Quantity> quantities, IReadOnlyList<RecordedTable.Row> rows, T[] x, T?[][] cells)
    where T : struct, IFloat<T>
{
    private static readonly T LeastNormal =
        T.Parameters is { } format ? T.Round((Rational)Dyadic.PowerOfTwo(format.Emin)) : T.Zero;

    // A sigmoid is an answer of its own only where nothing else is.
    private readonly int sigmoid = Enumerable.Range(0, quantities.Count).FirstOrDefault(i => quantities[i] == Quantity.Sigmoid, -1);
    private readonly bool[] isFlushed =
    [
        .. cells.Select(column => column.Any(cell => cell is { IsZero: true })
            && !column.Any(cell => cell is { } value && IsSubnormal(value))),
    ];

    private readonly int[][] byLabel =
        [.. Enumerable.Range(0, rows.Count).GroupBy(i => rows[i].Label.Text).Select(group => group.ToArray())];

    /// <summary>The raw outputs.</summary>
    public T[] X => x;

    /// <summary>The numbers of a column in the format; those of a column of float32 are float32 first.</summary>
    public static T?[] Parse(NumberFormat format, IReadOnlyList<WrittenNumber?> column)
    {
        var narrow = RecordedTable.Narrow(format, column.OfType<WrittenNumber>());
        return [.. column.Select(cell => cell is not { } number ? (T?)null
            : narrow is not null && number.IsFinite ? T.Round(Float32.Parse(number.Text).Exact)
            : number.IsFinite || Sweep.IsIn(format, number.Text) ? T.Parse(number.Text)
            : throw new UsageException($"{format.Name} has no {number}, which is in the table; name another format."))];
    }

    /// <summary>
    /// Row by row in each column that concerns a loss, the number recorded and the loss' own; null where it has none.
    /// The sigmoids of a table that has other columns are marked. Where no number of a column is subnormal though one is 0,
    /// a subnormal one of the loss counts as 0; what sigmoids do there tells one from another.
    /// </summary>
    public IEnumerable<(int Row, bool IsSigmoid, T Cell, T? Value)> Pairs(Loss loss)
    {
        foreach (var i in Own(loss))
        {
            var quantity = quantities[i];
            var values = quantity.Exists(loss) ? Values(loss, quantity) : null;
            if (values is not null && isFlushed[i] && i != sigmoid)
            {
                values = [.. values.Select(value => IsSubnormal(value) ? T.Zero : value)];
            }

            for (var row = 0; row < x.Length; row++)
            {
                if (cells[i][row] is { } cell)
                {
                    yield return (row, i == sigmoid && quantities.Count > 1, cell, values?[row]);
                }
            }
        }
    }

    private static bool IsSubnormal(T value) => value.IsFinite && !value.IsZero && T.Abs(value) < LeastNormal;

    /// <summary>The columns that concern a loss.</summary>
    /// <remarks>
    /// Not the gradients of an objective beside losses that are another's, nor a sigmoid alone in a format that it is
    /// not written for.
    /// </remarks>
    private int[] Own(Loss loss)
    {
        int[] own =
        [
            .. Enumerable.Range(0, quantities.Count)
                .Where(i => quantities[i].Concerns(loss)),
        ];
        var isOthers = loss.Objective is not null
            && quantities.Any(quantity => quantity.IsLoss) && !own.Any(i => quantities[i].IsLoss);
        var isElsewhere = quantities.Count == 1 && sigmoid == 0 && loss.Sigmoid.Only is { } only && only.Name != T.Name;
        return isOthers || isElsewhere ? [] : own;
    }

    /// <summary>
    /// A quantity of a loss in each row, in the format that its library computes in, then kept in that of the table.
    /// </summary>
    private T[] Values(Loss loss, Quantity quantity)
    {
        // The sigmoid itself is formed in the table's format, whatever the loss is computed in.
        var isSigmoid = quantity == Quantity.Sigmoid && quantities.Count > 1;
        var isOfRecorded = quantity == Quantity.LossFromProbability && sigmoid >= 0;
        var formula = isOfRecorded ? loss.Formula(Expression.X, Expression.Y) : quantity.Of(loss);
        T[] inputs = [.. x.Select((own, row) => isOfRecorded ? cells[sigmoid][row] ?? own : own)];
        return (isSigmoid ? NumberFormat.Named<T>() : loss.FormatFor(NumberFormat.Named<T>())).Run(new Evaluating(this, formula, inputs));
    }

    private TWide[] Evaluated<TWide>(Expression formula, TWide[] inputs)
        where TWide : struct, IFloat<TWide>
    {
        var (evaluator, values) = (formula.In<TWide>(), new TWide[inputs.Length]);
        foreach (var some in byLabel)
        {
            var results = new TWide[some.Length];
            evaluator.At([.. some.Select(row => inputs[row])], results, TWide.Round(rows[some[0]].Label.Value));
            for (var k = 0; k < some.Length; k++)
            {
                values[some[k]] = results[k];
            }
        }

        return values;
    }

    private sealed class Evaluating(RecordedCells<T> cells, Expression formula, T[] inputs) : IFormatWork<T[]>
    {
        public T[] Run<TWide>()
            where TWide : struct, IFloat<TWide> =>
            [.. cells.Evaluated(formula, [.. inputs.Select(Rounded.Converted<T, TWide>)]).Select(Rounded.Converted<TWide, T>)];
    }
}

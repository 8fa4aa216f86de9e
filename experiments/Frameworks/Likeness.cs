using System.Globalization;
using System.Numerics;
using Experiments.Cli;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Frameworks;

/// <summary>How well a loss agrees with a table in a format.</summary>
/// <param name="Candidate">The loss.</param>
/// <param name="Format">The format.</param>
/// <param name="Cells">How many cells concern it.</param>
/// <param name="Equal">How many of them it gives.</param>
/// <param name="Near">How many it gives within 2 ulps.</param>
/// <remarks>
/// Libraries often compute 16 bits in float32 and keep the result, so that each loss is tried in both ways there.
/// </remarks>
internal sealed record Likeness(Candidate Candidate, NumberFormat Format, int Cells, int Equal, int Near)
{
    private const int NearUlps = 2;
    private const int LeastPrecision = 24;

    /// <summary>The table, a row a loss.</summary>
    public static Table<Likeness> Table { get; } = Of("loss");

    /// <summary>The same, a row a sigmoid.</summary>
    public static Table<Likeness> TableOfSigmoids { get; } = Of("sigmoid");

    /// <summary>Whether at least three in five of its cells are equal, or nine in ten near.</summary>
    public bool IsAgreement => 5L * Equal >= 3L * Cells || 10L * Near >= 9L * Cells;

    /// <summary>The largest distance in ulps; inf where one of the two is no number.</summary>
    public string LargestUlps { get; init; } = "0";

    /// <summary>How many sigmoids beside the cells are near, which decides between losses that agree alike.</summary>
    private int NearSigmoids { get; init; }

    private Number? WorstX { get; init; }

    private string WorstLabel { get; init; } = string.Empty;

    /// <summary>The wider format that it is computed in; empty where that is the format itself.</summary>
    private string ComputedIn { get; init; } = string.Empty;

    /// <summary>Whether two values are one: equal numbers, −0 and 0, or the same infinity or NaN.</summary>
    public static bool IsSame<T>(T a, T b)
        where T : struct, IFloat<T> => a.Equals(b) || (a.IsZero && b.IsZero) || (!a.IsFinite && !b.IsFinite && a.ToText() == b.ToText());

    /// <summary>
    /// Those that some columns of a table concern, the best first: by the share of equal cells, then of near ones, then
    /// named ones, then by sigmoids, then in the order of the candidates.
    /// </summary>
    public static IReadOnlyList<Likeness> Rank(
        Work work, RecordedTable table, NumberFormat? given, IReadOnlyList<Candidate> candidates) =>
    [
        .. table.ByFormat(given)
            .SelectMany(part => Parts(table, part.Format, given is null, candidates)
                .SelectMany(some => some.Format.Run(new Measuring(work, table.Quantities, some.Format, part.Rows, some.Candidates))))
            .OrderByDescending(one => new Rational(one.Equal, one.Cells))
            .ThenByDescending(one => new Rational(one.Near, one.Cells))
            .ThenBy(one => one.Candidate.IsOfFamily)
            .ThenByDescending(one => one.NearSigmoids),
    ];

    /// <summary>Whether another agrees with as large shares of its cells.</summary>
    public bool IsTiedWith(Likeness other) => (Equal * (long)other.Cells, Near * (long)other.Cells)
        == (other.Equal * (long)Cells, other.Near * (long)Cells);

    /// <summary>
    /// Each candidate in the format of the rows; where that was found from their digits and is wider than the one format
    /// for which a loss' sigmoid is written, the loss in its own.
    /// </summary>
    private static IEnumerable<(NumberFormat Format, IReadOnlyList<Candidate> Candidates)> Parts(
        RecordedTable table, NumberFormat format, bool isFound, IReadOnlyList<Candidate> candidates)
    {
        var isFree = isFound && table.Rows.All(row => row.Format is null) && !table.IsOfSigmoids;
        return candidates.GroupBy(one => isFree && one.Loss.Sigmoid.Only is { } only && IsWider(format, only) ? only : format)
            .Select(group => (group.Key, (IReadOnlyList<Candidate>)[.. group]));
    }

    private static bool IsWider(NumberFormat a, NumberFormat b) =>
        a.Parameters is { } wide && wide.Precision > b.Parameters!.Value.Precision;

    private static Table<Likeness> Of(string what) => new(
        new(what, row => row.Candidate.Loss.Name) { IsKey = true },
        new("format", row => row.Format.Name) { IsKey = true },
        new("cells", row => row.Cells),
        new("equal", row => row.Equal),
        new($"within_{NearUlps}_ulps", row => row.Near),
        new("largest_ulps", row => row.LargestUlps, ColumnFormats.Integer),
        new("worst_x", row => row.WorstX),
        new("worst_label", row => row.WorstLabel, ColumnFormats.Integer),
        new("epsilon", row => row.Candidate.Epsilon, ColumnFormats.Row) { IsKey = true },
        new("computed_in", row => row.ComputedIn) { IsKey = true });

    private sealed class Measuring(
        Work work,
        IReadOnlyList<Quantity> quantities,
        NumberFormat format,
        IReadOnlyList<RecordedTable.Row> rows,
        IReadOnlyList<Candidate> candidates) : IFormatWork<IReadOnlyList<Likeness>>
    {
        public IReadOnlyList<Likeness> Run<T>()
            where T : struct, IFloat<T>
        {
            var x = RecordedCells<T>.Parse(format, [.. rows.Select(row => (WrittenNumber?)row.X)]);
            T?[][] cells = [.. quantities.Select((_, i) => RecordedCells<T>.Parse(format, [.. rows.Select(row => row.Cells[i])]))];
            var recorded = new RecordedCells<T>(quantities, rows, [.. x.Select(value => value!.Value)], cells);
            return
            [
                .. work.Values<Likeness?>(
                    $"identify {format.Name}",
                    "losses",
                    [.. candidates.SelectMany(Ways<T>).Select(candidate => (Func<Likeness?>)(() => Of(candidate, recorded)))])
                    .OfType<Likeness>(),
            ];
        }

        /// <summary>A loss computed in the format; of 16 bits and fewer, in float32 as well.</summary>
        private static IEnumerable<Candidate> Ways<T>(Candidate candidate)
            where T : struct, IFloat<T>
        {
            var isShort = T.Parameters is { } layout && layout.Precision < LeastPrecision;
            return isShort && candidate.Loss.ComputesIn is null
                ? [candidate, candidate with { Loss = candidate.Loss with { ComputesIn = NumberFormat.Named<Float32>() } }] : [candidate];
        }

        /// <summary>How a loss agrees; null where no cell concerns it.</summary>
        private Likeness? Of<T>(Candidate candidate, RecordedCells<T> recorded)
            where T : struct, IFloat<T>
        {
            var (count, equal, near, sigmoids) = (0, 0, 0, 0);
            var (largest, worst) = ((BigInteger?)BigInteger.Zero, -1);
            foreach (var (row, isSigmoid, cell, value) in recorded.Pairs(candidate.Loss))
            {
                count += isSigmoid ? 0 : 1;
                if (value is not { } given)
                {
                    continue;
                }

                BigInteger? ulps = IsSame(cell, given) ? 0 : cell.IsFinite && given.IsFinite ? UlpDistance.Between(cell, given) : null;
                if (isSigmoid)
                {
                    // In 16 bits libraries keep what float32 gave, which tells no sigmoid from another.
                    sigmoids += ulps <= NearUlps && T.Parameters is { } layout && layout.Precision >= LeastPrecision ? 1 : 0;
                    continue;
                }

                equal += ulps == 0 ? 1 : 0;
                near += ulps <= NearUlps ? 1 : 0;
                if (largest is not null && (ulps is null || ulps > largest))
                {
                    (largest, worst) = (ulps, row);
                }
            }

            return count == 0 ? null : new(candidate, format, count, equal, near)
            {
                NearSigmoids = sigmoids,
                LargestUlps = largest?.ToString(CultureInfo.InvariantCulture) ?? "inf",
                WorstX = worst < 0 ? null : Number.From(recorded.X[worst]),
                WorstLabel = worst < 0 ? string.Empty : rows[worst].Label.Text,
                ComputedIn = candidate.Loss.FormatFor(format) is var wide && wide != format ? wide.Name : string.Empty,
            };
        }
    }
}

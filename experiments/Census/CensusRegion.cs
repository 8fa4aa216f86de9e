using Experiments.Numerics.Formats;
using Experiments.Output.Tables;
using Experiments.Readback;

namespace Experiments.Census;

/// <summary>From which to which x of one sign the round trip has a property, and how many x between have it.</summary>
internal sealed record CensusRegion(string Format, string Property, bool IsNegative, Number? From, Number? Upto, long Inputs)
{
    private static readonly (string Name, Func<CensusRow, Seen> Seen)[] Properties =
    [
        ("exact", row => row.Tally.Exact),
        ("one_percent_near_zero", row => row.IsNearZero ? row.Tally.OnePercent : Seen.None),
        ("one_percent_far", row => row.IsNearZero ? Seen.None : row.Tally.OnePercent),
        ("infinite", row => row.Tally.Infinite),
        ("nan", row => row.Tally.NaN),
    ];

    /// <summary>A region as its table has it.</summary>
    public static CensusRegion Read(WrittenRow row) => new(
        row["format"],
        row["property"],
        row["sign"] == NumberLine.Sign(true),
        row.Number("from", row["format"]),
        row.Number("upto", row["format"]),
        row.Count("inputs"));

    /// <summary>The regions of a format, from its rows; NaN itself lies in none.</summary>
    public static IEnumerable<CensusRegion> Of<T>(NumberLine<T> line, IReadOnlyList<CensusRow> rows)
        where T : struct, IFloat<T> =>
        from property in Properties
        from isNegative in NumberLine.Signs
        let seen = rows.Where(row => row.IsNegative == isNegative && !row.IsNaN)
            .Aggregate(Seen.None, (sum, row) => sum + property.Seen(row))
        let ends = isNegative ? (Low: seen.Last, High: seen.First) : (Low: seen.First, High: seen.Last)
        select new CensusRegion(
            T.Name,
            property.Name,
            isNegative,
            seen.Count == 0 ? null : line.Text(isNegative, ends.Low),
            seen.Count == 0 ? null : line.Text(isNegative, ends.High),
            seen.Count);
}

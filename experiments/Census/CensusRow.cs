using System.Globalization;
using Experiments.Losses;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;
using Experiments.Readback;

namespace Experiments.Census;

/// <summary>What was counted of the numbers of a format that have one sign and one exponent.</summary>
/// <param name="Format">The format.</param>
/// <param name="IsNegative">Whether the sign bit is set.</param>
/// <param name="Exponent">⌊log2 |x|⌋, or the words zero, inf, nan.</param>
/// <param name="Inputs">How many such bit patterns there are.</param>
/// <param name="Tally">What was counted.</param>
/// <param name="WorstX">The x of the largest error.</param>
internal sealed record CensusRow(string Format, bool IsNegative, string Exponent, long Inputs, Tally Tally, Number? WorstX)
{
    private const string NaN = "nan";
    private const string Zero = "zero";

    /// <summary>The exponent; null of 0, ∞ and NaN.</summary>
    public int? Binade { get; private init; }

    /// <summary>Whether it is about what is no number, and so has no place among the others.</summary>
    public bool IsNaN => Exponent == NaN;

    /// <summary>Whether it is about numbers nearer to 0 than 1.</summary>
    public bool IsNearZero => Binade < 0 || Exponent == Zero;

    /// <summary>The largest error, rounded once.</summary>
    public Number? LargestError
    {
        get => field ?? (Tally.Worst is { } worst ? Number.From(new Float64(worst.Relative)) : null);
        private init;
    }

    /// <summary>A row as its table has it: its counts, and not which numbers were counted.</summary>
    public static CensusRow Read(WrittenRow row)
    {
        return new(
            row["format"],
            row["sign"] == NumberLine.Sign(true),
            row["exponent"],
            row.Count("inputs"),
            new(Counted("exact"), Counted("one_percent"), Counted("infinite"), Counted("nan"), Worst: null),
            row.Number("worst_x", row["format"]))
        {
            Binade = int.TryParse(row["exponent"], CultureInfo.InvariantCulture, out var binade) ? binade : null,
            LargestError = row.Number("largest_relative_error", Float64.Name),
        };

        Seen Counted(string column) => Seen.None with { Count = row.Count(column) };
    }

    /// <summary>The rows of a format: x rises, and NaN stands at both ends.</summary>
    public static CensusRow[] Of<T>(NumberLine<T> line, Counting counting)
        where T : struct, IFloat<T>
    {
        var census = new RoundTripCensus<T>(line, counting, ArticleFormulas.Written.RoundTrip);
        var counted = census.Binades();
        Binade[] binades = [.. line.Binades];
        return [.. Half(isNegative: true).Reverse(), .. Half(isNegative: false)];

        IEnumerable<CensusRow> Half(bool isNegative)
        {
            yield return Row(Zero, 1, census.Single(0, line.At(isNegative, 0)));
            foreach (var (binade, tally) in binades.Zip(counted[isNegative ? 0 : 1]))
            {
                yield return Row($"{binade.Exponent}", binade.Count, tally) with { Binade = binade.Exponent };
            }

            if (line.HasInfinity)
            {
                var infinity = NumberLine<T>.Infinity;
                yield return Row("inf", 1, census.Single(line.Count, isNegative ? -infinity : infinity));
            }

            if (line.NaNs > 0)
            {
                yield return Row(NaN, line.NaNs, Tally.None with { NaN = Seen.Of(0, line.NaNs) });
            }

            CensusRow Row(string exponent, long inputs, Tally tally) => new(
                T.Name, isNegative, exponent, inputs, tally, tally.Worst is { } worst ? line.Text(isNegative, worst.Place) : null);
        }
    }
}

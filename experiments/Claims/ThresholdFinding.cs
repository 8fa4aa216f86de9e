using System.Numerics;
using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Claims;

/// <summary>
/// F3: from where on the round trip is infinite, and 1 % off, in each format; compared with exact bounds of the
/// logarithm that sets it.
/// </summary>
internal static class ThresholdFinding
{
    /// <summary>The thresholds of all formats.</summary>
    public static Judgement Judge(Evidence evidence)
    {
        (bool Holds, string Words, IReadOnlyList<(string, string)> Values)[] formats = [.. evidence.Formats.Select(format =>
        {
            evidence.Work.Cancellation.ThrowIfCancellationRequested();
            return format.Run(new Look(evidence.Formulas));
        })];
        return new(
            $"infinite and 1 % off from: {string.Join("; ", formats.Select(format => format.Words))}",
            Verdict.Reproduced.If(formats.All(format => format.Holds)),
            "the sigmoid is 1 as soon as e^−x is at most half of the distance from 1 to the next number; "
                + "the logarithm's bounds have 200 bits")
        {
            Short = $"as said in {formats.Count(format => format.Holds)} of {formats.Length} formats",
            Values = [.. formats.SelectMany(format => format.Values)],
        };
    }

    /// <summary>One format: whether its thresholds are where they should be, and what they are.</summary>
    private sealed class Look(ArticleFormulas formulas) : IFormatWork<(bool Holds, string Words, IReadOnlyList<(string, string)> Values)>
    {
        // Decimal's numbers next to 1 are 10^−28 apart, so that 2·10^28 takes the place of 2^p.
        private static readonly BigInteger DecimalReciprocal = 2 * BigInteger.Pow(10, 28);

        public (bool Holds, string Words, IReadOnlyList<(string, string)> Values) Run<T>()
            where T : struct, IFloat<T>
        {
            var limits = new Limits<T>(formulas);
            if (limits.RoundTripInfiniteFrom is not { } infinite || limits.OnePercentFrom is not { } off)
            {
                return (false, $"{T.Name} nowhere", []);
            }

            var reciprocal = T.Parameters is { } layout ? Dyadic.PowerOfTwo(layout.Precision) : DecimalReciprocal;
            var isFirst = IsOff(off) && !IsOff(Crossing.Before(off)) && !(off > infinite);
            return (
                Crossing.IsFirstAboveLog(infinite, reciprocal) && isFirst,
                $"{T.Name} {infinite.ToText()} and {off.ToText()}",
                [($"{T.Name}_infinite_from", infinite.ToText()), ($"{T.Name}_one_percent_from", off.ToText())]);

            bool IsOff(T x) => Thresholds.IsOnePercentOff(x, formulas.RoundTrip.In<T>().At(x));
        }
    }
}

/// <summary>Neighbours of thresholds, and whether one is where a logarithm says.</summary>
internal static class Crossing
{
    /// <summary>The largest number below x &gt; 0.</summary>
    public static T Before<T>(T x)
        where T : struct, IFloat<T> => Thresholds.Last(T.Zero, x, y => y < x)!.Value;

    /// <summary>Whether x is the first number above log n.</summary>
    public static bool IsFirstAboveLog<T>(T x, Dyadic n)
        where T : struct, IFloat<T>
    {
        // 200 bits are twice as many as the longest format has, so that no number lies between the bounds.
        var bounds = Elementary.Log(n, 200);
        return x.Exact > bounds.Upper && Before(x).Exact < bounds.Lower;
    }
}

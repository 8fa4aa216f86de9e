using Experiments.Output.Figures;

namespace Experiments.Census;

/// <summary>The rows and regions of a format.</summary>
internal sealed record CensusSeries(string Format, IReadOnlyList<CensusRow> Rows, IReadOnlyList<CensusRegion> Regions);

/// <summary>
/// A format a row: what share of each binade comes back in which way, and the largest error beneath, over the whole
/// line of numbers.
/// </summary>
internal static class CensusFigure
{
    // Room for the name of a power of two, in pixels, and for the whole line.
    private const double Label = 52;
    private const double Across = 766;

    private static readonly (Line Line, string Name, Func<CensusRow, long> Count)[] Parts =
    [
        (Style.Kept, "y = x", row => row.Tally.Exact.Count),
        (Style.Near, "off by less than 1 %", row => row.Inputs - row.Tally.Exact.Count - row.Tally.OnePercent.Count - row.Tally.NaN.Count),
        (Style.Lost, "off by 1 % or more, finite", row => row.Tally.OnePercent.Count - row.Tally.Infinite.Count),
        (Style.Infinite, "y infinite", row => row.Tally.Infinite.Count),
        (Style.NaN, "y nan", row => row.Tally.NaN.Count),
    ];

    /// <summary>The figure.</summary>
    public static Figure Draw(IReadOnlyList<CensusSeries> formats)
    {
        var series = formats.Select(format => (format.Format, format.Regions, Rows: Finite(format.Rows))).ToArray();
        return new(
            [
                .. Parts.Where(part => series.Any(format => format.Rows.Any(row => part.Count(row) > 0)))
                    .Select(part => new Key(part.Line, part.Name, Swatch.Solid)),
                (Style.RoundTrip, "largest relative error of a binade"),
                (Style.OnePercent, "1 %"),
            ],
            [
                .. series.SelectMany(format => new Panel[][]
                {
                    [Shares(format.Format, format.Rows)],
                    [Errors(format.Rows, format.Regions)],
                }),
            ]);
    }

    /// <summary>The rows of numbers, ∞ not among them, of one 0 alone.</summary>
    private static CensusRow[] Finite(IEnumerable<CensusRow> rows) =>
        [.. rows.Where(row => row.Binade is not null || (row is { IsNearZero: true, IsNegative: false }))];

    private static Panel Shares(string format, CensusRow[] rows)
    {
        var panel = new Panel(
            $"every x of {format}, binade by binade: y = logit(σ(x)) is x for {Percent(row => row.Tally.Exact.Count)}, "
                + $"infinite for {Percent(row => row.Tally.Infinite.Count)} of the numbers",
            Line(rows, ""),
            Axis.Linear("share of x", new(0, 1)))
        {
            Size = PanelSize.Half,
        };
        panel.Stack(
            [.. Parts.Select(part => part.Line)],
            [.. Enumerable.Range(0, rows.Length + 1).Select(i => (double)i)],
            [.. Parts.Select(part => rows.Select(row => part.Count(row) / (double)row.Inputs).ToArray())]);
        return panel;

        string Percent(Func<CensusRow, long> count) => $"{Typeset.Number(100.0 * rows.Sum(count) / rows.Sum(row => row.Inputs), 3)} %";
    }

    private static Panel Errors(CensusRow[] rows, IReadOnlyList<CensusRegion> regions)
    {
        // Level over each binade.
        double[] x = [.. Enumerable.Range(0, rows.Length).SelectMany(i => new double[] { i, i + 1 })];
        double[] errors = [.. rows.Select(row => row.LargestError?.Value ?? double.NaN).SelectMany(error => new[] { error, error })];
        var panel = new Panel(
            "the largest relative error of y",
            Line(rows, "x: each binade, from a power of two to the next, of one width; subnormal numbers too"),
            Axis.Logarithmic("rel. error", Extent.Of(errors, above: 0)))
        {
            Size = PanelSize.Half,
        };
        panel.Level(Style.OnePercent, 0.01);
        panel.Curve(Style.RoundTrip, x, errors);
        foreach (var region in regions.Where(region => region.Property == "infinite" && region.Inputs > 0))
        {
            var (words, end) = region.IsNegative ? ("up to", region.Upto) : ("from", region.From);
            panel.Threshold(InfiniteFrom(rows, region.IsNegative), $"y infinite {words}\nx = {Typeset.Number(end!.Value.Text)}");
        }

        return panel;
    }

    /// <summary>Where the number nearest to 0 with an infinite y stands: it and all beyond it have one.</summary>
    private static double InfiniteFrom(CensusRow[] rows, bool isNegative)
    {
        var place = rows.Where(row => row.IsNegative == isNegative).Sum(row => row.Tally.Infinite.Count / (double)row.Inputs);
        return isNegative ? place : rows.Length - place;
    }

    private static Axis Line(CensusRow[] rows, string name)
    {
        var width = Across / rows.Length;
        var zero = Array.FindIndex(rows, row => row.Binade is null);
        var step = 1;
        while (step * width < Label)
        {
            step *= 2;
        }

        return Axis.Marked(
            name,
            new(0, rows.Length),
            [
                (zero + 0.5, "0"),
                .. rows.Select((row, i) => (row.Binade, At: row.IsNegative ? i + 1.0 : i, row.IsNegative))
                    .Where(mark => mark.Binade is { } exponent && exponent % step == 0 && Math.Abs(mark.At - zero) * width > Label)
                    .Select(mark => (
                        mark.At, (mark.IsNegative ? "−" : "") + (mark.Binade == 0 ? "1" : Typeset.Power(2, mark.Binade!.Value)))),
            ]);
    }
}

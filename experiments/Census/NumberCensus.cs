using System.Globalization;
using Experiments.Cli;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;
using Experiments.Readback;
using Experiments.Samples;

namespace Experiments.Census;

/// <summary>Every number of a format through the article's formulas, and counted.</summary>
internal static class NumberCensus
{
    private const string Stem = "census";
    private const string Regions = "census-regions";
    private const string Losses = "census-losses";

    private static readonly NumberFormat[] Known = [.. NumberFormat.All.Where(NumberLine.Holds)];
    private static readonly string KnownNames = string.Join(", ", Known.Select(format => format.Name));

    private static readonly Setting<IReadOnlyList<NumberFormat>> Format =
        Setting.List("--format", "NAME", $"number formats to count, of {KnownNames}", Float32.Name, Find, format => format.Name) with
        {
            Completions = [.. Known.Select(format => format.Name)],
        };

    private static readonly Setting<bool> Fast =
        Setting.Flag("--fast", "leave out numbers between two that prove their outcome; the same counts") with { ChangesBytes = false };

    private static readonly Setting<int> Threads = CommonSettings.Threads("count");

    /// <summary>The table of binades.</summary>
    internal static readonly Table<CensusRow> RowTable = new(
        new("format", row => row.Format) { IsKey = true },
        new("sign", row => NumberLine.Sign(row.IsNegative)) { IsKey = true },
        new("exponent", row => row.Exponent) { IsKey = true },
        Count<CensusRow>("inputs", row => row.Inputs),
        Count<CensusRow>("exact", row => row.Tally.Exact.Count),
        Count<CensusRow>("one_percent", row => row.Tally.OnePercent.Count),
        Count<CensusRow>("infinite", row => row.Tally.Infinite.Count),
        Count<CensusRow>("nan", row => row.Tally.NaN.Count),
        new("largest_relative_error", row => row.LargestError, Float64.Name),
        new("worst_x", row => row.WorstX));

    private static readonly Table<CensusRegion> RegionTable = new(
        new("format", region => region.Format) { IsKey = true },
        new("property", region => region.Property) { IsKey = true },
        new("from", region => region.From),
        new("upto", region => region.Upto),
        Count<CensusRegion>("inputs", region => region.Inputs),
        new("sign", region => NumberLine.Sign(region.IsNegative)) { IsKey = true });

    /// <summary>The table of losses.</summary>
    internal static readonly Table<LossShares> LossTable = new(
        new("loss", shares => shares.Loss) { IsKey = true },
        new("format", shares => shares.Format) { IsKey = true },
        new("label", shares => shares.Label) { IsKey = true },
        new("measure", shares => shares.Measure) { IsKey = true },
        new("off_1", shares => shares.Off1),
        new("off_10", shares => shares.Off10),
        new("entirely", shares => shares.Entirely));

    private static readonly Table<Total> TotalTable = new(
        new("format", total => total.Format) { IsKey = true },
        Count<Total>("inputs", total => total.Sum(row => row.Inputs)),
        Count<Total>("exact", total => total.Sum(row => row.Tally.Exact.Count)),
        Count<Total>("one_percent", total => total.Sum(row => row.Tally.OnePercent.Count)),
        Count<Total>("infinite", total => total.Sum(row => row.Tally.Infinite.Count)),
        Count<Total>("nan", total => total.Sum(row => row.Tally.NaN.Count)));

    public static Experiment Experiment { get; } = new(
        Stem,
        Experiment.NoFigure,
        "Every number of a format through the sigmoid and back, and through three losses: how many come out right",
        [Format, Fast, Threads],
        given =>
        {
            var (formats, isFast, threads) = (Format.Read(given), Fast.Read(given), Threads.Read(given));
            return new([Stem, Regions, Losses], [Stem], work => Form(formats, new(work, isFast, threads)))
            {
                Data = FashionMnist.Version,
                Redraw = (_, tables) => Form(Read(formats, tables)),
            };
        })
    {
        Example = "experiments census --format float16 bfloat16",
        InAll = $"{Stem} {Fast.Name}",
    };

    /// <summary>What is made of some formats.</summary>
    internal static Outputs Form(IReadOnlyList<NumberFormat> formats, Counting counting) =>
        Form([.. formats.Select(format => format.Run(new CountedIn(counting)))]);

    private static Counted[] Read(IReadOnlyList<NumberFormat> formats, WrittenTables tables)
    {
        var (rows, regions) = (tables.Rows(Stem, CensusRow.Read), tables.Rows(Regions, CensusRegion.Read));
        return
        [
            .. formats.Select(format => new Counted(
                format.Name,
                [.. rows.Where(row => row.Format == format.Name)],
                [.. regions.Where(region => region.Format == format.Name)],
                [])),
        ];
    }

    private static Outputs Form(Counted[] counted) =>
        new(
            [
                OutputTable.From(Stem, RowTable, counted.SelectMany(one => one.Rows)),
                OutputTable.From(Regions, RegionTable, counted.SelectMany(one => one.Regions)),
                OutputTable.From(Losses, LossTable, counted.SelectMany(one => one.Losses)),
            ],
            [new(Stem, _ => CensusFigure.Draw([.. counted.Select(one => new CensusSeries(one.Format, one.Rows, one.Regions))]))])
        {
            Printed =
            [
                ResultTable.From(
                    Stem,
                    "Bit patterns x; logit(sigmoid(x)) is x, 1 % off or more, infinite, nan",
                    TotalTable,
                    counted.Select(one => new Total(one.Format, one.Rows))),
                ResultTable.From(
                    Losses,
                    $"Shares of x whose loss is off by 1 %, 10 %, entirely; {LossShares.Uniform}: x in [−20, 20]",
                    LossTable,
                    counted.SelectMany(one => one.Losses)),
            ],
        };

    private static Column<TRow> Count<TRow>(string name, Func<TRow, long> count) =>
        new(name, row => count(row).ToString(CultureInfo.InvariantCulture), ColumnFormats.Integer);

    private static NumberFormat Find(string name) => NumberFormat.Find(name) switch
    {
        null => throw new UsageException($"'{name}' is not a number format; known are {KnownNames}."),
        var found when Known.Contains(found) => found,
        _ => throw new UsageException($"'{name}' has more numbers than can be counted one by one; formats here are {KnownNames}."),
    };

    /// <summary>What was counted of a format.</summary>
    private sealed record Counted(string Format, CensusRow[] Rows, CensusRegion[] Regions, LossShares[] Losses);

    /// <summary>The rows of a format together.</summary>
    private sealed record Total(string Format, CensusRow[] Rows)
    {
        public long Sum(Func<CensusRow, long> count) => Rows.Sum(count);
    }

    /// <summary>Counts a format.</summary>
    private sealed class CountedIn(Counting counting) : IFormatWork<Counted>
    {
        public Counted Run<T>()
            where T : struct, IFloat<T>
        {
            var line = new NumberLine<T>();
            var rows = CensusRow.Of(line, counting);
            return new(
                T.Name,
                rows,
                [.. CensusRegion.Of(line, rows)],
                LossShares.Of(line, counting));
        }
    }
}

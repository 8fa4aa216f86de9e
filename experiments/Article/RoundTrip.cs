using System.Globalization;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Article;

/// <summary>
/// Figure 2: y = logit(σ(x)), which should be x: steps of growing height, then infinity; and next to 0 nothing of x is
/// left.
/// </summary>
internal static class RoundTrip
{
    private const string Stem = "round-trip";
    private const string NearZeroStem = $"{Stem}-near-zero";
    private const string RecordedStem = $"{Stem}-observed";

    // A multiple of 1/256 is exact in formats of 24 bits and more, and the grid of 0…20 shows each step above x = 10 as
    // several rows.
    private static readonly SweepSettings Settings = new(
        "float32", "0", "where y is infinite in each format, and beyond: 20 for float32", "0.00390625", toOf: End);

    private static readonly Column<Row>[] Columns =
    [
        new("format", row => row.Format) { IsKey = true },
        new("x", row => row.X) { IsKey = true, IsDrawn = true },
        new("sigmoid", row => row.Sigmoid),
        new("logit", row => row.Logit) { IsDrawn = true },
        new("absolute_error", row => row.AbsoluteError, Float64.Name),
        new("relative_error", row => row.RelativeError, Float64.Name) { IsDrawn = true },
    ];

    private static readonly Table<Row> Table = new(Columns);

    private static readonly Table<Row> NearZeroTable = new(
        [
            .. Columns,
            new("clipped", row => row.Loss!.Clipped),
            new("exact", row => row.Loss!.Exact),
            new("loss_error", row => row.Loss!.Error, Float64.Name) { IsDrawn = true },
        ]);

    private static readonly Table<RoundTripLimits> LimitsTable = new(
        new("format", row => row.Format) { IsKey = true },
        new("one_percent_from", row => row.OnePercentFrom),
        new("round_trip_infinite_from", row => row.InfiniteFrom),
        new("small_error_from", row => row.SmallErrorFrom),
        new("small_error_upto", row => row.SmallErrorUpto));

    public static Experiment Experiment { get; } = new(
        Stem,
        "Figure 2",
        "The round trip logit(sigmoid(x)), which should be x, and its error",
        [.. Settings.All],
        given =>
        {
            var (formats, sweep) = Settings.Read(given);
            string[] recorded = sweep.IsGrid && formats.Contains(NumberFormat.Named<Float32>()) ? [RecordedStem] : [];
            return new Plan([Stem, NearZeroStem, .. recorded], [Stem], work => Form(work, formats, sweep, recorded))
                .DrawnFromTables().Drawn(sweep.IsGrid);
        })
    {
        Example = "experiments round-trip --format float32 float64 --from 0 --to 40",
    };

    internal static Outputs Form(
        Work work, IReadOnlyList<NumberFormat> formats, Sweep sweep, params IReadOnlyList<string> recorded)
    {
        // Of the longer formats a search of some tenths of a second: for the figure and stdout once.
        var limits = new Lazy<RoundTripLimits[]>(() => [.. formats.Select(format => format.Run(new LimitsOf()))]);
        return new(
            [
                OutputTable.From(Stem, Table, formats.SelectMany(format => format.Run(new Rows(work, sweep)))),
                OutputTable.From(NearZeroStem, NearZeroTable, formats.SelectMany(format => format.Run(new NearZero(work)))),
                .. recorded.Select(ArticleStack.Sigmoids),
            ],
            [
                new(Stem, series => RoundTripFigure.Draw(
                [
                    .. limits.Value.Select((limit, i) => new RoundTripSeries(limit, series[Stem][i], series[NearZeroStem][i])
                    {
                        Recorded = limit.Format == Float32.Name ? recorded.Select(stem => series[stem][0]).SingleOrDefault() : null,
                    }),
                ])),
            ])
        {
            Printed =
            [
                ResultTable.From(
                    $"{Stem}-limits",
                    "logit(sigmoid(x)): 1 % off from, infinite from; next to 0, 1 % off from … up to",
                    LimitsTable,
                    Enumerable.Range(0, formats.Count).Select(i => limits.Value[i])),
            ],
        };
    }

    /// <summary>Where a sweep ends by default: beyond the last finite round trip of any format.</summary>
    private static string End(IReadOnlyList<NumberFormat> formats) =>
        formats.Max(format => format.Run(new Beyond())).ToString(CultureInfo.InvariantCulture);

    /// <summary>The third whole number after the last one whose round trip is finite: 20 in float32.</summary>
    private sealed class Beyond : IFormatWork<int>
    {
        public int Run<T>()
            where T : struct, IFloat<T> => (int)Math.Ceiling(Limits<T>.Written.RoundTripFiniteUpto!.Value.ToDouble()) + 3;
    }

    private sealed record Row(string Format, Number X, Number Sigmoid, Number Logit, Number AbsoluteError, Number RelativeError)
    {
        public LossNearZero? Loss { get; init; }
    }

    private sealed record LossNearZero(Number Clipped, Number Exact, Number Error);

    /// <summary>The formulas of a row in a format.</summary>
    private sealed class Trip<T>
        where T : struct, IFloat<T>
    {
        private readonly Evaluator<T> trip = new(Sigmoid.Naive.Value(Expression.X), ArticleFormulas.Written.RoundTrip);
        private readonly Evaluator<T> losses = new(ArticleLosses.Clipped.Value.For(1), ArticleLosses.Exact.Value.For(1));

        public Row At(T x)
        {
            var values = trip.All(x);
            var (p, y) = (values[0], values[1]);
            return new(
                T.Name,
                Number.From(x),
                Number.From(p),
                Number.From(y),
                Number.From(Errors.Absolute(x, y)),
                Number.From(Errors.Relative(x, y)));
        }

        /// <summary>
        /// The clipped loss for label 1, which depends on x through σ(x) alone, beside the exact one.
        /// </summary>
        public LossNearZero LossAt(T x)
        {
            var values = losses.All(x);
            var (c, e) = (values[0], values[1]);
            return new(Number.From(c), Number.From(e), Number.From(Errors.Relative(e, c)));
        }
    }

    /// <summary>The round trip over the sweep.</summary>
    private sealed class Rows(Work work, Sweep sweep) : IFormatWork<IEnumerable<Func<Row[]>>>
    {
        public IEnumerable<Func<Row[]>> Run<T>()
            where T : struct, IFloat<T> => work.Rows<T, Row>(Stem, sweep, new Trip<T>().At);
    }

    /// <summary>The round trip from ±1 down to where nothing of x is left, and the loss there.</summary>
    private sealed class NearZero(Work work) : IFormatWork<IEnumerable<Func<Row[]>>>
    {
        public IEnumerable<Func<Row[]>> Run<T>()
            where T : struct, IFloat<T>
        {
            // One octave beyond the x = 2^−k whose round trip is 0.
            var octaves = 1 - Math.ILogB(Limits<T>.Written.FirstLostHalving(T.One).ToDouble());
            var trip = new Trip<T>();
            return work.Rows(Stem, Sweep.AroundZero(octaves), (T x) => trip.At(x) with { Loss = trip.LossAt(x) });
        }
    }

    /// <summary>The limits of a format.</summary>
    private sealed class LimitsOf : IFormatWork<RoundTripLimits>
    {
        public RoundTripLimits Run<T>()
            where T : struct, IFloat<T> => new(
            T.Name,
            Number.From(Limits<T>.Written.OnePercentFrom),
            Number.From(Limits<T>.Written.RoundTripInfiniteFrom),
            Number.From(Limits<T>.Written.SmallErrorFrom),
            Number.From(Limits<T>.Written.SmallErrorUpto));
    }
}

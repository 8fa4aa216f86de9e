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

    // A multiple of 1/256 is exact in formats of 24 bits and more, and the grid of 0…20 shows each step above x = 10 as
    // several rows.
    private static readonly SweepSettings Settings = new("float32", "0", "20", "0.00390625");

    private static readonly Column<Row>[] Columns =
    [
        new("format", row => row.Format) { IsKey = true },
        new("x", row => row.X) { IsKey = true, IsDrawn = true },
        new("sigmoid", row => row.Sigmoid),
        new("logit", row => row.Logit) { IsDrawn = true },
        new("absolute_error", row => row.AbsoluteError),
        new("relative_error", row => row.RelativeError) { IsDrawn = true },
    ];

    private static readonly Table<Row> Table = new(Columns);

    private static readonly Table<Row> NearZeroTable = new(
        [
            .. Columns,
            new("clipped", row => row.Loss!.Clipped),
            new("exact", row => row.Loss!.Exact),
            new("loss_error", row => row.Loss!.Error) { IsDrawn = true },
        ]);

    public static Experiment Experiment { get; } = new(
        Stem,
        "Figure 2",
        "The round trip logit(sigmoid(x)), which should be x, and its error",
        [.. Settings.All],
        given =>
        {
            var (formats, sweep) = Settings.Read(given);
            return new([Stem, NearZeroStem], [Stem], work => Form(work, formats, sweep));
        });

    internal static Outputs Form(Work work, IReadOnlyList<NumberFormat> formats, Sweep sweep) => new(
        [
            OutputTable.From(Stem, Table, formats.SelectMany(format => format.Run(new Rows(work, sweep)))),
            OutputTable.From(NearZeroStem, NearZeroTable, formats.SelectMany(format => format.Run(new NearZero(work)))),
        ],
        [
            new(Stem, series => RoundTripFigure.Draw(
                [.. formats.Zip(series[Stem], series[NearZeroStem]).Select(part => part.First.Run(new Drawn(part.Second, part.Third)))])),
        ]);

    private static Row Trip<T>(T x)
        where T : struct, IFloat<T>
    {
        var p = Sigmoid.Of(x);
        var y = Logit.Of(p);
        return new(
            T.Name,
            Number.From(x),
            Number.From(p),
            Number.From(y),
            Losses.RoundTrip.AbsoluteError(x, y).Value,
            Losses.RoundTrip.RelativeError(x, y).Value);
    }

    /// <summary>The clipped loss for label 1, which depends on x through σ(x) alone, beside the exact one.</summary>
    private static Loss LossAt<T>(T x)
        where T : struct, IFloat<T>
    {
        var clipped = BinaryCrossEntropy.Clipped(x, label: true);
        var exact = BinaryCrossEntropy.Exact(x, label: true);
        return new(Number.From(clipped), Number.From(exact), Losses.RoundTrip.RelativeError(exact, clipped).Value);
    }

    private sealed record Row(string Format, Number X, Number Sigmoid, Number Logit, double AbsoluteError, double RelativeError)
    {
        public Loss? Loss { get; init; }
    }

    private sealed record Loss(Number Clipped, Number Exact, double Error);

    /// <summary>The round trip over the sweep.</summary>
    private sealed class Rows(Work work, Sweep sweep) : IFormatWork<IEnumerable<Row>>
    {
        public IEnumerable<Row> Run<T>()
            where T : struct, IFloat<T> => work.Rows<T, Row>(Stem, sweep, Trip);
    }

    /// <summary>The round trip from ±1 down to where nothing of x is left, and the loss there.</summary>
    private sealed class NearZero(Work work) : IFormatWork<IEnumerable<Row>>
    {
        public IEnumerable<Row> Run<T>()
            where T : struct, IFloat<T>
        {
            // One octave beyond the x = 2^−k whose round trip is 0.
            var octaves = 1 - Math.ILogB(Limits.FirstLostHalving(T.One).ToDouble());
            return work.Rows(Stem, Sweep.AroundZero(octaves), (T x) => Trip(x) with { Loss = LossAt(x) });
        }
    }

    /// <summary>What is drawn of a format: both tables, and the thresholds.</summary>
    private sealed class Drawn(Series rows, Series nearZero) : IFormatWork<RoundTripSeries>
    {
        public RoundTripSeries Run<T>()
            where T : struct, IFloat<T> => new(
            T.Name,
            rows,
            nearZero,
            Number.From(Limits.OnePercentFrom<T>()),
            Number.From(Limits.RoundTripInfiniteFrom<T>()),
            Number.From(Limits.SmallErrorFrom<T>()),
            Number.From(Limits.SmallErrorUpto<T>()));
    }
}

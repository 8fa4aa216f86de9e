using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Article;

/// <summary>
/// Figure 1: the sigmoid, its inverse the logit, and the logits that float32 probabilities can reach.
/// </summary>
internal static class Curves
{
    private const string Stem = "curves";
    private const string ReachableStem = $"{Stem}-reachable";

    // How many of the smallest and largest probabilities are listed.
    private const int Listed = 12;

    // The article does not say; these ranges show both curves whole, and p stays inside (0, 1).
    private static readonly SweepSettings Settings = new("float64", "-8", "8", "0.02", "x of the sigmoid");
    private static readonly Setting<ExactNumber> PFrom = Setting.Decimal("--p-from", "first p of the logit", "0.001");
    private static readonly Setting<ExactNumber> PTo = Setting.Decimal("--p-to", "last p of the logit", "0.999");
    private static readonly Setting<ExactNumber> PStep =
        Setting.Decimal("--p-step", "distance from one p of the logit to the next", "0.001");

    private static readonly Table<Row> Table = new(
        new("function", row => row.Function) { IsKey = true },
        new("x", row => row.X) { IsKey = true, IsDrawn = true },
        new("y", row => row.Y) { IsDrawn = true },
        new("format", row => row.Format) { IsKey = true });

    private static readonly Table<ReachableLogit> ReachableTable = new(
        new("format", row => row.Format) { IsKey = true },
        new("p", row => row.P) { IsKey = true },
        new("logit", row => row.Logit));

    private static readonly Table<Reach> ReachTable = new(
        new("format", row => row.Format) { IsKey = true },
        new("least_logit", row => row.Least),
        new("largest_logit", row => row.Largest));

    public static Experiment Experiment { get; } = new(
        Stem,
        "Figure 1",
        "The sigmoid, its inverse, and the logits that float32 probabilities can reach",
        [.. Settings.All, PFrom, PTo, PStep],
        given =>
        {
            var (formats, sweep) = Settings.Read(given);
            var (from, to) = (PFrom.Read(given), PTo.Read(given));
            var probabilities = Sweep.Between(from, to, PStep.Read(given), "--p-");
            if (new[] { probabilities.At(0), probabilities.At(probabilities.Count - 1) }.Any(p => p.Sign < 0 || p > 1))
            {
                throw new UsageException($"{PFrom.Name}, {PTo.Name}: a probability lies in [0, 1], not {from} to {to}.");
            }

            return new Plan([Stem, ReachableStem], [Stem], work => Form(work, formats, sweep, probabilities))
                .DrawnFromTables().Drawn(sweep.IsGrid);
        })
    {
        Example = "experiments curves --format float16 float64 --from -12 --to 12",
    };

    private static Outputs Form(Work work, IReadOnlyList<NumberFormat> formats, Sweep sweep, Sweep probabilities)
    {
        var rows = formats.SelectMany(format => format.Run(new Rows(work, sweep, probabilities)));

        // The article's format, where only the one is drawn that is the curves' default.
        NumberFormat[] listed = formats is [var one] && one.Name == Float64.Name ? [NumberFormat.Named<Float32>()] : [.. formats];
        ReachableLogits[] reachable = [.. listed.Select(format => format.Run(new Reachable()))];
        return new(
            [
                OutputTable.From(Stem, Table, rows),
                OutputTable.From(ReachableStem, ReachableTable, reachable.SelectMany(ends => ends.Rows)),
            ],
            [
                new(Stem, series => CurvesFigure.Draw(
                    [.. formats.Zip(series[Stem].Chunk(2), (format, pair) => new CurvesSeries(format.Name, pair[0], pair[1])
                    {
                        Errors = formats.Count > 1 ? format.Run(new Off(sweep, probabilities)) : null,
                    })],
                    reachable)),
            ])
        {
            Printed =
            [
                ResultTable.From(
                    $"{Stem}-reach",
                    "The logits that the format's probabilities inside (0, 1) reach",
                    ReachTable,
                    formats.Prepend(NumberFormat.Named<Float32>()).Distinct().Select(format => format.Run(new Reached()))),
            ],
        };
    }

    /// <summary>The logits of the smallest and of the largest probabilities inside (0, 1), in rising order.</summary>
    private sealed class Reachable : IFormatWork<ReachableLogits>
    {
        public ReachableLogits Run<T>()
            where T : struct, IFloat<T>
        {
            var tenth = (Radix: 10, Exponent: -28);
            var (low, high) = T.Parameters is { } layout ? ((2, layout.EminSubnormal), (2, -layout.Precision)) : (tenth, tenth);
            var logit = Formulas.Logit(Expression.X).In<T>();
            var counts = Enumerable.Range(1, Listed);
            var p = counts.Select(i => Unit(low) * i).Concat(counts.Reverse().Select(i => 1 - (Unit(high) * i))).Select(T.Round);
            return new(low, high, [.. p.Select(one => new ReachableLogit(T.Name, Number.From(one), Number.From(logit.At(one))))]);

            static Rational Unit((int Radix, int Exponent) unit) => unit.Radix == 2
                ? Dyadic.PowerOfTwo(unit.Exponent)
                : ExactNumber.Parse($"1e{unit.Exponent}").Value;
        }
    }

    /// <summary>
    /// How far σ and logit, as a format computes them, are off those of its x in float128, relative to these.
    /// </summary>
    private sealed class Off(Sweep sweep, Sweep probabilities) : IFormatWork<CurveErrors>
    {
        public CurveErrors Run<T>()
            where T : struct, IFloat<T> => new(
            Of<T>(sweep, Sigmoid.Naive.Value(Expression.X)),
            Of<T>(probabilities, Formulas.Logit(Expression.X)));

        private static double[] Of<T>(Sweep points, Expression function)
            where T : struct, IFloat<T>
        {
            var (here, there) = (function.In<T>(), function.In<Float128>());
            T[] x = [.. Enumerable.Range(0, points.Count).Select(k => T.Round(points.At(k)))];
            return
            [
                .. x.Where((one, k) => k == 0 || x[k - 1] < one || x[k - 1] > one).Select(one => here.At(one) is { IsFinite: true } y
                    ? Errors.Relative(there.At(Exact(one)), Exact(y)).Value
                    : double.NaN),
            ];

            static Float128 Exact(T value) => Float128.Round(value.Exact);
        }
    }

    /// <summary>The logits of the least and of the largest probability inside (0, 1).</summary>
    private sealed record Reach(string Format, Number Least, Number Largest);

    /// <summary>What a format reaches.</summary>
    private sealed class Reached : IFormatWork<Reach>
    {
        public Reach Run<T>()
            where T : struct, IFloat<T>
        {
            var logit = Formulas.Logit(Expression.X).In<T>();
            var least = T.Parameters is { } layout ? T.Round(new Dyadic(1, layout.EminSubnormal)) : Limits<T>.MachineEpsilon;
            return new(T.Name, Number.From(logit.At(least)), Number.From(logit.At(Limits<T>.BelowOne)));
        }
    }

    private sealed record Row(string Function, Number X, Number Y, string Format);

    /// <summary>σ over x, then logit over p.</summary>
    private sealed class Rows(Work work, Sweep sweep, Sweep probabilities) : IFormatWork<IEnumerable<Func<Row[]>>>
    {
        public IEnumerable<Func<Row[]>> Run<T>()
            where T : struct, IFloat<T> =>
            Points<T>("sigmoid", sweep, Sigmoid.Naive.Value(Expression.X))
                .Concat(Points<T>("logit", probabilities, Formulas.Logit(Expression.X)));

        private IEnumerable<Func<Row[]>> Points<T>(string name, Sweep points, Expression function)
            where T : struct, IFloat<T>
        {
            var y = function.In<T>();
            return work.Rows(Stem, points, (T x) => new Row(name, Number.From(x), Number.From(y.At(x)), T.Name));
        }
    }
}

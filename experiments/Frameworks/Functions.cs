using System.Globalization;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Losses.Sigmoids;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Frameworks;

/// <summary>
/// The functions that cross-entropies are made of, under their own names, with the errors of careful and naive forms.
/// </summary>
internal static class Functions
{
    private const string Stem = "functions";

    // A careful one, and those of the catalogue by their names.
    private static readonly IReadOnlyList<FunctionForm> OfSigmoids =
    [
        Of("sigmoid", AsWritten.TwoBranch),
        .. SigmoidCatalogue.All.Select(sigmoid => Of($"sigmoid-{sigmoid.Name}", sigmoid)),
    ];

    private static readonly IReadOnlyList<string> Names = [.. FunctionForm.All.Concat(OfSigmoids).Select(form => form.Name)];

    private static readonly SweepSettings Sweeps = new(Float32.Name, "-20", "20", "0.0625", "x, for logit the probability");

    // Where no grid is given, logit has one of probabilities.
    private static readonly Sweep Probabilities =
        Sweep.Between(ExactNumber.Parse("0"), ExactNumber.Parse("1"), ExactNumber.Parse("0.0009765625"));

    private static readonly Setting<IReadOnlyList<FunctionForm>> Forms = Setting.List(
        "--function",
        "NAME",
        $"functions, of {string.Join(", ", FunctionForm.All.Select(form => form.Name))}; "
        + "sigmoid, or sigmoid- and a name of list --sigmoids",
        Default.Nothing("all but the sigmoids"),
        Named,
        form => form.Name) with
    {
        Completions = [.. Names],
    };

    private static readonly Table<Row> Table = new(
        new("function", row => row.Function) { IsKey = true },
        new("format", row => row.Format) { IsKey = true },
        new("x", row => row.X) { IsKey = true, IsDrawn = true },
        new("value", row => row.Value),
        new("exact", row => row.Exact) { IsDrawn = true },
        new("ulps", row => row.Ulps) { IsDrawn = true });

    private static readonly Table<Worst> WorstTable = new(
        new("function", row => row.Function) { IsKey = true },
        new("format", row => row.Format) { IsKey = true },
        new("equal", row => row.Equal),
        new("largest_ulps", row => row.Ulps),
        new("worst_x", row => row.X));

    public static Experiment Experiment { get; } = new(
        Stem,
        Experiment.NoFigure,
        "softplus, log-sigmoid, logit, the sigmoid's derivative and log1mexp: careful and naive forms and their errors in ulps",
        [Forms, .. Sweeps.All],
        given =>
        {
            var chosen = Forms.Read(given);
            var forms = chosen.Count > 0 ? chosen : FunctionForm.All;
            var (formats, sweep) = Sweeps.Read(given);
            var ofLogit = Sweeps.HasGrid(given) ? sweep : Probabilities;
            return forms.FirstOrDefault(form => form.Only is { } only && formats.Any(format => format != only)) is { } other
                ? throw new UsageException($"{Forms.Name}: {other.Name} is for {other.Only!.Name} alone.")
                : new Plan([Stem], [Stem], work => Form(work, forms, formats, form => form.IsOfProbability ? ofLogit : sweep))
                    .DrawnFromTables().Drawn(sweep.IsGrid);
        })
    {
        Example = "experiments functions --function softplus --format float64 --x 20 20.1 25\n"
            + "experiments functions --function sigmoid-naive sigmoid-mlas --x -20 -17 20",
    };

    private static Outputs Form(
        Work work, IReadOnlyList<FunctionForm> forms, IReadOnlyList<NumberFormat> formats, Func<FunctionForm, Sweep> sweep)
    {
        (FunctionForm Form, NumberFormat Format)[] parts = [.. forms.SelectMany(form => formats.Select(format => (form, format)))];
        var worst = parts.Select(part => new Worst(part.Form.Name, part.Format.Name)).ToArray();
        return new(
            [
                OutputTable.From(Stem, Table, parts.Zip(worst).SelectMany(part =>
                    part.First.Format.Run(new Rows(work, sweep(part.First.Form), part.First.Form, part.Second)))),
            ],
            [
                new(Stem, series => FunctionsFigure.Draw(
                    [.. parts.Zip(series[Stem], (part, rows) => new FunctionSeries(part.Form, part.Format.Name, rows))])),
            ])
        {
            Printed =
            [
                ResultTable.From(
                    Stem, "Cells equal to the correctly rounded value, the largest error in ulps and where", WorstTable, worst),
            ],
        };
    }

    private static FunctionForm Of(string name, Sigmoid sigmoid) =>
        new(name, sigmoid.Framework, sigmoid.Value, Expression.RoundedSigmoid) { Only = sigmoid.Only };

    private static FunctionForm Named(string name) => FunctionForm.All.Concat(OfSigmoids).FirstOrDefault(form => form.Name == name)
        ?? throw new UsageException(
            $"'{Excerpt.Of(name)}' is not a function{Suggestions.Suggest(name, Names)} "
            + $"Functions are {string.Join(", ", FunctionForm.All.Select(form => form.Name))}; "
            + "sigmoid, or sigmoid- and a name of experiments list --sigmoids.");

    private sealed record Row(string Function, string Format, Number X, Number Value, Number Exact, Number? Ulps);

    /// <summary>What was seen of a form; rows may come from several threads.</summary>
    private sealed class Worst(string function, string format)
    {
        private readonly Lock guard = new();
        private System.Numerics.BigInteger ulps;
        private (Number X, double Size)? worst;
        private int equal;
        private int rows;

        public string Function => function;

        public string Format => format;

        public string Equal => string.Create(CultureInfo.InvariantCulture, $"{equal} of {rows}");

        public Number? Ulps => new Number(ulps.ToString(CultureInfo.InvariantCulture), (double)ulps);

        public Number? X => ulps.IsZero ? null : worst?.X;

        public void See(Number x, System.Numerics.BigInteger? distance)
        {
            lock (guard)
            {
                rows++;
                equal += distance is { IsZero: true } ? 1 : 0;
                if (distance is { } far && (far > ulps || (far == ulps && Math.Abs(x.Value) < (worst?.Size ?? double.PositiveInfinity))))
                {
                    (ulps, worst) = (far, (x, Math.Abs(x.Value)));
                }
            }
        }
    }

    private sealed class Rows(Work work, Sweep sweep, FunctionForm form, Worst worst) : IFormatWork<IEnumerable<Func<Row[]>>>
    {
        public IEnumerable<Func<Row[]>> Run<T>()
            where T : struct, IFloat<T>
        {
            var both = new Evaluator<T>(form.Value(Expression.X), form.Exact(Expression.X));
            return work.Rows($"{Stem} {form.Name}", sweep, (T x) =>
            {
                var values = both.All(x);
                var distance = UlpDistance.Steps(values[0], values[1]);
                worst.See(Number.From(x), distance);
                var ulps = distance is { } steps ? new Number(steps.ToString(CultureInfo.InvariantCulture), (double)steps) : (Number?)null;
                return new Row(form.Name, T.Name, Number.From(x), Number.From(values[0]), Number.From(values[1]), ulps);
            });
        }
    }
}

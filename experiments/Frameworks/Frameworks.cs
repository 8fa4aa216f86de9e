using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Observed;
using Experiments.Output.Tables;
using Experiments.Samples;

namespace Experiments.Frameworks;

/// <summary>Every framework's loss and gradient over raw outputs, and what each does where it matters.</summary>
internal static class Frameworks
{
    private const string Stem = "frameworks";
    private const string SummaryStem = $"{Stem}-summary";
    private const string TailsStem = $"{Stem}-tails";
    private const string GradientsStem = $"{Stem}-gradients";

    private static readonly SweepSettings Sweeps = new(Float32.Name, "-104", "104", "1");
    private static readonly Setting<IReadOnlyList<ExactNumber>> Labels = SweepSettings.Labels("0 1");

    private static readonly Setting<NumberFormat?> Compute = Setting.One<NumberFormat?>(
        "--compute",
        "NAME",
        "format that each kernel computes in, its result stored in the row's",
        Default.Nothing("the row's format"),
        text => NumberFormat.Find(text) ?? throw new UsageException($"'{Excerpt.Of(text)}' is not a number format."),
        format => format?.Name);

    // The summary's formats, whatever the sweep's are.
    private static readonly NumberFormat[] Summarized =
        [NumberFormat.Named<Float16>(), NumberFormat.Named<BFloat16>(), NumberFormat.Named<Float32>(), NumberFormat.Named<Float64>()];

    private static readonly Table<Row> Table = new(
        new("loss", row => row.Loss) { IsKey = true },
        new("format", row => row.Format) { IsKey = true },
        new("label", row => row.Label.Text, ColumnFormats.Integer) { IsKey = true },
        new("x", row => row.X) { IsKey = true, IsDrawn = true },
        new("sigmoid", row => row.Sigmoid),
        new("value", row => row.Value) { IsDrawn = true },
        new("gradient", row => row.Gradient) { IsDrawn = true },
        new("exact", row => row.Exact) { IsDrawn = true },
        new("gradient_exact", row => row.GradientExact) { IsDrawn = true },
        new("value_error", row => row.ValueError, Float64.Name) { IsDrawn = true },
        new("gradient_error", row => row.GradientError, Float64.Name) { IsDrawn = true });

    // What fits a terminal's width of the summary's columns.
    private static readonly string[] PrintedColumns =
        ["loss", "wrong_label1", "wrong_label0", "right_label1", "mirror"];

    public static Experiment Experiment { get; } = new(
        Stem,
        Experiment.NoFigure,
        "Every framework's loss and gradient: caps, tails, dead zones, and which label loses its small losses",
        [LossSettings.Losses, .. Sweeps.All, Labels, Compute, .. LossSettings.Constants],
        given =>
        {
            var losses = LossSettings.Read(given);
            var (formats, sweep) = Sweeps.Read(given);
            (ExactNumber, Rational)[] labels = [.. Labels.Read(given).Select(label => (label, LossSettings.Smoothed(given, label)))];
            if (Compute.Read(given) is { } wide && formats.FirstOrDefault(format => !Holds(wide, format)) is { } wider)
            {
                throw new UsageException($"{Compute.Name}: {wide.Name} does not hold every number of {wider.Name}.");
            }

            LossSettings.CheckSigmoid(given, formats);
            var compute = Compute.Read(given);
            Func<Rational, Rational>? smoothed =
                LossSettings.AreLabelsSmoothed(given) ? label => LossSettings.Smoothed(given, label) : null;
            var isOfAll = !LossSettings.Losses.IsGiven(given);
            return new Plan(
                [Stem, SummaryStem, .. isOfAll ? [ObservedQuantities.Stem] : Array.Empty<string>()],
                [Stem, TailsStem, GradientsStem],
                Formed)
            {
                Redraw = (work, tables) => Form(
                    work, losses, formats, labels, FrameworkSummary.Read(tables, SummaryStem, losses), sweep, compute),
            }.Drawn(sweep.IsGrid);

            Outputs Formed(Work work)
            {
                var outputs = Form(work, losses, formats, labels, Summary(work, losses, smoothed), sweep, compute);
                outputs = LossSettings.Epsilon.Read(given) is { } epsilon
                    ? outputs with
                    {
                        Printed = [.. outputs.Printed, ClipEnds.Printed(Stem, formats.Append(compute ?? formats[0]), epsilon.Value)],
                    }
                    : outputs;
                return isOfAll ? WithObserved(outputs, ObservedQuantities.Rows(work, ObservedStacks.All)) : outputs;
            }
        })
    {
        Example = "experiments frameworks --loss keras-3 torch-bce --from -20 --to 20\n"
            + "experiments frameworks --loss torch-logits --pos-weight 3 --x -inf -16.63 0 20",
    };

    private static FrameworkSummary[] Summary(Work work, IReadOnlyList<Loss> losses, Func<Rational, Rational>? smoothed) => work.Values(
        SummaryStem,
        "rows",
        [
            .. losses.SelectMany(loss => Summarized.Select(format =>
                (Func<FrameworkSummary>)(() => FrameworkSummary.Of(loss, format, smoothed)))),
        ]);

    private static Outputs Form(
        Work work,
        IReadOnlyList<Loss> losses,
        IReadOnlyList<NumberFormat> formats,
        IReadOnlyList<(ExactNumber Shown, Rational Value)> labels,
        IReadOnlyList<FrameworkSummary> summary,
        Sweep sweep,
        NumberFormat? compute)
    {
        var parts = losses.SelectMany(loss => formats.SelectMany(format => labels.Select(label => (loss, format, label)))).ToArray();

        // Results and the first figure are of one format: the first that is asked for, where the summary has it.
        var told = (Summarized.Contains(formats[0]) ? formats[0] : NumberFormat.Named<Float32>()).Name;
        ResultTable[] notes =
        [
            ResultTable.From(
                $"{Stem}-small",
                $"{told}: one label loses its small losses; |x| up to which they are within 10 %",
                FrameworkSummary.Table,
                summary.Where(row => row.Format == told && row.Small is { IsOneSided: true }))
                .Only("loss", "small_label1_upto", "small_label0_upto", "loses_small"),
            ResultTable.From(
                $"{Stem}-first-step",
                $"{told}: a layer of zeros steps wrongly; exactly its bias has 0, its weights 1",
                FrameworkSummary.Table,
                summary.Where(row => row.Format == told && row.FirstStep is { IsRight: false }))
                .Only("loss", "gradient_zero_label1", "gradient_zero_label0", "first_bias_step", "first_weight_step"),
        ];
        return new(
            [
                OutputTable.From(Stem, Table, parts.SelectMany(part => part.format.Run(
                    new Rows(work, sweep, part.loss, part.label.Shown, part.label.Value, compute ?? part.format)))),
                OutputTable.From(SummaryStem, FrameworkSummary.Table, summary),
            ],
            [
                new(Stem, _ => FrameworksFigure.DrawEnds([.. summary.Where(row => row.Format == told)])),
                new(TailsStem, series => FrameworksFigure.DrawTails([.. Drawn(series)])),
                new(GradientsStem, series => FrameworksFigure.DrawGradients([.. Drawn(series)])),
            ])
        {
            Printed =
            [
                ResultTable.From(
                    Stem,
                    $"{told}: losses at |x| = 104, and the least |x| where the two labels differ",
                    FrameworkSummary.Table,
                    summary.Where(row => row.Format == told)).Only(PrintedColumns),
                .. notes.Where(note => note.Rows.Any()),
            ],
        };

        IEnumerable<FrameworksSeries> Drawn(IReadOnlyDictionary<string, IReadOnlyList<Series>> series) =>
            parts.Zip(series[Stem], (part, rows) => new FrameworksSeries(
                formats.Count == 1 ? part.loss.Name : $"{part.loss.Name} {part.format.Name}", part.label.Shown.Text, rows));
    }

    private static Outputs WithObserved(Outputs outputs, ObservedRow[] rows) => outputs with
    {
        Tables = [.. outputs.Tables, OutputTable.From(ObservedQuantities.Stem, ObservedRow.Table, rows)],
        Printed =
        [
            .. outputs.Printed,
            ResultTable.From(
                ObservedQuantities.Stem,
                "What libraries gave that their entry does not allow: cells that are possible",
                ObservedRow.Table,
                rows.Where(row => row.Refuting is not null)).Only("stack", "quantity", "possible"),
        ],
    };

    private static bool Holds(NumberFormat wide, NumberFormat format) =>
        wide == format || (wide.Parameters is { } outer && format.Parameters is { } inner && outer.Holds(inner));

    private sealed record Row(
        string Loss, string Format, ExactNumber Label, Number X, Number Sigmoid, Number? Value, Number? Gradient)
    {
        /// <summary>The true loss and derivative; null where the loss stands for another function.</summary>
        public Number? Exact { get; init; }

        public Number? GradientExact { get; init; }

        public Number? ValueError { get; init; }

        public Number? GradientError { get; init; }
    }

    /// <summary>The rows of a loss, format and label.</summary>
    private sealed class Rows(Work work, Sweep sweep, Loss loss, ExactNumber shown, Rational label, NumberFormat compute)
        : IFormatWork<IEnumerable<Func<Row[]>>>
    {
        public IEnumerable<Func<Row[]>> Run<T>()
            where T : struct, IFloat<T>
        {
            var values = compute.Run(new LossCells<T>(loss, label));
            var truth = new Evaluator<T>(ArticleLosses.Exact.Value.For(label), ArticleLosses.Exact.Gradient.For(label));
            return work.Rows($"{Stem} {loss.Name}", sweep, (T x) =>
            {
                var (sigmoid, value, gradient) = values(x);
                var row = new Row(
                    loss.Name, T.Name, shown, Number.From(x), Number.From(sigmoid), Number.From(value), Number.From(gradient));
                if (!loss.IsCrossEntropy)
                {
                    return row;
                }

                var exact = truth.All(x);
                return row with
                {
                    Exact = Number.From(exact[0]),
                    GradientExact = Number.From(exact[1]),
                    ValueError = value is { } cost ? Number.From(Errors.Relative(exact[0], cost)) : null,
                    GradientError = gradient is { } slope ? Number.From(Errors.Relative(exact[1], slope)) : null,
                };
            });
        }
    }
}

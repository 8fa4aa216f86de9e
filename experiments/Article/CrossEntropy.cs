using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;
using Experiments.Samples;

namespace Experiments.Article;

/// <summary>Figure 3: the loss of one sample over its raw output, computed in three ways, and its derivative.</summary>
internal static class CrossEntropy
{
    private const string Stem = "cross-entropy";
    private const string RecordedStem = $"{Stem}-observed";

    // A multiple of 1/32 is exact in formats of 24 bits and more. The article's grey curve is NumPy's float128, which
    // is float80; the true one beside it.
    private static readonly SweepSettings Settings = new("float32 float80 float128", "-30", "90", "0.03125");
    private static readonly Setting<IReadOnlyList<ExactNumber>> Labels = SweepSettings.Labels("1");

    private static readonly Table<Row> Table = new(
        new("format", row => row.Format) { IsKey = true },
        new("label", row => row.Label.Text, ColumnFormats.Integer) { IsKey = true },
        new("x", row => row.X) { IsKey = true, IsDrawn = true },
        new("naive", row => row.Naive) { IsDrawn = true },
        new("clipped", row => row.Clipped) { IsDrawn = true },
        new("logits", row => row.Logits) { IsDrawn = true },
        new("exact", row => row.Exact) { IsDrawn = true },
        new("gradient_clipped", row => row.GradientClipped) { IsDrawn = true },
        new("gradient_logits", row => row.GradientLogits) { IsDrawn = true },
        new("gradient_exact", row => row.GradientExact) { IsDrawn = true },
        new("naive_error", row => row.NaiveError, Float64.Name) { IsDrawn = true },
        new("clipped_error", row => row.ClippedError, Float64.Name) { IsDrawn = true },
        new("logits_error", row => row.LogitsError, Float64.Name) { IsDrawn = true });

    private static readonly Table<CrossEntropyClip> ClipTable = new(
        new("format", row => row.Format) { IsKey = true },
        new("label", row => row.Label.Text, ColumnFormats.Integer) { IsKey = true },
        new("clip_low_upto", row => row.Low?.X),
        new("clipped_low", row => row.Low?.Loss),
        new("clip_high_from", row => row.High?.X),
        new("clipped_high", row => row.High?.Loss));

    public static Experiment Experiment { get; } = new(
        Stem,
        "Figure 3",
        "Binary cross-entropy from raw outputs, from clipped and from naive sigmoid outputs, and its gradients",
        [.. Settings.All, Labels, LossSettings.Epsilon],
        given =>
        {
            var (formats, sweep) = Settings.Read(given);
            var labels = Labels.Read(given);
            var epsilon = LossSettings.Epsilon.Read(given)?.Value;
            bool[] recorded =
            [
                .. labels.Where(label => sweep.IsGrid && epsilon is null && formats.Contains(NumberFormat.Named<Float32>())
                    && label.Text is "0" or "1").Select(label => label.Text == "1"),
            ];
            return new Plan(
                recorded.Length > 0 ? [Stem, RecordedStem] : [Stem],
                [Stem],
                work => Form(work, formats, labels, sweep, epsilon, recorded)).DrawnFromTables().Drawn(sweep.IsGrid);
        })
    {
        Example = "experiments cross-entropy --label 0 1 --from -30 --to 30 --step 0.25\n"
            + "experiments cross-entropy --format float16 --epsilon 1e-3",
    };

    internal static Outputs Form(
        Work work, IReadOnlyList<NumberFormat> formats, IReadOnlyList<ExactNumber> labels, Sweep sweep, Rational? epsilon = null,
        params IReadOnlyList<bool> recorded)
    {
        (NumberFormat Format, ExactNumber Label)[] parts = [.. formats.SelectMany(format => labels.Select(label => (format, label)))];
        var formulas = ArticleFormulas.With(epsilon);
        var rows = parts.SelectMany(part => part.Format.Run(new Rows(work, sweep, part.Label, formulas)));
        var clips = new Lazy<CrossEntropyClip[]>(() => [.. parts.Select(part => part.Format.Run(new ClipOf(part.Label, formulas)))]);
        return new(
            recorded.Count > 0 ? [OutputTable.From(Stem, Table, rows), ArticleStack.Losses(RecordedStem, recorded)]
                : [OutputTable.From(Stem, Table, rows)],
            [
                new(Stem, series => CrossEntropyFigure.Draw(
                [
                    .. clips.Value.Zip(series[Stem], (clip, drawn) => new CrossEntropySeries(clip, drawn)
                    {
                        Recorded = clip.Format == Float32.Name && recorded.ToList().IndexOf(clip.Label.Text == "1") is >= 0 and var i
                            && clip.Label.Text is "0" or "1" ? series[RecordedStem][i] : null,
                    }),
                ])),
            ])
        {
            Printed =
            [
                ResultTable.From(
                    $"{Stem}-clip",
                    "The clip acts up to, and from, these x; the clipped loss is the same beyond",
                    ClipTable,
                    Enumerable.Range(0, parts.Length).Select(i => clips.Value[i])),
                ClipEnds.Printed(Stem, formats, epsilon),
            ],
        };
    }

    /// <summary>
    /// A sample: its raw output, its losses, their derivatives, and their errors relative to the exact loss.
    /// </summary>
    private sealed record Row(string Format, ExactNumber Label, Number X, Number Naive, Number Clipped, Number Logits, Number Exact)
    {
        public required Number GradientClipped { get; init; }

        public required Number GradientLogits { get; init; }

        public required Number GradientExact { get; init; }

        public required Number NaiveError { get; init; }

        public required Number ClippedError { get; init; }

        public required Number LogitsError { get; init; }
    }

    /// <summary>The rows of a format and label.</summary>
    private sealed class Rows(Work work, Sweep sweep, ExactNumber label, ArticleFormulas written) : IFormatWork<IEnumerable<Func<Row[]>>>
    {
        public IEnumerable<Func<Row[]>> Run<T>()
            where T : struct, IFloat<T>
        {
            Expression[] formulas =
            [
                written.Naive, written.Clipped, ArticleLosses.Logits.Value, written.Exact,
                written.ClippedGradient, ArticleLosses.Logits.Gradient, ArticleLosses.Exact.Gradient,
            ];
            var all = new Evaluator<T>([.. formulas.Select(formula => formula.For(label.Value))]);
            return work.Rows(Stem, sweep, (T x) =>
            {
                var values = all.All(x);
                var numbers = Array.ConvertAll(values, Number.From);
                return new Row(T.Name, label, Number.From(x), numbers[0], numbers[1], numbers[2], numbers[3])
                {
                    GradientClipped = numbers[4],
                    GradientLogits = numbers[5],
                    GradientExact = numbers[6],
                    NaiveError = Number.From(Errors.Relative(values[3], values[0])),
                    ClippedError = Number.From(Errors.Relative(values[3], values[1])),
                    LogitsError = Number.From(Errors.Relative(values[3], values[2])),
                };
            });
        }
    }

    /// <summary>The clip of a format and label.</summary>
    private sealed class ClipOf(ExactNumber label, ArticleFormulas written) : IFormatWork<CrossEntropyClip>
    {
        public CrossEntropyClip Run<T>()
            where T : struct, IFloat<T>
        {
            var clipped = written.Clipped.For(label.Value).In<T>();
            Limits<T> limits = new(written);
            return new(
                T.Name,
                T.Parameters is { Precision: > 53 },
                label,
                End(limits.ClipLowUpto, limits.NoGradientUpto),
                End(limits.ClipHighFrom, limits.NoGradientFrom),
                -Math.Round(new Limits<Float64>(written).ClipLowUpto!.Value.Value));

            ClipEnd? End(T? x, T? noGradient) =>
                x is { } edge ? new(Number.From(edge), Number.From(clipped.At(edge)), Number.From(noGradient)) : null;
        }
    }
}

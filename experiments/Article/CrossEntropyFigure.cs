using Experiments.Cli;
using Experiments.Numerics.Formats;
using Experiments.Output.Figures;
using Experiments.Output.Tables;

namespace Experiments.Article;

/// <summary>
/// Where the clip begins in a format and what it leaves of the loss, from one end and from the other; and about where it
/// does whatever the format keeps of ε: 16 for 1e-7.
/// </summary>
internal sealed record CrossEntropyClip(string Format, bool IsWide, ExactNumber Label, ClipEnd? Low, ClipEnd? High, double Corner);

/// <summary>The rows of one format and label: the loss of a raw output x in three forms and exactly.</summary>
internal sealed record CrossEntropySeries(CrossEntropyClip Clip, Series Rows)
{
    public string Format => Clip.Format;

    public ExactNumber Label => Clip.Label;

    /// <summary>Whether the label is nearer to 1 than to 0.</summary>
    public bool IsOne => 2 * Clip.Label.Value > 1;

    /// <summary>How words write an x.</summary>
    public Func<double, string> Digits { get; } = ArticleFigure.Digits(Clip.Format);

    public double[] X { get; } = Rows.Values("x");

    public double[] Clipped { get; } = Rows.Values("clipped");

    public double[] Exact { get; } = Rows.Values("exact");

    /// <summary>What the article's own stack gave for the label; null for another format or label.</summary>
    public Series? Recorded { get; init; }
}

/// <summary>
/// The last or the first raw output that the clip acts on, the loss that it leaves there, and the one that it lets no
/// gradient through for.
/// </summary>
internal sealed record ClipEnd(Number X, Number Loss, Number? NoGradient);

/// <summary>
/// Figure 3: the loss of single samples over the whole sweep and at both ends of the clip, relative errors beneath, and
/// its gradient; a format and label after the other.
/// </summary>
/// <remarks>
/// Formats wider than float64 lend their naive loss, and no more, to the rows of one other format. With several, each
/// format has rows of its own.
/// </remarks>
internal static class CrossEntropyFigure
{
    // A logarithmic axis shows less than a linear one where values differ by less than this factor.
    private const double LogarithmicFrom = 10;

    // Errors smaller than this are left out of the strip: they are of formats with more digits, and 0 is another thing.
    private const double SmallestError = 1e-16;

    // The steps of the clipped loss in float32: σ is a multiple of this below 1.
    private const double StepOfFloat32 = 1.0 / (1 << 23);

    // Relative errors above this say no more than that nothing is right.
    private const double LargestError = 30;

    // With more formats and labels each has one low row of panels, so that the figure fits a page; with still more, half
    // a row.
    private const int MostWhole = 2;
    private const int MostRows = 7;

    public static Figure? Draw(IReadOnlyList<CrossEntropySeries> series)
    {
        var isLent = series.Where(rows => !rows.Clip.IsWide).Select(rows => rows.Format).Distinct().Count() == 1;
        var lent = series.Where(rows => isLent && rows.Clip.IsWide).ToArray();
        var shown = series.Except(lent).ToArray();
        var panels = shown.SelectMany(rows => Rows(rows, [.. lent.Where(other => other.Label == rows.Label)], shown.Length));
        string[] own = [.. shown.Select(rows => rows.Format).Distinct()];
        string[] naive =
        [
            $"naive in {(own.Length == 1 ? own[0] : "the same format")}",
            .. lent.Select(rows => $"{rows.Format}: naive only").Distinct(),
        ];
        return shown.Length == 0 ? null : new(
            [
                (Style.Logits, "logits: from raw outputs"),
                (Style.Clipped, "clipped: from sigmoid outputs"),
                .. naive.Select((name, i) => (Key)(Style.Naive(i), name)),
                (Style.Ideal, "exact gradient"),
                .. shown.Length <= MostWhole && shown.Any(rows => rows.Recorded is not null)
                    ? [new Key(Style.Function, ArticleStack.Name, Swatch.Ring)] : Array.Empty<Key>(),
            ],
            shown.Length <= MostRows ? [.. panels] : [.. panels.Chunk(2).Select(pair => pair.SelectMany(row => row).ToArray())]);
    }

    private static IEnumerable<Panel[]> Rows(CrossEntropySeries rows, CrossEntropySeries[] lent, int shown)
    {
        var isWhole = shown <= MostWhole;
        Curve[] methods = [new(Style.Logits, rows, "logits"), new(Style.Clipped, rows, "clipped")];
        var naive = new Curve(Style.Naive(0), rows, "naive");
        var beneath = lent.Select((other, i) => new Curve(Style.Naive(i + 1), other, "naive")).Reverse();
        var whole = Extent.Of(rows.X).OrRoom();
        var of = $"{rows.Format}, label {rows.Label.Text}";
        var panels = new List<Panel> { Loss(of, rows, [.. beneath, naive, .. methods], whole, isWhole, saysClip: shown <= MostRows) };
        var corner = rows.Clip.Corner;

        // Windows for label 1; those for label 0 are their mirror images.
        (Extent Window, string Title)[] ends =
        [
            (new(-corner - 14, -corner + 6), "very wrong answers"), (new(corner - 3, corner + 2), "very right answers"),
        ];
        foreach (var (end, title) in ends)
        {
            // An end that is most of the whole would show the same again.
            var window = Mirrored(end).And(whole);
            var hasRoom = isWhole || (shown <= MostRows && panels.Count == 1);
            if (hasRoom && window.HasRows(rows.X) && window.Max - window.Min < (whole.Max - whole.Min) / 2)
            {
                var words = $"{title}: x from {Typeset.Number(window.Min, 8)} to {Typeset.Number(window.Max, 8)}";
                panels.Add(Loss(words, rows, methods, window, isWhole, isEnd: true));
            }
        }

        var gradient = Gradient(shown <= MostRows ? $"gradient in {of}" : "gradient", rows, whole, isLogarithmic: false, isWhole);
        if (!isWhole)
        {
            return [[.. panels, gradient]];
        }

        return [[.. panels], [gradient, Gradient("its size, |gradient|", rows, whole, isLogarithmic: true, marksClip: true)]];

        Extent Mirrored(Extent window) => rows.IsOne ? window : new(-window.Max, -window.Min);
    }

    private static Panel Loss(
        string title, CrossEntropySeries rows, Curve[] curves, Extent x, bool isWhole, bool isEnd = false, bool saysClip = true)
    {
        var (all, y, errors) = (Extent.None, Extent.None, Extent.None);
        foreach (var curve in curves)
        {
            var losses = curve.Loss.AsSpan(x.Rows(curve.X));
            (all, y) = (all.Or(Extent.Of(losses)), y.Or(Extent.Of(losses, above: 0)));
            errors = errors.Or(Extent.Of(curve.Error.AsSpan(x.Rows(curve.X)), above: 0));
        }

        var hasErrors = !errors.IsEmpty || curves.Any(curve => curve.Error.AsSpan(x.Rows(curve.X)).Contains(double.PositiveInfinity));
        var isFar = y.Max >= LogarithmicFrom * y.Min;
        var isLinear = isEnd || y.IsEmpty || !isFar;
        var range = (isEnd && isFar ? all.Or(new(0, 0)) : all).OrRoom().Widened(0.05);
        range = isEnd && isFar ? range with { Min = 0 } : range;
        var readable = errors.And(new(SmallestError, LargestError));
        var strip = new Panel("", Axis.Linear("x", x), Axis.Logarithmic("rel. error", readable.IsEmpty ? errors : readable));
        var inSteps = isLinear && rows.Format == Float32.Name && range.Max < 100 * StepOfFloat32;
        var panel = new Panel(title, Axis.Linear("x", x), isLinear ? Axis.Linear("loss", range, "nat") : Axis.Logarithmic("loss", y, "nat"))
        {
            Strip = hasErrors && isWhole ? strip : null,
            Right = inSteps && isWhole ? Axis.Linear("loss", new(range.Min / StepOfFloat32, range.Max / StepOfFloat32), "2⁻²³ nat") : null,
            Size = isWhole ? PanelSize.Full : PanelSize.Half,
            Digits = rows.Digits,
        };
        foreach (var curve in curves)
        {
            panel.Steps(curve.Line, curve.X, curve.Loss, curve.Name, ArticleFigure.Gap(rows.Format));
            strip.Envelope(curve.Line, curve.X, curve.Error, curve.Name, leavesOut: true, curve.Infinite);
        }

        if (isWhole && isEnd && rows.Recorded is { } recorded)
        {
            ArticleStack.Draw(panel, Style.Logits, recorded, "logits", x, range);
            ArticleStack.Draw(panel, Style.Clipped, recorded, "clipped", x, range);
        }

        if (saysClip)
        {
            AddClip(panel, rows, x, isLinear, isEnd, rows.Clip.Low, isLow: true);
            AddClip(panel, rows, x, isLinear, isEnd, rows.Clip.High, isLow: false);
        }

        return panel;
    }

    /// <summary>The gradient, which trains: as it is, or its size on a logarithmic axis.</summary>
    private static Panel Gradient(string title, CrossEntropySeries rows, Extent x, bool isLogarithmic, bool marksClip)
    {
        (Line Line, string Name, double[] Values)[] curves =
        [
            (Style.Logits, "logits", Values("gradient_logits")),
            (Style.Clipped, "clipped", Values("gradient_clipped")),
            (Style.Ideal, "", Values("gradient_exact")),
        ];
        var above = isLogarithmic ? 0 : double.NegativeInfinity;
        var y = curves.Aggregate(Extent.None, (all, curve) => all.Or(Extent.Of(curve.Values, above)));
        var panel = new Panel(
            title,
            Axis.Linear("x", x),
            isLogarithmic ? Axis.Logarithmic("|gradient|", y) : Axis.Linear("gradient", y.OrRoom().Widened(0.06)))
        {
            Size = PanelSize.Half,
            Digits = rows.Digits,
        };
        foreach (var (line, name, values) in curves)
        {
            panel.Steps(line, rows.X, values, isLogarithmic ? "" : name, ArticleFigure.Gap(rows.Format));
        }

        if (marksClip && !isLogarithmic && rows.Recorded is { } recorded)
        {
            ArticleStack.Draw(panel, Style.Logits, recorded, "gradient_logits", x, y);
            ArticleStack.Draw(panel, Style.Clipped, recorded, "gradient_clipped", x, y);
        }

        foreach (var (clip, isLow) in new[] { (rows.Clip.Low, true), (rows.Clip.High, false) })
        {
            if (marksClip && clip is { NoGradient: { } edge } && x.Contains(edge.Value))
            {
                var text = $"clipped: 0 {(isLow ? "up to" : "from")}\nx = {Typeset.Number(edge.Text)}{(isLow ? "" : " on")}";
                panel.Threshold(edge.Value, isLogarithmic ? text : "");
            }
        }

        return panel;

        double[] Values(string column) =>
            isLogarithmic ? [.. rows.Rows.Values(column).Select(Math.Abs)] : rows.Rows.Values(column);
    }

    /// <summary>
    /// Shows where the clip acts at one end, the loss it leaves there, and on a linear axis what is missing.
    /// </summary>
    private static void AddClip(Panel panel, CrossEntropySeries rows, Extent x, bool isLinear, bool isEnd, ClipEnd? clip, bool isLow)
    {
        if (clip is not var (edge, loss, noGradient) || !double.IsFinite(loss.Value))
        {
            return;
        }

        var clipped = x.And(isLow ? new(x.Min, edge.Value) : new(edge.Value, x.Max));
        if (clipped.IsEmpty)
        {
            return;
        }

        var isWrong = isLow == rows.IsOne;
        var end = isLow ? x.Min : x.Max;
        var inwards = isLow ? 1 : -1;
        if (isLinear)
        {
            var inside = clipped.Rows(rows.X);
            panel.Shade(Style.Clipped, rows.X[inside], rows.Clipped[inside], rows.Exact[inside]);
            if (x.Contains(edge.Value))
            {
                panel.Threshold(edge.Value, $"clipped {(isLow ? "up to" : "from")}\nx = {Typeset.Number(edge.Text)}", atTop: !isWrong);
            }
        }

        if (isEnd && isWrong && noGradient is { } from)
        {
            var where = from == edge ? "here" : $"{(isLow ? "up to" : "from")} {Typeset.Number(from.Text)}";
            panel.Along(end, edge.Value, loss.Value, $"gradient 0 {where},\ntrue gradient {TrueGradient(rows)}", new(inwards, 1));
        }

        var text = $"clipped: at {(isWrong ? "most" : "least")}\n{Typeset.Number(loss.Text)}";
        panel.Along(end, edge.Value, loss.Value, text, new(inwards, isWrong ? -1 : 1));
    }

    /// <summary>
    /// One way to the loss: a column of losses and the one of their errors, of which a format beyond float64 has those
    /// that float64 can tell.
    /// </summary>
    private sealed class Curve(Line line, CrossEntropySeries rows, string column)
    {
        public Line Line => line;

        public string Name => column;

        public double[] X => rows.X;

        public double[] Loss { get; } = rows.Rows.Values(column);

        public double[] Error { get; } =
            [.. rows.Rows.Values(column + "_error").Select(error => error is > 0 and < SmallestError ? double.NaN : error)];

        /// <summary>What an infinite error is: of a loss that is none, of a cell that overflows, or of a loss of 0.</summary>
        public string Infinite(int row) =>
            double.IsNaN(Loss[row]) ? ArticleFigure.Gap(rows.Format)
            : double.IsFinite(Loss[row]) && rows.Exact[row] != 0 ? "beyond float64"
            : "∞";
    }

    /// <summary>Where the answer is wrong, σ(x) − y is −y or 1 − y.</summary>
    private static string TrueGradient(CrossEntropySeries rows) =>
        Typeset.Number(Number.From(Float64.Round(rows.IsOne ? -rows.Label.Value : 1 - rows.Label.Value)).Text);
}

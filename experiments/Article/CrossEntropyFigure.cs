using Experiments.Numerics.Formats;
using Experiments.Output.Figures;
using Experiments.Output.Tables;

namespace Experiments.Article;

/// <summary>
/// The rows of one format and label: the loss of a raw output x in three forms and exactly; and where the clip acts,
/// from one end and from the other.
/// </summary>
internal sealed record CrossEntropySeries(string Format, bool IsWide, bool Label, Series Rows, ClipEnd? Low, ClipEnd? High)
{
    public double[] X { get; } = Rows.Values("x");

    public double[] Clipped { get; } = Rows.Values("clipped");

    public double[] Exact { get; } = Rows.Values("exact");
}

/// <summary>The last or the first raw output that the clip acts on, and the loss that it leaves there.</summary>
internal sealed record ClipEnd(Number X, Number Loss);

/// <summary>
/// Figure 3: the loss of single samples over the whole sweep and at both ends of the clip, relative errors beneath; a
/// row a format and label.
/// </summary>
/// <remarks>
/// Formats wider than float64 lend their naive loss to the other formats' rows; alone, they have rows of their own.
/// </remarks>
internal static class CrossEntropyFigure
{
    // A logarithmic axis shows less than a linear one where values differ by less than this factor.
    private const double LogarithmicFrom = 10;

    // Doubles hold the values of formats with more digits to 2^−53: errors below this are theirs.
    private const double Resolution = 1.0 / (1L << 50);

    // The steps of the clipped loss in float32: σ is a multiple of this below 1.
    private const double StepOfFloat32 = 1.0 / (1 << 23);

    // Windows for label 1; those for label 0 are their mirror images.
    private static readonly Extent Whole = new(-50, 80);
    private static readonly Extent WrongEnd = new(-30, -10);
    private static readonly Extent RightEnd = new(13, 18);

    public static Figure? Draw(IReadOnlyList<CrossEntropySeries> series)
    {
        var wide = series.Where(rows => rows.IsWide).ToArray();
        var narrow = series.Where(rows => !rows.IsWide).ToArray();
        var panels = narrow.Length == 0
            ? wide.Select(rows => Row(rows, [rows]))
            : narrow.Select(rows => Row(rows, [.. wide.Where(other => other.Label == rows.Label)]));
        IReadOnlyList<Panel>[] drawn = [.. panels.Where(row => row.Length > 0)];
        string[] naive = narrow.Length == 0 ? ["naive"] : [.. wide.Select(rows => $"naive in {rows.Format}").Distinct()];
        return drawn.Length == 0 ? null : new(
            [
                (Style.Logits, "logits: from raw outputs"),
                (Style.Clipped, "clipped: from sigmoid outputs"),
                .. naive.Select((name, i) => (Style.Naive(i), name)),
            ],
            drawn);
    }

    private static Panel[] Row(CrossEntropySeries rows, CrossEntropySeries[] naive)
    {
        Curve[] methods = [new(Style.Logits, rows, "logits"), new(Style.Clipped, rows, "clipped")];
        var beneath = naive.Select((other, i) => new Curve(Style.Naive(i), other, "naive")).Reverse();
        var whole = Extent.Window(Mirrored(Whole), rows.X);
        var panels = new List<Panel?> { Loss($"{rows.Format}, label {(rows.Label ? 1 : 0)}", rows, [.. beneath, .. methods], whole) };
        foreach (var (end, title) in new[] { (WrongEnd, "very wrong answers"), (RightEnd, "very right answers") })
        {
            // An end that is most of the whole would show the same again.
            var window = Mirrored(end).And(Extent.Of(rows.X));
            if (window.Min < window.Max && window.Max - window.Min < (whole.Max - whole.Min) / 2)
            {
                panels.Add(Loss(title, rows, methods, window, isEnd: true));
            }
        }

        return [.. panels.OfType<Panel>()];

        Extent Mirrored(Extent window) => rows.Label ? window : new(-window.Max, -window.Min);
    }

    private static Panel? Loss(string title, CrossEntropySeries rows, Curve[] curves, Extent x, bool isEnd = false)
    {
        var y = Extent.None;
        var errors = Extent.None;
        foreach (var curve in curves)
        {
            y = y.Or(Extent.Of(curve.Loss.AsSpan(x.Rows(curve.X)), above: 0));
            errors = errors.Or(Extent.Of(curve.Error.AsSpan(x.Rows(curve.X)), above: 0));
        }

        if (y.IsEmpty)
        {
            return null;
        }

        var isLinear = isEnd || y.Max < LogarithmicFrom * y.Min;
        var range = y.Max < LogarithmicFrom * y.Min ? y.Widened(0.05) : new(0, y.Widened(0.05).Max);
        var strip = new Panel("", Axis.Linear("x", x), Axis.Logarithmic("rel. error", errors));
        var inSteps = isLinear && rows.Format == Float32.Name && range.Max < 100 * StepOfFloat32;
        var panel = new Panel(title, Axis.Linear("x", x), isLinear ? Axis.Linear("loss", range, "nat") : Axis.Logarithmic("loss", y, "nat"))
        {
            Strip = errors.IsEmpty ? null : strip,
            Right = inSteps ? Axis.Linear("loss", new(range.Min / StepOfFloat32, range.Max / StepOfFloat32), "2⁻²³ nat") : null,
        };
        foreach (var curve in curves)
        {
            panel.Steps(curve.Line, curve.X, curve.Loss);
            strip.Envelope(curve.Line, curve.X, curve.Error);
        }

        AddClip(panel, rows, x, isLinear, rows.Low, isLow: true);
        AddClip(panel, rows, x, isLinear, rows.High, isLow: false);
        return panel;
    }

    /// <summary>
    /// Shows where the clip acts at one end, the loss it leaves there, and on a linear axis what is missing.
    /// </summary>
    private static void AddClip(Panel panel, CrossEntropySeries rows, Extent x, bool isLinear, ClipEnd? clip, bool isLow)
    {
        if (clip is not var (edge, loss) || !double.IsFinite(loss.Value))
        {
            return;
        }

        var clipped = x.And(isLow ? new(x.Min, edge.Value) : new(edge.Value, x.Max));
        if (clipped.IsEmpty)
        {
            return;
        }

        var isWrong = isLow == rows.Label;
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

            if (isWrong)
            {
                panel.Note(end, loss.Value, $"gradient exactly 0 here,\ntrue gradient {(rows.Label ? "−1" : "1")}", new(inwards, 1));
            }
        }

        var text = $"at {(isWrong ? "most" : "least")}\n{Typeset.Number(loss.Text)}";
        if (isWrong || clipped.Max - clipped.Min > (x.Max - x.Min) / 4)
        {
            panel.Note(end, loss.Value, text, new(inwards, isWrong ? -1 : 1));
        }
        else
        {
            // No room between the panel's end and the curve: on the other side of the corner.
            panel.Note(edge.Value, loss.Value, text, new(inwards, -1));
        }
    }

    /// <summary>
    /// One way to the loss: a column of losses and the one of their errors, of which a format beyond float64 has those
    /// that float64 can tell.
    /// </summary>
    private sealed class Curve(Line line, CrossEntropySeries rows, string column)
    {
        public Line Line => line;

        public double[] X => rows.X;

        public double[] Loss { get; } = rows.Rows.Values(column);

        public double[] Error { get; } = rows.IsWide || rows.Format == ClrDecimal.Name
            ? [.. rows.Rows.Values(column + "_error").Select(error => error < Resolution ? 0 : error)]
            : rows.Rows.Values(column + "_error");
    }
}

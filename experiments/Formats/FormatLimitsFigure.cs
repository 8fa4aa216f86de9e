using Experiments.Numerics.Formats;
using Experiments.Output.Figures;
using Experiments.Output.Tables;

namespace Experiments.Formats;

/// <summary>
/// The formats on one x axis: the error of the round trip, the losses for label 1, and a row of limits for each.
/// </summary>
internal static class FormatLimitsFigure
{
    private const double OnePercent = 0.01;

    // The digits of a longer limit; the table has all of them.
    private const int Digits = 5;
    private const int LongestText = 7;

    // More rows of limits need a panel of full height.
    private const int FewRows = 7;

    // Of a row's height, to either side: a bar, and a mark across it.
    private const double Thin = 0.15;
    private const double Tall = 0.36;

    // Of the panel's width.
    private const double RoomForDigits = 0.06;

    // Letters for which there is room beside an axis.
    private const int LongestName = 8;

    /// <summary>The formats that stand out among others, in this order.</summary>
    public static IReadOnlyList<string> Compared { get; } = [Float32.Name, Float64.Name, ClrDecimal.Name];

    /// <summary>The figure; null where no format has a loss to draw.</summary>
    public static Figure? Draw(IReadOnlyList<FormatLimitsSeries> series)
    {
        var x = Extent.OfFinest(series.Select(rows => rows.X)).OrRoom();
        var losses = series.Aggregate(Extent.None, (all, rows) => all.Or(Positive(rows.Logits, rows.Clipped, rows.Naive)));
        var formats = Styled(series);
        return losses.IsEmpty ? null : new(
            [
                (Style.Logits, "loss from raw outputs"),
                (Style.Clipped, "clipped, from sigmoid outputs"),
                (Style.Naive(0), "naive, from sigmoid outputs; a dot where it ends"),
            ],
            [[Error(formats, x)], [Loss(formats, x, losses)], [Limits(formats, x)]]);
    }

    /// <summary>
    /// The formats with their lines, those that stand out first: the ones to compare or, without any of them, the first
    /// three.
    /// </summary>
    private static (FormatLimitsSeries Rows, Line Line)[] Styled(IReadOnlyList<FormatLimitsSeries> series)
    {
        var compared = Compared.Select(name => series.FirstOrDefault(rows => rows.Format == name)).OfType<FormatLimitsSeries>().ToArray();
        FormatLimitsSeries[] strong = compared.Length > 0 ? compared : [.. series.Take(Compared.Count)];
        return
        [
            .. strong.Select((rows, i) => (rows, Style.Compared(compared.Length > 0 ? Compared.ToList().IndexOf(rows.Format) : i))),
            .. series.Except(strong).Select(rows => (rows, Style.Beside)),
        ];
    }

    private static Panel Error((FormatLimitsSeries Rows, Line Line)[] formats, Extent x)
    {
        var errors = formats.Aggregate(new Extent(OnePercent, OnePercent), (all, format) => all.Or(Positive(format.Rows.RelativeError)));
        var panel = new Panel(
            "relative error of the round trip logit(σ(x))", Axis.Linear("x", x), Axis.Logarithmic("|y − x| / |x|", errors));
        var word = string.Join(" or ", formats.Select(format => format.Rows.Infinity).Distinct().OrderDescending(StringComparer.Ordinal));
        var every = formats.Length == 1 ? word : $"{word} in every format here";
        panel.Hatch(double.MinValue, formats.Min(format => format.Rows.Finite.Min), every);
        panel.Hatch(formats.Max(format => format.Rows.Finite.Max), double.MaxValue, every);
        panel.Level(Style.Ideal, OnePercent, "1 %", new(-1, 1));
        foreach (var (rows, line) in formats.Reverse())
        {
            panel.Envelope(line, rows.X, rows.RelativeError);
        }

        foreach (var (rows, _) in formats)
        {
            if (Array.FindIndex(rows.RelativeError, IsShown) is >= 0 and var first)
            {
                panel.Note(rows.X[first], rows.RelativeError[first], rows.Format, new(-1, 0));
            }
        }

        return panel;
    }

    /// <summary>The losses, alike in all formats as far as they go, and a dot where a naive one ends.</summary>
    private static Panel Loss((FormatLimitsSeries Rows, Line Line)[] formats, Extent x, Extent losses)
    {
        var panel = new Panel("losses for label 1", Axis.Linear("x", x), Axis.Logarithmic("loss", losses, "nat"));
        foreach (var (rows, _) in formats)
        {
            // To its end, where a word says that it is 0.
            var end = Array.IndexOf(rows.Naive, 0) is >= 0 and var zero ? zero : rows.Naive.Length;
            panel.Steps(Style.Naive(0), rows.X[..end], rows.Naive[..end]);
        }

        foreach (var (rows, _) in formats)
        {
            panel.Steps(Style.Logits, rows.X, rows.Logits);
            panel.Steps(Style.Clipped, rows.X, rows.Clipped);
        }

        foreach (var end in formats.Where(format => format.Rows.NaiveZeroFrom is { Value: var zero } && x.Contains(zero))
            .GroupBy(format => format.Rows.NaiveZeroFrom!.Value.Value))
        {
            var (rows, line) = end.First();
            if (Array.FindLastIndex(rows.Naive, IsShown) is >= 0 and var last)
            {
                panel.Dot(line, rows.X[last], rows.Naive[last]);
                panel.Note(
                    rows.X[last],
                    rows.Naive[last],
                    $"{Names(end)}: naive is 0 from {Shown(rows.NaiveZeroFrom!.Value)}",
                    new(1, 1));
            }
        }

        string[] words =
        [
            .. formats.Where(format => format.Rows is { ClipProtects: false, ClipHighFrom: { Value: var from } } && from <= x.Max)
                .GroupBy(format => Shown(format.Rows.ClipHighFrom!.Value))
                .Select(from => $"{Names(from)}: clipped is nan from x = {from.Key} on"),
            .. formats.Where(format => format.Rows.Logits.Contains(0))
                .GroupBy(format => format.Rows.X[Array.IndexOf(format.Rows.Logits, 0)])
                .Select(from => $"{Names(from)}: from raw outputs exactly 0 "
                    + (from.Key == from.First().Rows.X[0] ? "at every x here"
                    : $"on this grid from x = {Typeset.Number(from.Key, Digits)} on")),
        ];
        panel.Words(string.Join('\n', words), new(-1, -1));
        return panel;

        static string Names(IEnumerable<(FormatLimitsSeries Rows, Line Line)> alike) =>
            string.Join(", ", alike.Select(format => format.Rows.Format));
    }

    /// <summary>A row a format: a line where the round trip is finite, a bar where it is within 1 %.</summary>
    private static Panel Limits((FormatLimitsSeries Rows, Line Line)[] formats, Extent x)
    {
        var panel = new Panel(
            "the round trip: finite (line, with its ends) and less than 1 % off (bar); the clip: where it begins (dashes)",
            Axis.Linear("x", x),
            Axis.Named("", [.. formats.Reverse().Select(format => Wrapped(format.Rows.Format))]))
        {
            Size = formats.Length > FewRows ? PanelSize.Full : PanelSize.Half,
        };
        foreach (var ((rows, line), i) in formats.Reverse().Select((format, i) => (format, i)))
        {
            var (finite, within) = (rows.Finite.And(x), rows.WithinOnePercent.And(x));
            if (finite.IsEmpty)
            {
                var negative = rows.Infinity.Replace("∞", "−∞", StringComparison.Ordinal);
                panel.Note(x.Middle, i, rows.Finite.Max < x.Min ? $"{rows.Infinity} from {Shown(rows.InfiniteFrom!.Value)} on"
                    : $"{negative} up to {Shown(rows.InfiniteUpto!.Value)}", default);
                continue;
            }

            panel.Segment(line, finite.Min, i, finite.Max, i);
            if (!within.IsEmpty)
            {
                panel.Zone(line, within, new(i - Thin, i + Thin));
            }

            AddEnd(panel, line, x, i, rows.InfiniteUpto, new(-1, 0));
            AddEnd(panel, line, x, i, rows.InfiniteFrom, new(1, 0));
            foreach (var limit in new[] { rows.ClipLowUpto, rows.ClipHighFrom }.OfType<Number>().Where(limit => x.Contains(limit.Value)))
            {
                panel.Segment(Style.Clipped, limit.Value, i - Tall, limit.Value, i + Tall);
            }
        }

        return panel;
    }

    /// <summary>Marks an end of a row; its digits stand outside, where there is room.</summary>
    private static void AddEnd(Panel panel, Line line, Extent x, double row, Number? limit, Side side)
    {
        if (limit is { } end && x.Contains(end.Value))
        {
            panel.Segment(line, end.Value, row - Tall, end.Value, row + Tall);
            var room = ((side.Across > 0 ? x.Max : x.Min) / 2) - (end.Value / 2);
            panel.Note(end.Value, row, Math.Abs(room) > RoomForDigits * ((x.Max / 2) - (x.Min / 2)) ? Shown(end) : "", side);
        }
    }

    /// <summary>A long name in two lines, for which there is room beside an axis.</summary>
    private static string Wrapped(string name) => name.Length <= LongestName ? name : name.Replace("_", "_\n", StringComparison.Ordinal);

    private static bool IsShown(double value) => value > 0 && double.IsFinite(value);

    private static Extent Positive(params IEnumerable<double[]> columns) =>
        columns.Aggregate(Extent.None, (all, column) => all.Or(Extent.Of(column, above: 0)));

    private static string Shown(Number limit) =>
        limit.Text.Length <= LongestText ? Typeset.Number(limit.Text) : Typeset.Number(limit.Value, Digits);
}

using SkiaSharp;

namespace Experiments.Output.Figures;

/// <summary>
/// One panel of a figure: a title, two axes, and what is drawn between them, in the order in which it was added.
/// </summary>
public sealed class Panel(string title, Axis x, Axis y)
{
    private readonly List<Action<Area>> layers = [];
    private readonly List<DrawnRows> curves = [];
    private readonly List<Extent> hatched = [];

    /// <summary>A low panel beneath, over the same x axis.</summary>
    public Panel? Strip { get; init; }

    /// <summary>A y axis at the right: the same places in another unit.</summary>
    public Axis? Right { get; init; }

    /// <summary>How high the panel is.</summary>
    public PanelSize Size { get; init; }

    /// <summary>How many names its upright axis has, where the panel is to be as high as they need; else 0.</summary>
    public int Names { get; init; }

    /// <summary>How much of its row's width the panel takes, next to the others.</summary>
    public int Span { get; init; } = 1;

    /// <summary>How words write an x of a row.</summary>
    public Func<double, string> Digits { get; init; } = x => Typeset.Number(x, 8);

    private float RightMargin => Right is null ? Style.RightMargin : Style.RightAxisMargin;

    private float DataHeight(float fit) => Names > 0 ? Names * Style.NameHeight : fit * Size switch
    {
        PanelSize.Half => Style.HalfHeight,
        PanelSize.Strip => Style.StripHeight,
        _ => Style.DataHeight,
    };

    /// <summary>
    /// A line from row to row, x ascending. It breaks at rows that are infinite, NaN or without a logarithm.
    /// </summary>
    /// <param name="line">How the line looks.</param>
    /// <param name="x">The rows' x.</param>
    /// <param name="y">The rows' y.</param>
    /// <param name="name">What words call the line where it is NaN; with none there are no words.</param>
    /// <param name="gap">What NaN is called: another word where it stands for what is no number.</param>
    public void Curve(Line line, double[] x, double[] y, string name = "", string gap = "nan") =>
        Add(new(line, x, y, name, gap), trace => trace.Curve(stairs: false));

    /// <summary>The same for a function that goes in steps: a step is vertical, at the row where it shows.</summary>
    public void Steps(Line line, double[] x, double[] y, string name = "", string gap = "nan") =>
        Add(new(line, x, y, name, gap), trace => trace.Curve(stairs: true));

    /// <summary>The range of the rows in each pixel column, for rows that jump about.</summary>
    /// <param name="line">How the range looks.</param>
    /// <param name="x">The rows' x.</param>
    /// <param name="y">The rows' y.</param>
    /// <param name="name">What words call it where it is infinite beside others; with none there are no words.</param>
    /// <param name="leavesOut">Whether NaN stands for what is finite and left out.</param>
    /// <param name="infinite">What words call each row of ∞; with none, ∞.</param>
    public void Envelope(
        Line line, double[] x, double[] y, string name = "", bool leavesOut = false, Func<int, string>? infinite = null) =>
        Add(
            new(line, x, y, name, leavesOut ? DrawnRows.LeftOut : "nan") { IsEnvelope = true, Infinite = infinite ?? (_ => "∞") },
            trace => trace.Envelope());

    /// <summary>The area between two values a row.</summary>
    public void Shade(Line line, double[] x, double[] y, double[] other) => layers.Add(area => new Trace(area, line, x, y).Shade(other));

    /// <summary>A straight line that is no data.</summary>
    public void Segment(Line line, double x1, double y1, double x2, double y2) =>
        layers.Add(area => area.Stroke(line, area.At(x1, y1), area.At(x2, y2)));

    /// <summary>Where x and y are equal.</summary>
    public void Identity(Line line) => layers.Add(area => area.Identity(line));

    /// <summary>
    /// Points, drawn in this order. A point that is 0 on a logarithmic axis stands at that axis' start.
    /// </summary>
    public void Scatter(IReadOnlyList<Marker> markers) => layers.Add(area =>
    {
        foreach (var marker in markers)
        {
            area.Mark(marker);
        }
    });

    /// <summary>Bars from 0 up, filled or as an outline.</summary>
    public void Bars(Line line, Histogram histogram, bool outlined) => layers.Add(area => area.Bars(line, histogram, outlined));

    /// <summary>Bars of parts that stand on one another: from each edge to the next, a share for each line.</summary>
    public void Stack(IReadOnlyList<Line> lines, double[] edges, IReadOnlyList<double[]> shares) =>
        layers.Add(area => area.Stack(lines, edges, shares));

    /// <summary>A shaded zone, as far as it is in the panel.</summary>
    public void Zone(Line line, Extent x, Extent y) => layers.Add(area => area.Zone(line, x, y, Style.FillAlpha));

    /// <summary>The same in the full colour.</summary>
    public void Bar(Line line, Extent x, Extent y) => layers.Add(area => area.Zone(line, x, y, byte.MaxValue));

    /// <summary>
    /// A thin upright line at an x. Its text stands beside it, at the bottom or the top if that is free: on a side, or
    /// towards the middle.
    /// </summary>
    public void Threshold(double x, string text, bool atTop = false, int side = 0) => layers.Add(area =>
    {
        var (top, bottom) = (new SKPoint(area.Across(x), area.Bounds.Top), new SKPoint(area.Across(x), area.Bounds.Bottom));
        area.Stroke(Style.Threshold, top, bottom);
        var across = side != 0 ? side : top.X < area.Bounds.MidX ? 1 : -1;
        area.Text(atTop ? new Label(text, top, bottom, new(across, -1)) : new(text, bottom, top, new(across, 1)));
    });

    /// <summary>A thin line across the panel at a y; its text, if any, stands at one of its ends if that is free.</summary>
    public void Level(Line line, double y, string text = "", Side side = default) => layers.Add(area =>
    {
        var (left, right) = (new SKPoint(area.Bounds.Left, area.Up(y)), new SKPoint(area.Bounds.Right, area.Up(y)));
        area.Stroke(line, left, right, Style.LevelWidth);
        area.Text(side.Across > 0 ? new(text, left, right, side) : new(text, right, left, side));
    });

    /// <summary>A hatched zone between two x, where nothing finite is, and what is there instead.</summary>
    public void Hatch(double from, double to, string text)
    {
        hatched.Add(new(from, to));
        layers.Add(area => area.Hatch(area.Across(from), area.Across(to), text));
    }

    /// <summary>A text beside a point.</summary>
    public void Note(double x, double y, string text, Side side) => layers.Add(area => area.Text(text, area.At(x, y), side));

    /// <summary>A text beside a level stretch of a line, at its first end if that is free.</summary>
    public void Along(double first, double last, double y, string text, Side side) =>
        layers.Add(area => area.Text(new(text, area.Within(area.At(first, y)), area.Within(area.At(last, y)), side)));

    /// <summary>Words in a corner or at the middle of an edge: (−1, 1) is the upper left.</summary>
    public void Words(string text, Side corner) => layers.Add(area =>
    {
        var at = new SKPoint(
            corner.Across switch { < 0 => area.Bounds.Left, 0 => area.Bounds.MidX, _ => area.Bounds.Right },
            corner.Up switch { < 0 => area.Bounds.Bottom, 0 => area.Bounds.MidY, _ => area.Bounds.Top });
        area.Text(new Label(text, at, at, new(-corner.Across, -corner.Up)) { Leads = false });
    });

    /// <summary>A dot that stands out from lines as wide as those of several methods on one another.</summary>
    public void Dot(Line line, double x, double y) => layers.Add(area =>
    {
        area.Dot(Style.DotRim, area.At(x, y));
        area.Dot(line.Wider(Style.EndRadius), area.At(x, y));
    });

    /// <summary>A dot with a text beside it.</summary>
    public void Mark(double x, double y, string text, Side side)
    {
        layers.Add(area => area.Dot(Style.Threshold, area.At(x, y)));
        Note(x, y, text, side);
    }

    /// <summary>
    /// A grey tick at the upper edge with a text beneath it: a value to compare with, such as the article's.
    /// </summary>
    public void Reference(double x, string text) => layers.Add(area =>
    {
        var edge = new SKPoint(area.Across(x), area.Bounds.Top);
        var foot = edge + new SKSize(0, Style.ReferenceLength);
        area.Stroke(Style.Reference, edge, foot);
        area.Text(new Label(text, foot, foot, new(-1, -1)) { Ink = Style.Reference });
    });

    /// <summary>A bar along the x axis, at a y or in the middle, and a tick for each of some values.</summary>
    public void Bar(Line line, Extent extent, IEnumerable<double> values, double? y = null) => layers.Add(area =>
    {
        using var fill = line.Fill(Style.ShadeAlpha);
        var middle = y is { } at ? area.Up(at) : area.Bounds.MidY;
        var (top, bottom) = (middle - (Style.BarHeight / 2), middle + (Style.BarHeight / 2));
        using var bar = new SKPath();
        bar.AddRect(new(area.Across(extent.Min), top, area.Across(extent.Max), bottom));
        area.Draw(bar, fill);
        area.Cover(bar);
        foreach (var value in values)
        {
            area.Stroke(Style.Threshold, new(area.Across(value), top), new(area.Across(value), bottom));
        }
    });

    /// <summary>The height with title and labels, and the strip's, where data areas keep a part of theirs.</summary>
    internal float HeightOf(float fit) =>
        Style.TitleHeight + DataHeight(fit) + Style.BottomMargin + (Strip is null ? 0 : Style.StripGap + (fit * Style.StripHeight));

    /// <summary>Draws the panel and its strip into a cell of the figure.</summary>
    internal void Draw(SKCanvas canvas, SKRect cell, string letter, float fit)
    {
        var bounds = new SKRect(
            cell.Left + y.Margin,
            cell.Top + Style.TitleHeight,
            cell.Right - RightMargin,
            cell.Top + Style.TitleHeight + DataHeight(fit));
        using var font = Style.Font(Style.TitleFont);
        using var ink = Style.Threshold.Fill();
        canvas.DrawText($"({letter}) {title}", bounds.Left, bounds.Top - Style.TitleGap, font, ink);
        Draw(canvas, bounds, isFoot: Strip is null);
        var foot = bounds.Bottom + Style.StripGap;
        Strip?.Draw(canvas, new(bounds.Left, foot, bounds.Right, foot + (fit * Style.StripHeight)), isFoot: true);
    }

    /// <summary>What it shows, in a cell of some width, that only a legend explains.</summary>
    internal IEnumerable<Key> Marks(float cell) => MarksIn(cell - y.Margin - RightMargin);

    private IEnumerable<Key> MarksIn(float width) =>
    [
        .. curves.Where(rows => rows.IsBand(x, width)).Select(_ => Key.Band),
        .. curves.Where(rows => rows.Leaves(x, y)).Select(_ => Key.Beyond),
        .. hatched.Where(zone => x.Place(zone.Min) < 1 && x.Place(zone.Max) > 0).Select(_ => Key.Hatched),
        .. Voids(width).Select(_ => Key.Hatched),
        .. Strip?.MarksIn(width) ?? [],
    ];

    /// <summary>Where nothing finite is, unless the zones are given.</summary>
    private IEnumerable<(int From, int To, string Words)> Voids(float width) => hatched.Count > 0 ? [] : DrawnRows.Voids(curves, x, width);

    private void Add(DrawnRows rows, Action<Trace> draw)
    {
        curves.Add(rows);
        layers.Add(area =>
        {
            draw(new Trace(area, rows.Line, rows.X, rows.Y));
            rows.Say(area, Digits);
        });
    }

    private void Draw(SKCanvas canvas, SKRect bounds, bool isFoot)
    {
        double[][] zeros = [.. curves.Where(rows => rows.HasZero(x, y)).Select(rows => rows.Y).Distinct()];
        var floor = zeros.Length == 0 ? 0 : Style.ZeroHeight(zeros.Length) / bounds.Height;
        using var area = new Area(canvas, bounds, x, floor == 0 ? y : y.WithZero(floor), zeros);
        AxesFrame.Draw(canvas, area, Right ?? Axis.Blank, isFoot, () =>
        {
            if (floor > 0)
            {
                area.Split(bounds.Bottom - Style.ZeroHeight(zeros.Length));
            }

            (int From, int To, string Words)[] voids = [.. Voids(bounds.Width)];
            foreach (var (from, to, words) in voids)
            {
                area.Hatch(bounds.Left + from, bounds.Left + to, words);
            }

            layers.ForEach(layer => layer(area));
            foreach (var alike in curves.Select(rows => (rows.Name, Words: rows.InfiniteWords(x, Digits)))
                .Where(rows => rows.Words.Length > 0 && voids.Length == 0).GroupBy(rows => rows.Words))
            {
                var (at, names) = (new SKPoint(bounds.MidX, bounds.Top), string.Join(", ", alike.Select(rows => rows.Name).Distinct()));
                area.Text(new Label($"{names}: {alike.Key}", at, at, new(0, -1)) { Leads = false, IsSpare = true });
            }

            area.Write();
        });
    }
}

/// <summary>How high a panel is.</summary>
public enum PanelSize
{
    /// <summary>As high as a row of one figure asks for.</summary>
    Full,

    /// <summary>About half of that: small multiples.</summary>
    Half,

    /// <summary>As low as the strip beneath a panel.</summary>
    Strip,
}

/// <summary>
/// Where a text stands beside its point: −1 to the left or below, 1 to the right or above, 0 centred.
/// </summary>
public readonly record struct Side(int Across, int Up);

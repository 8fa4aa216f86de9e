using Experiments.Output.Pictures;
using SkiaSharp;

namespace Experiments.Output.Figures;

/// <summary>
/// The data area of a panel while it is drawn: a canvas, a rectangle on it, and the axes that give values their places.
/// </summary>
/// <param name="canvas">The canvas.</param>
/// <param name="bounds">The rectangle.</param>
/// <param name="x">The axis across.</param>
/// <param name="y">The axis upwards.</param>
/// <param name="zeros">Columns of values of which some are 0 where the axis upwards is logarithmic: a lane each.</param>
internal sealed class Area(SKCanvas canvas, SKRect bounds, Axis x, Axis y, IReadOnlyList<double[]> zeros) : IDisposable
{
    private readonly Occupancy drawn = new(bounds);
    private readonly List<Label> labels = [];

    public SKRect Bounds => bounds;

    public Axis X => x;

    public Axis Y => y;

    /// <summary>The pixel of an x value.</summary>
    public float Across(double x) => Bounds.Left + (float)(X.Place(x) * Bounds.Width);

    /// <summary>The pixel of a y value.</summary>
    public float Up(double y) => Bounds.Bottom - (float)(Y.Place(y) * Bounds.Height);

    /// <summary>The pixel of a point.</summary>
    public SKPoint At(double x, double y) => new(Across(x), Up(y));

    /// <summary>Draws what texts keep off.</summary>
    public void Draw(SKPath path, SKPaint paint)
    {
        canvas.DrawPath(path, paint);
        drawn.Mark(path, paint);
    }

    /// <summary>Draws a line of data, not into the lanes of zeros.</summary>
    public void DrawAboveZeros(SKPath path, SKPaint paint)
    {
        canvas.Save();
        canvas.ClipRect(new(bounds.Left, bounds.Top, bounds.Right, bounds.Bottom - (float)(Y.Floor * bounds.Height)));
        Draw(path, paint);
        canvas.Restore();
    }

    /// <summary>Strokes a straight line between two pixels, in its own width or another.</summary>
    public void Stroke(Line line, SKPoint from, SKPoint to, float? width = null)
    {
        using var paint = line.Stroke(width);
        using var path = new SKPath();
        path.AddPoly([from, to], close: false);
        Draw(path, paint);
    }

    /// <summary>Keeps texts off what is drawn too faintly for that.</summary>
    public void Cover(SKPath path)
    {
        using var paint = Style.Threshold.Fill();
        drawn.Mark(path, paint);
    }

    /// <summary>Fills an area that texts may stand on.</summary>
    public void Tint(SKPath path, SKPaint paint) => canvas.DrawPath(path, paint);

    /// <summary>Strokes the line of equal x and y, between axes that are both linear or both logarithmic.</summary>
    public void Identity(Line line)
    {
        var common = X.Extent.And(Y.Extent);
        if (!common.IsEmpty)
        {
            Stroke(line, Equal(common.Min), Equal(common.Max));
        }

        SKPoint Equal(double point) => new(
            Bounds.Left + ((float)X.Along(point) * Bounds.Width),
            Bounds.Bottom - ((float)Y.Along(point) * Bounds.Height));
    }

    /// <summary>Draws a point; one that is 0 on a logarithmic axis stands just within that axis' start.</summary>
    public void Mark(Marker marker)
    {
        var at = new SKPoint(
            X.IsBelow(marker.X) ? Bounds.Left + (2 * Style.MarkerRadius) : Across(marker.X),
            Y.IsBelow(marker.Y) ? Bounds.Bottom - (2 * Style.MarkerRadius) : Up(marker.Y));
        using var paint = marker.Paint();
        Disc(at, Style.MarkerRadius, paint);
    }

    /// <summary>Fills the bars of a histogram, or draws the line around them.</summary>
    public void Bars(Line line, Histogram histogram, bool outlined)
    {
        using var path = new SKPath();
        path.MoveTo(At(histogram.Edges[0], 0));
        for (var bin = 0; bin < histogram.Counts.Count; bin++)
        {
            var (from, to) = (At(histogram.Edges[bin], histogram.Counts[bin]), At(histogram.Edges[bin + 1], histogram.Counts[bin]));
            path.LineTo(from);
            if (histogram.Counts[bin] > 0)
            {
                path.LineTo(to);
            }
            else
            {
                path.MoveTo(to);
            }
        }

        path.LineTo(At(histogram.Edges[^1], 0));
        using var paint = outlined ? line.Stroke() : line.Fill(Style.FillAlpha);
        Draw(path, paint);
    }

    /// <summary>Fills bars of parts that stand on one another.</summary>
    /// <remarks>
    /// Each part is filled down to 0, the uppermost first, so that no seam shows between two of them.
    /// </remarks>
    public void Stack(IReadOnlyList<Line> lines, double[] edges, IReadOnlyList<double[]> shares)
    {
        var tops = new double[edges.Length - 1];
        var outlines = new List<SKPath>();
        foreach (var part in shares)
        {
            var path = new SKPath();
            path.MoveTo(At(edges[0], 0));
            for (var bar = 0; bar < tops.Length; bar++)
            {
                tops[bar] += part[bar];
                path.LineTo(At(edges[bar], tops[bar]));
                path.LineTo(At(edges[bar + 1], tops[bar]));
            }

            path.LineTo(At(edges[^1], 0));
            outlines.Add(path);
        }

        for (var i = outlines.Count - 1; i >= 0; i--)
        {
            using var path = outlines[i];
            using var fill = lines[i].Fill();
            Tint(path, fill);
        }
    }

    /// <summary>Fills what lies in both extents.</summary>
    public void Zone(Line line, Extent x, Extent y, byte alpha)
    {
        using var paint = line.Fill(alpha);
        canvas.DrawRect(new(Across(x.Min), Up(y.Max), Across(x.Max), Up(y.Min)), paint);
    }

    /// <summary>Draws a dot that stands out from its line, or one of another radius.</summary>
    public void Dot(Line line, SKPoint at, float? radius = null)
    {
        using var paint = line.Fill();
        Disc(at, radius ?? Math.Max(Style.DotRadius, line.Width), paint);
    }

    /// <summary>The pixel itself, or the nearest one in the area.</summary>
    public SKPoint Within(SKPoint at) =>
        new(Math.Clamp(at.X, bounds.Left, bounds.Right), Math.Clamp(at.Y, bounds.Top, bounds.Bottom));

    /// <summary>A small cross: no number from here on.</summary>
    public void Cross(Line line, SKPoint at)
    {
        const float arm = Style.CrossArm;
        using var paint = line.Solid(Style.ArrowWidth);
        using var path = new SKPath();
        path.AddPoly([new(at.X - arm, at.Y - arm), new(at.X + arm, at.Y + arm)], close: false);
        path.AddPoly([new(at.X - arm, at.Y + arm), new(at.X + arm, at.Y - arm)], close: false);
        Draw(path, paint);
    }

    /// <summary>The line between 0 and the rest of a logarithmic axis.</summary>
    public void Split(float up) => Stroke(Style.Frame, new(bounds.Left, up), new(bounds.Right, up), Style.EnvelopeWidth);

    /// <summary>Short upright lines in the lane of a column of values that are 0 on a logarithmic axis.</summary>
    public void Rug(Line line, IEnumerable<float> across, double[] column)
    {
        var lane = zeros.TakeWhile(other => other != column).Count() % Style.ZeroLanes;
        var middle = bounds.Bottom - Style.ZeroMargin - ((lane + 0.5f) * Style.ZeroLane);
        using var path = new SKPath();
        foreach (var at in across)
        {
            path.AddPoly([new(at, middle - (Style.ZeroTick / 2)), new(at, middle + (Style.ZeroTick / 2))], close: false);
        }

        using var paint = line.Solid(Style.ZeroWidth);
        Draw(path, paint);
    }

    /// <summary>A small triangle at the upper or the lower edge, where a line goes on beyond it.</summary>
    public void Leave(Line line, float across, bool up)
    {
        var (edge, foot) = up
            ? (bounds.Top + 1, Style.LeaveHeight)
            : (bounds.Bottom - 1 - (float)(y.Floor * bounds.Height), -Style.LeaveHeight);
        using var path = Triangle(new(across, edge), foot);
        using var paint = line.Fill();
        Draw(path, paint);
    }

    /// <summary>A triangle of some height below its tip, or above it.</summary>
    public static SKPath Triangle(SKPoint tip, float height)
    {
        var path = new SKPath();
        path.AddPoly([tip, new(tip.X - Style.LeaveHalfWidth, tip.Y + height), new(tip.X + Style.LeaveHalfWidth, tip.Y + height)]);
        return path;
    }

    /// <summary>An arrow from a pixel to the upper or the lower edge.</summary>
    public void Arrow(Line line, SKPoint from, bool up)
    {
        using var paint = line.Stroke(Style.ArrowWidth);
        using var path = new SKPath();
        var edge = up ? Bounds.Top + Style.NoteGap : Bounds.Bottom - Style.NoteGap;
        var barb = edge + (up ? Style.ArrowBarb : -Style.ArrowBarb);
        path.AddPoly([from, new(from.X, edge)], close: false);
        path.AddPoly([new(from.X - Style.ArrowBarb, barb), new(from.X, edge), new(from.X + Style.ArrowBarb, barb)], close: false);
        Draw(path, paint);
    }

    /// <summary>Hatches a zone of an area.</summary>
    public static void Hatch(SKCanvas canvas, SKRect bounds, SKRect zone)
    {
        using var paint = Style.Hatch.Stroke();
        canvas.Save();
        canvas.ClipRect(zone);
        for (var left = bounds.Left - bounds.Height; left < bounds.Right; left += Style.HatchGap)
        {
            canvas.DrawLine(left, bounds.Bottom, left + bounds.Height, bounds.Top, paint);
        }

        canvas.Restore();
    }

    /// <summary>Hatches the zone between two pixels across, with a text in its middle where there is room for it.</summary>
    public void Hatch(float left, float right, string text)
    {
        var zone = SKRect.Intersect(Bounds, new(left, Bounds.Top, Math.Max(right, left + Style.HatchLeast), Bounds.Bottom));
        if (zone.IsEmpty)
        {
            return;
        }

        Hatch(canvas, bounds, zone);
        var middle = new SKPoint(zone.MidX, zone.MidY);
        var label = new Label(text, middle, middle, default)
        {
            Size = text.Length > Style.LongestSign ? Style.NoteFont : Style.SignFont,
            Leads = false,
        };

        // A word a line, where all of them have no room abreast.
        labels.AddRange(new[] { label, label with { Text = text.Replace(' ', '\n') } }
            .Where(words => words.Measure().Width <= zone.Width - (2 * Style.TextGap))
            .Take(1)
            .Select(words => words with { Within = zone }));
    }

    /// <summary>Writes lines of text beside a pixel, once all else is drawn.</summary>
    public void Text(string text, SKPoint at, Side side) => Text(new Label(text, at, at, side));

    /// <summary>Writes a text once all else is drawn.</summary>
    public void Text(Label label)
    {
        if (label.Text.Length > 0)
        {
            labels.Add(label);
        }
    }

    /// <summary>Writes the texts where nothing else is drawn.</summary>
    public void Write()
    {
        var placement = new Placement(bounds, drawn);
        var placed = new List<(Label Label, (SKRect Box, int Across) Place)>();
        foreach (var label in labels)
        {
            var line = label with { Text = label.Text.Replace('\n', ' ') };
            placed.AddRange(placement.Place(label) is { } place ? [(label, place)]
                : placement.Place(line) is { } other ? [(line, other)] : []);
        }

        foreach (var (label, (box, _)) in placed.Where(text => text.Label.Leads))
        {
            var point = label.Nearest(box);
            if (Placement.Distance(box, point) > Style.LeaderFrom)
            {
                using var leader = Style.Threshold.Stroke();
                canvas.DrawLine(point, Placement.Edge(box, point), leader);
            }
        }

        foreach (var (label, (box, across)) in placed)
        {
            label.Draw(canvas, box, across);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => drawn.Dispose();

    private void Disc(SKPoint at, float radius, SKPaint paint)
    {
        using var path = new SKPath();
        path.AddCircle(at.X, at.Y, radius);
        if (paint.PathEffect is not null)
        {
            Draw(path, paint);
            return;
        }

        // As a circle, which takes an SVG a twentieth of what its outline does; it has no dashes there.
        canvas.DrawCircle(at, radius, paint);
        drawn.Mark(path, paint);
    }
}

using SkiaSharp;

namespace Experiments.Output.Figures;

/// <summary>
/// The data area of a panel while it is drawn: a canvas, a rectangle on it, and the axes that give values their places.
/// </summary>
internal sealed record Area(SKCanvas Canvas, SKRect Bounds, Axis X, Axis Y)
{
    /// <summary>The pixel of an x value.</summary>
    public float Across(double x) => Bounds.Left + (float)(X.Place(x) * Bounds.Width);

    /// <summary>The pixel of a y value.</summary>
    public float Up(double y) => Bounds.Bottom - (float)(Y.Place(y) * Bounds.Height);

    /// <summary>The pixel of a point.</summary>
    public SKPoint At(double x, double y) => new(Across(x), Up(y));

    /// <summary>Strokes a straight line between two pixels.</summary>
    public void Stroke(Line line, SKPoint from, SKPoint to)
    {
        using var paint = line.Stroke();
        Canvas.DrawLine(from, to, paint);
    }

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
        marker.Draw(Canvas, at);
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
        Canvas.DrawPath(path, paint);
    }

    /// <summary>Shades what lies in both extents.</summary>
    public void Zone(Line line, Extent x, Extent y)
    {
        using var paint = line.Fill(Style.FillAlpha);
        Canvas.DrawRect(new(Across(x.Min), Up(y.Max), Across(x.Max), Up(y.Min)), paint);
    }

    /// <summary>Draws a dot that stands out from its line.</summary>
    public void Dot(Line line, SKPoint at)
    {
        using var paint = line.Fill();
        Canvas.DrawCircle(at, Math.Max(Style.DotRadius, line.Width), paint);
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
        Canvas.DrawPath(path, paint);
    }

    /// <summary>Hatches the zone between two x values, with a text in its middle where there is room for it.</summary>
    public void Hatch(double from, double to, string text)
    {
        var zone = SKRect.Intersect(Bounds, new(Across(from), Bounds.Top, Across(to), Bounds.Bottom));
        if (zone.IsEmpty)
        {
            return;
        }

        using var paint = Style.Hatch.Stroke();
        Canvas.Save();
        Canvas.ClipRect(zone);
        for (var left = Bounds.Left - Bounds.Height; left < Bounds.Right; left += Style.HatchGap)
        {
            Canvas.DrawLine(left, Bounds.Bottom, left + Bounds.Height, Bounds.Top, paint);
        }

        Canvas.Restore();
        using var font = Style.Font(Style.SignFont);
        if (font.MeasureText(text) <= zone.Width)
        {
            Text(text, new(zone.MidX, zone.MidY), default, size: Style.SignFont);
        }
    }

    /// <summary>
    /// Writes lines of text beside a pixel; on the opposite side where there is no room, and within the area in any
    /// case.
    /// </summary>
    public void Text(string text, SKPoint at, Side side, Line? line = null, float size = Style.NoteFont)
    {
        using var font = Style.Font(size);
        using var halo = Style.Halo.Stroke();
        using var ink = (line ?? Style.Threshold).Fill();
        var lines = text.Split('\n');
        var widths = lines.Select(part => font.MeasureText(part)).ToArray();
        var (across, left) = Beside(at.X, side.Across, widths.Max(), Bounds.Left, Bounds.Right);
        var (_, top) = Beside(at.Y, -side.Up, lines.Length * Style.LineHeight, Bounds.Top, Bounds.Bottom);
        foreach (var paint in new[] { halo, ink })
        {
            for (var i = 0; i < lines.Length; i++)
            {
                var indent = (1 - across) * (widths.Max() - widths[i]) / 2;
                Canvas.DrawText(lines[i], left + indent, top + ((i + 1) * Style.LineHeight) - Style.Descent, font, paint);
            }
        }
    }

    /// <summary>
    /// Where a text of some length starts beside a point, on its side −1, 0 or 1 or, for lack of room, on the other.
    /// </summary>
    private static (int Side, float Start) Beside(float point, int side, float length, float from, float to)
    {
        var start = Start(side);
        if (start < from || start + length > to)
        {
            var opposite = Start(-side);
            (side, start) = opposite < from || opposite + length > to ? (side, start) : (-side, opposite);
        }

        return (side, Math.Clamp(start, from + 1, Math.Max(from + 1, to - length - 1)));

        float Start(int direction) => point + (direction * Style.NoteGap) + ((direction - 1) * length / 2);
    }
}

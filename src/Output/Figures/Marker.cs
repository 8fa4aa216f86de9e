using SkiaSharp;

namespace Experiments.Output.Figures;

/// <summary>A point of a scatter: a dot in a line's colour, or a ring.</summary>
public readonly record struct Marker(Line Line, double X, double Y, bool IsHollow = false)
{
    /// <summary>Draws the point at a pixel, wherever its values lie.</summary>
    internal void Draw(SKCanvas canvas, SKPoint at)
    {
        using var paint = IsHollow ? Line.Stroke(Style.RingWidth) : Line.Fill(Style.MarkerAlpha);
        canvas.DrawCircle(at, Style.MarkerRadius, paint);
    }
}

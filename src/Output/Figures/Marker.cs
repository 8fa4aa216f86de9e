using SkiaSharp;

namespace Experiments.Output.Figures;

/// <summary>A point of a scatter: a dot in a line's colour, or a ring.</summary>
public readonly record struct Marker(Line Line, double X, double Y, bool IsHollow = false)
{
    /// <summary>What the point is drawn with.</summary>
    internal SKPaint Paint() => IsHollow ? Line.Stroke(Style.RingWidth) : Line.Fill(Style.MarkerAlpha);
}

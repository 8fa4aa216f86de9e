using SkiaSharp;

namespace Experiments.Output.Figures;

/// <summary>How a line looks: its colour, its width in logical pixels and its dashes, none for a solid one.</summary>
public sealed class Line
{
    private readonly float[] dashes;

    internal Line(string colour, float width, params float[] dashes)
    {
        Colour = SKColor.Parse(colour);
        Width = width;
        this.dashes = dashes;
    }

    internal SKColor Colour { get; }

    internal float Width { get; }

    /// <summary>The line in another width.</summary>
    internal Line Wider(float width) => new(Colour.ToString(), width, dashes);

    /// <summary>The paint that strokes the line, in its own width or another.</summary>
    internal SKPaint Stroke(float? width = null)
    {
        var paint = Solid(width);
        paint.PathEffect = dashes.Length == 0 ? null : SKPathEffect.CreateDash(dashes, 0);
        return paint;
    }

    /// <summary>The same without dashes: an edge of a band, of which a gap would look like missing data.</summary>
    internal SKPaint Solid(float? width = null) => new()
    {
        Color = Colour,
        IsAntialias = true,
        IsStroke = true,
        StrokeWidth = width ?? Width,
        StrokeJoin = SKStrokeJoin.Round,
    };

    /// <summary>The paint that fills an area of the line's colour.</summary>
    internal SKPaint Fill(byte alpha = byte.MaxValue) => new() { Color = Colour.WithAlpha(alpha), IsAntialias = true };
}

using SkiaSharp;

namespace Experiments.Output.Figures;

/// <summary>
/// A text that speaks of a point, or of a straight line from one point to another, and on which side of it the text
/// would best stand.
/// </summary>
internal sealed record Label(string Text, SKPoint From, SKPoint To, Side Side)
{
    /// <summary>What the text is drawn in.</summary>
    public Line Ink { get; init; } = Style.Threshold;

    /// <summary>The size of its letters.</summary>
    public float Size { get; init; } = Style.NoteFont;

    /// <summary>Where it must stay, if not in the whole area.</summary>
    public SKRect? Within { get; init; }

    /// <summary>Whether a thin line leads to it where it stands away from what it speaks of.</summary>
    public bool Leads { get; init; } = true;

    /// <summary>Whether the text is left out where no place is free, even in one line.</summary>
    public bool IsSpare { get; init; }

    /// <summary>The room that the text takes.</summary>
    public SKSize Measure()
    {
        using var font = Style.Font(Size);
        var lines = Text.Split('\n');
        return new(lines.Max(line => font.MeasureText(line)), lines.Length * Size * Style.LineSpacing);
    }

    /// <summary>Writes the text into a box, its lines aligned on one side.</summary>
    public void Draw(SKCanvas canvas, SKRect box, int across)
    {
        using var font = Style.Font(Size);
        using var halo = Style.Halo.Stroke();
        using var ink = Ink.Fill();
        var lines = Text.Split('\n');
        foreach (var paint in new[] { halo, ink })
        {
            for (var i = 0; i < lines.Length; i++)
            {
                var indent = (1 - across) * (box.Width - font.MeasureText(lines[i])) / 2;
                var foot = box.Top + ((i + 1) * Size * Style.LineSpacing) - Style.Descent;
                canvas.DrawText(lines[i], box.Left + indent, foot, font, paint);
            }
        }
    }

    /// <summary>The point that the text speaks of which is nearest to a box.</summary>
    public SKPoint Nearest(SKRect box) => new(
        Math.Clamp(box.MidX, Math.Min(From.X, To.X), Math.Max(From.X, To.X)),
        Math.Clamp(box.MidY, Math.Min(From.Y, To.Y), Math.Max(From.Y, To.Y)));
}

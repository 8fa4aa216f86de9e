using SkiaSharp;

namespace Experiments.Output.Figures;

/// <summary>An entry of a legend: how something looks, and its name.</summary>
public sealed record Key(Line Line, string Name, Swatch Swatch = Swatch.Line)
{
    /// <summary>A line and its name.</summary>
    public static implicit operator Key((Line Line, string Name) entry) => new(entry.Line, entry.Name);

    /// <summary>Draws the entry from a pixel to the right, and returns where it ends.</summary>
    internal float Draw(SKCanvas canvas, SKPoint at, SKFont font)
    {
        var width = Swatch switch
        {
            Swatch.Line => Style.LegendLine,
            Swatch.Dot or Swatch.Ring => 2 * Style.MarkerRadius + 1,
            _ => Style.LegendBox,
        };
        var box = new SKRect(at.X, at.Y - (Style.LegendBox / 4), at.X + width, at.Y + (Style.LegendBox / 4));
        using var stroke = Line.Stroke();
        using var fill = Line.Fill(Swatch == Swatch.Filled ? Style.FillAlpha : byte.MaxValue);
        switch (Swatch)
        {
            case Swatch.Line:
                canvas.DrawLine(at, new(box.Right, at.Y), stroke);
                break;
            case Swatch.Filled:
                canvas.DrawRect(box, fill);
                break;
            case Swatch.Outlined:
                canvas.DrawRect(box, stroke);
                break;
            default:
                new Marker(Line, 0, 0, Swatch == Swatch.Ring).Draw(canvas, new(box.MidX, at.Y));
                break;
        }

        using var ink = Style.Threshold.Fill();
        var text = box.Right + Style.NoteGap;
        canvas.DrawText(Name, text, at.Y + Style.Descent, font, ink);
        return text + font.MeasureText(Name);
    }
}

/// <summary>
/// What stands for a line's colour in a legend: a line, a filled or an outlined area, a dot or a ring.
/// </summary>
public enum Swatch
{
    /// <summary>A stretch of the line.</summary>
    Line,

    /// <summary>An area of its colour.</summary>
    Filled,

    /// <summary>An area within the line.</summary>
    Outlined,

    /// <summary>A point of a scatter.</summary>
    Dot,

    /// <summary>A hollow point of a scatter.</summary>
    Ring,
}

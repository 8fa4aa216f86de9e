using SkiaSharp;

namespace Experiments.Output.Figures;

/// <summary>An entry of a legend: how something looks, and its name.</summary>
public sealed record Key(Line Line, string Name, Swatch Swatch = Swatch.Line)
{
    /// <summary>A line and its name.</summary>
    public static implicit operator Key((Line Line, string Name) entry) => new(entry.Line, entry.Name);

    /// <summary>What a band stands for, in any line's colour.</summary>
    internal static Key Band { get; } = new(Style.AnyMark, "band: least to most in a pixel column", Swatch.Band);

    /// <summary>What a triangle at an edge stands for.</summary>
    internal static Key Beyond { get; } = new(Style.AnyMark, "the line goes on beyond the panel", Swatch.Triangle);

    /// <summary>What hatching stands for.</summary>
    internal static Key Hatched { get; } = new(Style.Frame, "no finite value", Swatch.Hatched);

    private float BoxWidth => Swatch switch
    {
        Swatch.Line => Style.LegendLine,
        Swatch.Dot or Swatch.Ring => (2 * Style.MarkerRadius) + 1,
        _ => Style.LegendBox,
    };

    /// <summary>How wide the entry is.</summary>
    internal float Width(SKFont font) => BoxWidth + Style.NoteGap + font.MeasureText(Name);

    /// <summary>Draws the entry from a pixel to the right.</summary>
    internal void Draw(SKCanvas canvas, SKPoint at, SKFont font)
    {
        var box = new SKRect(at.X, at.Y - (Style.LegendBox / 4), at.X + BoxWidth, at.Y + (Style.LegendBox / 4));
        using var stroke = Line.Stroke();
        using var fill = Line.Fill(Swatch switch
        {
            Swatch.Filled => Style.FillAlpha,
            Swatch.Band => Style.EnvelopeAlpha,
            Swatch.Shaded => Style.ShadeAlpha,
            _ => byte.MaxValue,
        });
        switch (Swatch)
        {
            case Swatch.Line:
                canvas.DrawLine(at, new(box.Right, at.Y), stroke);
                break;
            case Swatch.Filled or Swatch.Shaded or Swatch.Solid:
                canvas.DrawRect(box, fill);
                break;
            case Swatch.Outlined:
                canvas.DrawRect(box, stroke);
                break;
            case Swatch.Band:
                using (var edge = Line.Solid(Style.EnvelopeWidth))
                {
                    canvas.DrawRect(box, fill);
                    canvas.DrawRect(box, edge);
                }

                break;
            case Swatch.Triangle:
                using (var triangle = Area.Triangle(new(box.MidX, at.Y - (Style.LeaveHeight / 2)), Style.LeaveHeight))
                {
                    canvas.DrawPath(triangle, fill);
                }

                break;
            case Swatch.Hatched:
                Area.Hatch(canvas, box, box);
                canvas.DrawRect(box, stroke);
                break;
            default:
                using (var point = new Marker(Line, 0, 0, Swatch == Swatch.Ring).Paint())
                {
                    canvas.DrawCircle(box.MidX, at.Y, Style.MarkerRadius, point);
                }

                break;
        }

        using var ink = Style.Threshold.Fill();
        canvas.DrawText(Name, box.Right + Style.NoteGap, at.Y + Style.Descent, font, ink);
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

    /// <summary>An area of its full colour, of a stack.</summary>
    Solid,

    /// <summary>An area within the line.</summary>
    Outlined,

    /// <summary>The least to the most of each pixel column.</summary>
    Band,

    /// <summary>The area between two lines.</summary>
    Shaded,

    /// <summary>The mark of a line that goes on beyond an edge.</summary>
    Triangle,

    /// <summary>A hatched area.</summary>
    Hatched,

    /// <summary>A point of a scatter.</summary>
    Dot,

    /// <summary>A hollow point of a scatter.</summary>
    Ring,
}

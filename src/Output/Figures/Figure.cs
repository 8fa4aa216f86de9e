using System.Text;
using System.Text.RegularExpressions;
using Experiments.Output.Pictures;
using SkiaSharp;

namespace Experiments.Output.Figures;

/// <summary>A figure: rows of panels side by side, lettered in reading order, under one legend.</summary>
/// <param name="legend">What needs a name, with it; none for no legend.</param>
/// <param name="rows">The rows; the panels of a row share the figure's width by their spans.</param>
public sealed partial class Figure(IReadOnlyList<Key> legend, IReadOnlyList<IReadOnlyList<Panel>> rows)
{
    /// <summary>What the whole figure is about, above it: parts that flow into as many lines as they need.</summary>
    public IReadOnlyList<string> Subtitle { get; init; } = [];

    private List<List<Key>> Legend => field ??= Keys();

    private List<string> SubtitleLines => field ??= Flow();

    private float LegendHeight => Legend.Count * Style.LegendHeight;

    private float SubtitleHeight => Subtitle.Count == 0 ? 0 : (SubtitleLines.Count * Style.SubtitleLine) + Style.SubtitleGap;

    /// <summary>
    /// The part of their heights that data areas keep, so that the figure fits a page; half at least, to stay legible.
    /// </summary>
    private float Fit => Math.Clamp((Style.PageHeight - SubtitleHeight - LegendHeight - Sum(0)) / (Sum(1) - Sum(0)), 0.5f, 1);

    private SKSize Size => new(Style.Width, SubtitleHeight + LegendHeight + Sum(Fit));

    /// <summary>The figure as a PNG: always the same bytes on a platform.</summary>
    public byte[] ToPng()
    {
        var (width, height) = ((int)(Size.Width * Style.Scale), (int)(Size.Height * Style.Scale));
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var surface = SKSurface.Create(info);
        surface.Canvas.Scale(Style.Scale);
        Draw(surface.Canvas);

        // One filter instead of the best of five a line: half the time for as many bytes.
        using var pixels = surface.PeekPixels();
        using var stream = new MemoryStream();
        pixels.Encode(stream, new SKPngEncoderOptions(SKPngEncoderFilterFlags.Up, zLibLevel: 6));
        return stream.ToArray();
    }

    /// <summary>
    /// The figure as an SVG: always the same bytes; it scales, and its text is outlined, so that it needs no font.
    /// </summary>
    public byte[] ToSvg()
    {
        using var stream = new MemoryStream();
        using (var canvas = SKSvgCanvas.Create(SKRect.Create(Size), stream))
        {
            Draw(canvas);
        }

        // Skia numbers clip paths through the life of the process.
        var numbers = new Dictionary<string, int>();
        var text = ClipId().Replace(
            SvgText.Outlined(Encoding.UTF8.GetString(stream.ToArray()), Style.Font),
            id => $"clip{(numbers.TryAdd(id.Value, numbers.Count), numbers[id.Value]).Item2}");
        return Encoding.UTF8.GetBytes(SvgDigits.Short(SizeAttributes().Replace(text, "$0 viewBox=\"0 0 $1 $2\"", 1)));
    }

    [GeneratedRegex("cl_[0-9a-f]+")]
    private static partial Regex ClipId();

    [GeneratedRegex("width=\"([0-9.]+)\" height=\"([0-9.]+)\"")]
    private static partial Regex SizeAttributes();

    private float Sum(float fit) => rows.Sum(row => row.Max(panel => panel.HeightOf(fit)));

    private void Draw(SKCanvas canvas)
    {
        var fit = Fit;
        canvas.Clear(SKColors.White);
        DrawSubtitle(canvas);
        DrawLegend(canvas);
        var top = SubtitleHeight + LegendHeight;
        var panels = 0;
        foreach (var row in rows)
        {
            var (left, spans) = (0f, row.Sum(panel => panel.Span));
            foreach (var panel in row)
            {
                var width = Style.Width * panel.Span / spans;
                panel.Draw(canvas, SKRect.Create(left, top, width, 0), Letter(panels++), fit);
                left += width;
            }

            top += row.Max(panel => panel.HeightOf(fit));
        }
    }

    /// <summary>a to z, then aa, ab, and so on.</summary>
    private static string Letter(int panel) => (panel < 26 ? "" : Letter((panel / 26) - 1)) + (char)('a' + (panel % 26));

    private void DrawLegend(SKCanvas canvas)
    {
        using var font = Style.Font(Style.LabelFont);
        var middle = SubtitleHeight + (Style.LegendHeight / 2);
        foreach (var line in Legend)
        {
            var left = Style.LeftMargin;
            foreach (var key in line)
            {
                key.Draw(canvas, new(left, middle), font);
                left += key.Width(font) + Style.LegendGap;
            }

            middle += Style.LegendHeight;
        }
    }

    /// <summary>
    /// The legend in lines that the figure's width has room for; a mark that panels have in common has an entry where
    /// it occurs.
    /// </summary>
    private List<List<Key>> Keys()
    {
        using var font = Style.Font(Style.LabelFont);
        const float room = Style.Width - Style.LeftMargin;
        var lines = new List<List<Key>>();
        var left = room;
        var marks = rows.SelectMany(row => row.SelectMany(panel => panel.Marks(Style.Width * panel.Span / row.Sum(other => other.Span))));
        foreach (var key in legend.Concat(marks.Distinct()))
        {
            if (lines.Count == 0 || left + key.Width(font) > room)
            {
                lines.Add([]);
                left = 0;
            }

            lines[^1].Add(key);
            left += key.Width(font) + Style.LegendGap;
        }

        return lines;
    }

    private void DrawSubtitle(SKCanvas canvas)
    {
        using var font = Style.Font(Style.TitleFont);
        using var ink = Style.Threshold.Fill();
        var foot = Style.SubtitleGap;
        foreach (var line in SubtitleLines)
        {
            foot += Style.SubtitleLine;
            canvas.DrawText(line, Style.LeftMargin, foot - Style.Descent, font, ink);
        }
    }

    /// <summary>
    /// The subtitle in lines that the figure's width has room for; a part that is too long for a line is cut.
    /// </summary>
    private List<string> Flow()
    {
        using var font = Style.Font(Style.TitleFont);
        const float room = Style.Width - Style.LeftMargin - Style.RightMargin;
        var lines = new List<string>();
        foreach (var part in Subtitle.Select(Cut))
        {
            var longer = lines.Count == 0 ? part : $"{lines[^1]} · {part}";
            if (lines.Count > 0 && font.MeasureText(longer) <= room)
            {
                lines[^1] = longer;
            }
            else
            {
                lines.Add(part);
            }
        }

        return lines;

        string Cut(string part) => font.MeasureText(part) <= room ? part : part[..font.BreakText(part, room - font.MeasureText("…"))] + "…";
    }
}

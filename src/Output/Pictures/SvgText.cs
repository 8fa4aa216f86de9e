using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using SkiaSharp;

namespace Experiments.Output.Pictures;

/// <summary>Text of an SVG as outlines, so that it looks the same where the typeface is missing.</summary>
internal static partial class SvgText
{
    /// <summary>
    /// The file with each text replaced by its letters' outlines, drawn once each, under a label that has the words.
    /// </summary>
    /// <param name="svg">The file, as Skia writes it.</param>
    /// <param name="font">The typeface in a size.</param>
    public static string Outlined(string svg, Func<float, SKFont> font)
    {
        var letters = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var outlined = Text().Replace(svg, text => Letters(text, letters, font));
        var shapes = string.Concat(letters.Select(letter => $"\n<path id=\"{letter.Key}\" d=\"{letter.Value}\"/>"));
        return Start().Replace(outlined, $"$0\n<defs>{shapes}\n</defs>", 1);
    }

    // As Skia writes it: an x for each letter, and one y for all or for each.
    [GeneratedRegex(
        """<text (?<look>[^>]*?)font-size="(?<size>[^"]*)" font-family="[^"]*" """
        + """x="(?<x>[^"]*)" y="(?<y>[^"]*)">(?<words>[^<]*)</text>""")]
    private static partial Regex Text();

    [GeneratedRegex("<svg [^>]*>")]
    private static partial Regex Start();

    private static string Letters(Match text, SortedDictionary<string, string> letters, Func<float, SKFont> fontOf)
    {
        var size = text.Groups["size"].Value;
        var words = text.Groups["words"].Value.Trim();
        var (x, y) = (Numbers("x"), Numbers("y"));
        using var font = fontOf(float.Parse(size, CultureInfo.InvariantCulture));
        var uses = new StringBuilder();
        var glyphs = font.GetGlyphs(WebUtility.HtmlDecode(words));
        for (var i = 0; i < glyphs.Length; i++)
        {
            using var outline = font.GetGlyphPath(glyphs[i]);
            if (outline is { IsEmpty: false })
            {
                var id = $"g{glyphs[i]}-{size.Replace('.', '-')}";
                letters[id] = outline.ToSvgPathData();
                uses.Append(CultureInfo.InvariantCulture, $"<use xlink:href=\"#{id}\" x=\"{x[i]}\" y=\"{y[Math.Min(i, y.Length - 1)]}\"/>");
            }
        }

        return $"<g {text.Groups["look"].Value}aria-label=\"{words.Replace("\"", "&quot;", StringComparison.Ordinal)}\">{uses}</g>";

        string[] Numbers(string name) =>
            text.Groups[name].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
    }
}

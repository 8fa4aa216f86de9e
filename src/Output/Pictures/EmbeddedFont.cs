using ScottPlot;
using SkiaSharp;

namespace Experiments.Output.Pictures;

/// <summary>
/// The one typeface of all figures, DejaVu Sans, embedded so that no picture depends on the fonts of a machine.
/// </summary>
/// <remarks>
/// It answers for every weight and slant: where ScottPlot does not find the exact style, it drops the text silently.
/// </remarks>
internal sealed class EmbeddedFont : IFontResolver
{
    private const string Family = "Experiments Sans";

    private EmbeddedFont()
    {
    }

    /// <summary>The typeface.</summary>
    public static SKTypeface Face { get; } = Load();

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        fontName == Family ? Face : null;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) => fontName == Family ? Face : null;

    private static SKTypeface Load()
    {
        // First in the list, so that a machine's font of the same name cannot answer.
        Fonts.FontResolvers.Insert(0, new EmbeddedFont());
        Fonts.Default = Family;
        using var font = typeof(EmbeddedFont).Assembly.GetManifestResourceStream("DejaVuSans.ttf");
        return SKTypeface.FromStream(font);
    }
}

using Experiments.Output.Pictures;
using SkiaSharp;

namespace Experiments.Output.Figures;

/// <summary>
/// How every figure looks: sizes in logical pixels, Okabe–Ito colours, one colour and dash per method through all
/// figures.
/// </summary>
/// <remarks>Orange and blue are kept for class 1 and class 0.</remarks>
public static class Style
{
    /// <summary>Device pixels per logical pixel of a PNG: at 300 dpi a figure is 8.4 inches wide.</summary>
    internal const int Scale = 3;

    internal const float Width = 840;
    internal const float PageHeight = 1.5f * Width;
    internal const float SubtitleLine = 15;
    internal const float SubtitleGap = 5;
    internal const float LegendHeight = 24;
    internal const float LegendLine = 26;
    internal const float LegendBox = 14;
    internal const float LegendGap = 18;
    internal const float TitleHeight = 24;
    internal const float DataHeight = 214;
    internal const float HalfHeight = 104;
    internal const float StripHeight = 66;
    internal const float StripGap = 18;
    internal const float LeftMargin = 54;
    internal const float RightMargin = 20;
    internal const float RightAxisMargin = 44;
    internal const float BottomMargin = 38;

    internal const float TickFont = 9;
    internal const float LabelFont = 10;
    internal const float TitleFont = 10.5f;
    internal const float NoteFont = 9;
    internal const float SignFont = 16;

    /// <summary>From one line of a text to the next, in sizes of its letters.</summary>
    internal const float LineSpacing = 4 / 3f;

    /// <summary>From the foot of a line of text up to its base line.</summary>
    internal const float Descent = 3;

    internal const float TitleGap = 7;
    internal const float MajorTick = 4;
    internal const float MinorTick = 2.2f;

    /// <summary>ScottPlot sets the labels of an upright axis a little high.</summary>
    internal const float TickLabelDrop = 1.2f;

    /// <summary>Between a point and its text.</summary>
    internal const float NoteGap = 4;

    /// <summary>Between a text and the frame or another text: at its sides, and above and below.</summary>
    internal const float TextGap = 2;
    internal const float LineGap = 1;

    /// <summary>
    /// The least room between two labelled ticks of a linear axis, and between the labels of a horizontal one.
    /// </summary>
    internal const float TickGap = 26;
    internal const float LabelGap = 16;

    /// <summary>Rows at least this far apart are marked one by one.</summary>
    internal const float SparseGap = 8;

    internal const float DotRadius = 2;
    internal const float LoneRadius = 1.1f;
    internal const float EndRadius = 3;
    internal const float ReferenceLength = 9;
    internal const float ArrowWidth = 1.4f;
    internal const float ArrowBarb = 4.5f;
    internal const float CrossArm = 3;
    internal const float HatchGap = 7;
    internal const float HatchLeast = 2;
    internal const int LongestSign = 2;
    internal const float LeaveHeight = 7;
    internal const float LeaveHalfWidth = 4;
    internal const float HaloWidth = 3;

    /// <summary>A text further from what it speaks of has a line that leads there.</summary>
    internal const float LeaderFrom = 12;

    /// <summary>
    /// Beneath a logarithmic axis values of 0 have a lane a line, three at most, between margins; 0 is written beside.
    /// </summary>
    internal const int ZeroLanes = 3;
    internal const float ZeroLane = 4.5f;
    internal const float ZeroTick = 3.5f;
    internal const float ZeroWidth = 1;
    internal const float ZeroMargin = 2.5f;
    internal const float ZeroLeast = 11;
    internal const float BarHeight = 16;

    /// <summary>From one name of an upright axis to the next, where a panel is as high as its names need.</summary>
    internal const float NameHeight = 11;
    internal const float EnvelopeWidth = 0.8f;
    internal const float MarkerRadius = 2;
    internal const float LevelWidth = 0.7f;
    internal const float RingWidth = 0.7f;
    internal const byte MarkerAlpha = 150;
    internal const byte FillAlpha = 170;
    internal const byte ShadeAlpha = 40;
    internal const byte EnvelopeAlpha = 150;

    private const string Black = "#000000";
    private const string DarkGrey = "#7A7A7A";
    private const string LightGrey = "#B8B8B8";
    private const string SkyBlue = "#56B4E9";
    private const string Orange = "#E69F00";
    private const string Blue = "#0072B2";
    private const string Green = "#009E73";
    private const string Vermillion = "#D55E00";
    private const string Purple = "#CC79A7";

    /// <summary>A function drawn alone in its panel.</summary>
    public static Line Function { get; } = new(Black, 1.4f);

    /// <summary>The round trip logit(σ(x)).</summary>
    public static Line RoundTrip { get; } = new(Purple, 1.4f);

    /// <summary>The loss from raw outputs.</summary>
    public static Line Logits { get; } = new(Green, 1.4f);

    /// <summary>The clipped loss.</summary>
    public static Line Clipped { get; } = new(Vermillion, 1.4f, 5, 2.5f);

    /// <summary>Keras 2.2.4's loss of a probability: the clipped loss, with gaps that show what it lies on.</summary>
    public static Line Keras224 { get; } = new(Vermillion, 1.6f, 5, 5);

    /// <summary>The loss of a probability in Keras 3.</summary>
    public static Line Keras3 { get; } = new(Purple, 4);

    /// <summary>The loss of a probability in tf.keras 2.</summary>
    public static Line TfKeras2 { get; } = new(Black, 1.2f, 1.4f, 3.6f);

    /// <summary>torch's loss of a probability.</summary>
    public static Line Torch { get; } = new(SkyBlue, 6.5f);

    /// <summary>What a method should give: the identity, an asymptote.</summary>
    public static Line Ideal { get; } = new(DarkGrey, 0.9f, 3, 2);

    /// <summary>An error of 1 %.</summary>
    public static Line OnePercent { get; } = new(Black, 0.9f, 1, 2.2f);

    /// <summary>The mean of a batch.</summary>
    public static Line Batch { get; } = new(Black, 1.4f);

    /// <summary>The means of batches of another size.</summary>
    public static Line OtherBatch(int size) => OtherBatchLines[size % OtherBatchLines.Length];

    /// <summary>What is as it should be. This and what is worse grow darker, so that they differ in grey too.</summary>
    public static Line Kept { get; } = new("#D3EDE4", 1.4f);

    /// <summary>What is of the wrong sign.</summary>
    public static Line Negative { get; } = new("#8CCBF0", 1.4f);

    /// <summary>What is almost as it should be.</summary>
    public static Line Near { get; } = new("#7CC4AD", 1.4f);

    /// <summary>What is no number.</summary>
    public static Line NaN { get; } = new(Purple, 1.4f);

    /// <summary>What is another number.</summary>
    public static Line Lost { get; } = new("#B04A00", 1.4f);

    /// <summary>What is infinite.</summary>
    public static Line Infinite { get; } = new("#383838", 1.4f);

    /// <summary>The limits of a difference within the margin.</summary>
    public static Line Equivalent { get; } = new(Green, 1.4f);

    /// <summary>The limits of a difference that is one.</summary>
    public static Line Different { get; } = new(Vermillion, 3);

    /// <summary>The limits of a difference that may be one.</summary>
    public static Line NotKnown { get; } = new("#5A5A5A", 0.8f);

    /// <summary>Training images, as the net sees them.</summary>
    public static Line Training { get; } = new(DarkGrey, 1.4f, 4, 2);

    /// <summary>Validation images.</summary>
    public static Line Validation { get; } = new(Black, 1.4f);

    /// <summary>Where the clip acts.</summary>
    public static Line ClipZone { get; } = new("#D8D8D8", 1);

    /// <summary>Of any line: what a mark stands for.</summary>
    internal static Line AnyMark { get; } = new(DarkGrey, 0.8f);

    internal static Line Threshold { get; } = new(Black, 0.7f);

    internal static Line Frame { get; } = new("#444444", 0.7f);

    internal static Line Grid { get; } = new("#E4E4E4", 0.6f);

    internal static Line Hatch { get; } = new("#C8C8C8", 0.7f);

    internal static Line Reference { get; } = new("#505050", 1);

    internal static Line Halo { get; } = new("#FFFFFF", HaloWidth);

    internal static Line DotRim { get; } = new("#FFFFFF", EndRadius + 1);

    /// <summary>The naive loss, in greys that lighten from one format to the next.</summary>
    public static Line Naive(int format) => NaiveLines[format % NaiveLines.Length];

    /// <summary>The height of so many lanes of zeros.</summary>
    internal static float ZeroHeight(int lanes) => Math.Max(ZeroLeast, (2 * ZeroMargin) + (Math.Min(lanes, ZeroLanes) * ZeroLane));

    /// <summary>What the clip leaves of the losses of a class.</summary>
    public static Line Limit(bool label) => label ? Limit1 : Limit0;

    /// <summary>The range of a class, as an upright bar.</summary>
    public static Line Range(bool label) => label ? Range1 : Range0;

    /// <summary>Class 0 or 1.</summary>
    public static Line Class(bool label) => label ? Class1 : Class0;

    /// <summary>A format that stands out among others.</summary>
    public static Line Compared(int format) => ComparedLines[format % ComparedLines.Length];

    /// <summary>A format beside those that stand out.</summary>
    public static Line Beside { get; } = new("#9A9A9A", 0.8f);

    /// <summary>A format, where several share a panel.</summary>
    public static Line Format(int format) => FormatLines[format % FormatLines.Length];

    private static readonly Line Limit0 = new(Blue, 1, 4, 2);

    private static readonly Line Limit1 = new(Orange, 1, 4, 2);

    private static readonly Line Range0 = new(Blue, 4);

    private static readonly Line Range1 = new(Orange, 4);

    private static readonly Line Class0 = new(Blue, 1.2f);

    private static readonly Line Class1 = new(Orange, 1.2f);

    private static readonly Line[] ComparedLines = [new(Black, 1.6f), new(Purple, 1.6f), new(SkyBlue, 1.6f)];

    private static readonly Line[] OtherBatchLines = [new(SkyBlue, 1.4f), new(Purple, 1.4f), new(Vermillion, 1.4f), new(DarkGrey, 1.4f)];

    private static readonly Line[] NaiveLines = [new("#9E9E9E", 2.4f), new("#BBBBBB", 3.6f), new("#D8D8D8", 5)];

    private static readonly Line[] FormatLines =
    [
        new(Black, 1.4f), new(Vermillion, 1.4f, 6, 2), new(Green, 1.4f, 4, 2), new(Purple, 1.4f, 2, 2),
        new(SkyBlue, 1.4f, 6, 2, 2, 2), new(DarkGrey, 1.4f, 4, 2, 1, 2), new(LightGrey, 1.4f, 1, 1),
    ];

    /// <summary>
    /// The typeface in a size, its letters spaced as designed: hinting would round their widths to logical pixels.
    /// </summary>
    internal static SKFont Font(float size) =>
        new(EmbeddedFont.Face, size) { Hinting = SKFontHinting.None, LinearMetrics = true, Subpixel = true };
}

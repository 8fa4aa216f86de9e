using Experiments.Numerics.Formats;
using ScottPlot;

namespace Experiments.Output.Figures;

/// <summary>An axis: what it shows and in which unit, from where to where, linear or logarithmic.</summary>
public sealed class Axis
{
    private const double Ln10Inverse = 0.43429448190325182765;

    // A curve at the last power of ten would lie on the frame, and an arrow to infinity needs room above it.
    private const double RoomBelow = 1.25;
    private const double RoomAbove = 2.5;

    // 5e-324 also stands for what is too small for float64: axes start above it.
    private const int LeastDecade = -323;

    // Values far outside a panel are drawn this many of its sizes away, no further: Skia draws in single precision.
    private const double Furthest = 1000;

    private readonly string quantity;
    private readonly string unit;
    private readonly bool logarithmic;

    private Axis(string quantity, string unit, Extent extent, bool logarithmic)
    {
        this.quantity = quantity;
        this.unit = unit;
        this.logarithmic = logarithmic;
        Extent = extent;
    }

    /// <summary>Nothing to read: from 0 to 1.</summary>
    public static Axis Blank { get; } = Linear("", new(0, 1));

    private IReadOnlyList<(double At, string Name)>? Marks { get; init; }

    /// <summary>The part of the axis, at its start, that stands for 0; none on a linear one.</summary>
    internal double Floor { get; private init; }

    /// <summary>Whether only whole numbers occur on it.</summary>
    internal bool IsCount { get; private init; }

    /// <summary>From where to where; in powers of ten on a logarithmic axis.</summary>
    internal Extent Extent { get; }

    /// <summary>The room beside an upright axis: more than usual where its names are long.</summary>
    internal float Margin
    {
        get
        {
            using var font = Style.Font(Style.TickFont);
            var longest = Marks?.SelectMany(mark => mark.Name.Split('\n')).Max(name => font.MeasureText(name)) ?? 0;
            return Math.Max(Style.LeftMargin, longest + Style.MajorTick + (2 * Style.NoteGap));
        }
    }

    /// <summary>A linear axis over an extent, with room around a single value.</summary>
    public static Axis Linear(string quantity, Extent extent, string unit = "") => new(quantity, unit, extent.OrRoom(), logarithmic: false);

    /// <summary>
    /// A logarithmic axis over the whole decades that hold an extent of positive values, with some room at both ends or
    /// with none.
    /// </summary>
    public static Axis Logarithmic(string quantity, Extent extent, string unit = "", bool hasRoom = true)
    {
        var (min, max) = extent.IsEmpty ? new(1, 1) : extent;
        var decades = hasRoom
            ? new Extent(
                Math.Max(Decimals.Decade(min / RoomBelow), LeastDecade),
                Decimals.Decade(Math.Min(max * RoomAbove, double.MaxValue)) + 1)
            : new Extent(Decimals.Decade(min), Decimals.Decade(Math.Max(Math.BitDecrement(max), min)) + 1);
        return new(quantity, unit, decades, logarithmic: true);
    }

    /// <summary>
    /// A logarithmic axis that ends close to an extent of positive values; over whole decades where it would hold fewer
    /// than two powers of ten.
    /// </summary>
    public static Axis LogarithmicWithin(string quantity, Extent extent, string unit = "")
    {
        var whole = Logarithmic(quantity, extent, unit);
        if (extent.IsEmpty)
        {
            return whole;
        }

        var within = new Extent(
            Math.Max(Log10(extent.Min / RoomBelow), LeastDecade),
            Log10(Math.Min(extent.Max * RoomAbove, double.MaxValue)));
        return Math.Floor(within.Max) > Math.Ceiling(within.Min) ? new(quantity, unit, within, logarithmic: true) : whole;
    }

    /// <summary>A logarithmic axis of counts from 1 to at least 10, on which 1 stands above the axis' start.</summary>
    public static Axis LogarithmicCount(string quantity, int most) =>
        new(quantity, "", new(Log10(0.5), Log10(RoomAbove * Math.Max(10.0, most))), logarithmic: true);

    /// <summary>A linear axis of whole numbers.</summary>
    public static Axis Count(string quantity, Extent extent) => new(quantity, "", extent.OrRoom(), logarithmic: false) { IsCount = true };

    /// <summary>An axis of names, the first at 0, the next at 1, and so on.</summary>
    public static Axis Named(string quantity, IReadOnlyList<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return Marked(quantity, new(-0.5, names.Count - 0.5), [.. names.Select((name, i) => ((double)i, name))]);
    }

    /// <summary>A linear axis with ticks at some points alone, each with a name of its own.</summary>
    public static Axis Marked(string quantity, Extent extent, IReadOnlyList<(double At, string Name)> marks) =>
        new(quantity, "", extent.OrRoom(), logarithmic: false) { Marks = marks };

    /// <summary>log₁₀ of a positive number, the same on every machine.</summary>
    public static double Log10(double value) => Float64.Log(new(value)).Value * Ln10Inverse;

    /// <summary>
    /// Whether a value has a place, on the axis or beyond its ends. Infinities and NaN have none; 0 has none on a
    /// logarithmic axis.
    /// </summary>
    internal bool Holds(double value) => double.IsFinite(value) && (value > 0 || !logarithmic);

    /// <summary>Whether a value lies infinitely far before the axis' start: 0 on a logarithmic one.</summary>
    internal bool IsBelow(double value) => logarithmic && value == 0;

    /// <summary>
    /// 1 or −1 where a value that has a place lies beyond the axis' end or start, by more than a rounding error.
    /// </summary>
    internal int Beyond(double value) => Place(value) is var place && place > 1 + 1e-6 ? 1 : place < Floor - 1e-6 ? -1 : 0;

    /// <summary>A logarithmic axis with a part at its start that stands for 0.</summary>
    internal Axis WithZero(double floor) => new(quantity, unit, Extent, logarithmic) { Floor = floor };

    /// <summary>The place of a value that has one: 0 at the axis' start, 1 at its end.</summary>
    public double Place(double value) => Along(
        !logarithmic ? value
        : value > double.Epsilon || Extent.Min < LeastDecade ? Log10(value)
        : Math.Min(Log10(value), Extent.Min - (Extent.Max - Extent.Min)));

    /// <summary>The place of a point of the extent: of an exponent on a logarithmic axis.</summary>
    internal double Along(double point)
    {
        // Scaled by a power of two, so that the length of −1e308…1e308 does not overflow.
        var scale = -Math.ILogB(Math.Max(Math.Abs(Extent.Min), Math.Abs(Extent.Max)));
        var (min, max) = (Math.ScaleB(Extent.Min, scale), Math.ScaleB(Extent.Max, scale));
        return Math.Clamp(Floor + ((1 - Floor) * ((Math.ScaleB(point, scale) - min) / (max - min))), -Furthest, Furthest);
    }

    internal TickMarks Ticks(double length, bool horizontal) =>
        this == Blank ? new([])
        : Marks is not null ? new([.. Marks.Select(mark => ScottPlot.Tick.Major(Place(mark.At), mark.Name))])
        : logarithmic ? DecadeTicks.Of(this, length, horizontal)
        : LinearTicks.Of(this, length, horizontal);

    /// <summary>The axis label: quantity (unit).</summary>
    internal string Label(TickMarks ticks)
    {
        var measure = $"{ticks.Factor} {unit}".Trim();
        return measure.Length == 0 ? quantity + ticks.Offset : $"{quantity}{ticks.Offset} ({measure})";
    }
}

/// <summary>
/// The ticks of an axis, at their places from 0 to 1, and what the axis label must add so that they read right.
/// </summary>
/// <param name="Ticks">Major ticks with their labels, and minor ones.</param>
/// <param name="Offset">What the labels leave out, such as "− 15.53"; empty where nothing.</param>
/// <param name="Factor">The power of ten the labels are multiples of, such as 10⁻⁶; empty for 1.</param>
internal sealed record TickMarks(IReadOnlyList<Tick> Ticks, string Offset = "", string Factor = "");

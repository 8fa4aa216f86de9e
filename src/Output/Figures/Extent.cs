using Experiments.Numerics.Exact;

namespace Experiments.Output.Figures;

/// <summary>A range of finite values, both ends included; empty where Min is above Max.</summary>
public readonly record struct Extent(double Min, double Max)
{
    // Fewer rows show no curve.
    private const int Enough = 10;

    /// <summary>The empty range.</summary>
    public static Extent None => new(double.PositiveInfinity, double.NegativeInfinity);

    /// <summary>The range of all finite values.</summary>
    public static Extent All => new(double.MinValue, double.MaxValue);

    /// <summary>Whether there is no value in it.</summary>
    public bool IsEmpty => Min > Max;

    /// <summary>Half way between both ends.</summary>
    public double Middle => (Min / 2) + (Max / 2);

    /// <summary>The extent of the finite values that are above a bound.</summary>
    public static Extent Of(ReadOnlySpan<double> values, double above = double.NegativeInfinity)
    {
        var (min, max) = None;
        foreach (var value in values)
        {
            if (value > above && value < double.PositiveInfinity)
            {
                min = Math.Min(min, value);
                max = Math.Max(max, value);
            }
        }

        return new(min, max);
    }

    /// <summary>
    /// The part of a wished window that rows reach; the extent of all rows where hardly any are in it. x ascends.
    /// </summary>
    public static Extent Window(Extent wished, double[] x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var (_, rows) = wished.Rows(x).GetOffsetAndLength(x.Length);
        var all = Of(x);
        return rows >= Math.Min(Enough, x.Length) ? wished.And(all) : all;
    }

    /// <summary>
    /// The extent of the longest of several grids, the last of equals: formats of fewer digits merge its numbers and may
    /// round its ends outwards.
    /// </summary>
    public static Extent OfFinest(IEnumerable<double[]> grids) => Of(grids.Reverse().MaxBy(x => x.Length));

    /// <summary>Whether enough rows are in it, x ascending, that what is drawn there is theirs.</summary>
    public bool HasRows(double[] x) => Rows(x) is var rows && rows.End.Value - rows.Start.Value > 1;

    /// <summary>The rows whose x, ascending, is in it.</summary>
    public Range Rows(double[] x)
    {
        ArgumentNullException.ThrowIfNull(x);
        var (min, max) = this;
        var first = Bisection.First(0, x.Length, row => x[row] >= min);
        return first..Bisection.First(first, x.Length, row => x[row] > max);
    }

    /// <summary>Whether a value is in it.</summary>
    public bool Contains(double value) => Min <= value && value <= Max;

    /// <summary>What both have in common.</summary>
    public Extent And(Extent other) => new(Math.Max(Min, other.Min), Math.Min(Max, other.Max));

    /// <summary>The smallest extent that holds both.</summary>
    public Extent Or(Extent other) => new(Math.Min(Min, other.Min), Math.Max(Max, other.Max));

    /// <summary>The same with a margin of a part of its length at both ends.</summary>
    public Extent Widened(double part) => Finite(Min - ((Max * part) - (Min * part)), Max + ((Max * part) - (Min * part)));

    /// <summary>The same, or room around it where it is a single value or empty.</summary>
    public Extent OrRoom()
    {
        if (Min < Max)
        {
            return this;
        }

        var value = IsEmpty ? 0 : Min;
        var room = Math.Abs(value) / 8;
        return room == 0 ? new(value - 1, value + 1) : Finite(value - room, value + room);
    }

    private static Extent Finite(double min, double max) => new(Math.Max(min, double.MinValue), Math.Min(max, double.MaxValue));
}

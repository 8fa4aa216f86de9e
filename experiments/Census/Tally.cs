using System.Runtime.InteropServices;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Census;

/// <summary>What was counted of the round trip of some numbers of one sign.</summary>
internal readonly record struct Tally(Seen Exact, Seen OnePercent, Seen Infinite, Seen NaN, WorstError? Worst)
{
    // A distance is rounded to float32, and so is off by less, relative to it.
    private const double NearDistance = 1 - (1.0 / (1 << 23));

    private const int Block = 512;

    private static readonly int Infinite32 = BitConverter.SingleToInt32Bits(float.PositiveInfinity);

    /// <summary>Nothing counted.</summary>
    public static Tally None => new(Seen.None, Seen.None, Seen.None, Seen.None, null);

    /// <summary>What was counted of one piece and of another.</summary>
    public static Tally operator +(Tally a, Tally b) => new(
        a.Exact + b.Exact, a.OnePercent + b.OnePercent, a.Infinite + b.Infinite, a.NaN + b.NaN, WorstError.Of(a.Worst, b.Worst));

    /// <summary>Of one number, ±0 or ±∞ among them, at a place.</summary>
    public static Tally Of(int place, float x, float y)
    {
        if (float.IsNaN(y))
        {
            return None with { NaN = Seen.Of(place, place + 1) };
        }

        return new(
            On(y == x),
            On(float.IsInfinity(y) || (x == 0 ? y != 0 : IsOnePercentOff(x, y))),
            On(float.IsInfinity(y)),
            Seen.None,
            new(place, x, y));

        Seen On(bool holds) => holds ? Seen.Of(place, place + 1) : Seen.None;
    }

    /// <summary>Of consecutive finite numbers other than 0 and their round trips.</summary>
    public static Tally Of(int first, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Func<int, float> at) =>
        Of(first, x, y, at, known: null);

    private static Tally Of(int first, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Func<int, float> at, WorstError? known)
    {
        if (!Bits(y).ContainsAnyExcept(Bits(y)[0]))
        {
            return Of(first, first + x.Length, y[0], at);
        }

        if (x.Length <= Block)
        {
            return OfBlock(first, x, y, known);
        }

        var all = None;
        for (var start = 0; start < x.Length; start += Block)
        {
            var count = Math.Min(Block, x.Length - start);
            all += Of(first + start, x.Slice(start, count), y.Slice(start, count), at, all.Worst);
        }

        return all;
    }

    /// <summary>
    /// Of a block at most. Where bounds of all distances decide, no single one is asked for; the worst error is left out
    /// where it is below one that is known.
    /// </summary>
    private static Tally OfBlock(int first, ReadOnlySpan<float> x, ReadOnlySpan<float> y, WorstError? known)
    {
        Span<float> distances = stackalloc float[Block];
        distances = distances[..x.Length];
        Spans.Distance(x, y, distances);
        var (least, largest) = Spans.Extent(distances);
        var (small, large) = ((double)Math.Abs(x[0]), (double)Math.Abs(x[^1]));
        var hasInfinite = !float.IsFinite(largest);
        var onePercent = !hasInfinite && 100 * (double)largest < small * NearDistance ? Seen.None
            : 100 * (double)least * NearDistance > large ? Seen.Of(first, first + x.Length)
            : Count(first, x, y, IsOnePercentOff);
        return new(
            Count(first, Bits(distances)),
            onePercent,
            hasInfinite ? Count(first, x, y, static (_, y) => float.IsInfinity(y)) : Seen.None,
            hasInfinite ? Count(first, x, y, static (_, y) => float.IsNaN(y)) : Seen.None,
            known?.Exceeds(largest / (small * NearDistance)) == true ? null
                : WorstOf(first, x, y, distances, hasInfinite ? 0 : largest * (small / large) * NearDistance * NearDistance));
    }

    /// <summary>The one with the largest error, at least so far from its x.</summary>
    private static WorstError? WorstOf(
        int first, ReadOnlySpan<float> x, ReadOnlySpan<float> y, ReadOnlySpan<float> distances, double atLeast)
    {
        // Floats of one sign are in the order of their bits.
        var from = BitConverter.SingleToInt32Bits(float.BitDecrement((float)atLeast));
        WorstError? worst = null;
        for (var i = 0; Bits(distances[i..]).IndexOfAnyInRange(Math.Max(0, from), Infinite32) is >= 0 and var next; i++)
        {
            i += next;
            worst = WorstError.Of(worst, new(first + i, x[i], y[i]));
        }

        return worst;
    }

    /// <summary>Of the numbers at the places from one on up to an end, all of which have the same round trip.</summary>
    /// <remarks>
    /// Below y the error falls as |x| grows, beyond it it rises. So the largest is at an end, and the numbers that are
    /// off by 1 % are those up to one place and those from another on.
    /// </remarks>
    public static Tally Of(int first, int end, float y, Func<int, float> at)
    {
        var all = Seen.Of(first, end);
        if (float.IsNaN(y))
        {
            return None with { NaN = all };
        }

        var ends = WorstError.Of(new(first, at(first), y), new(end - 1, at(end - 1), y));
        if (float.IsInfinity(y))
        {
            return None with { OnePercent = all, Infinite = all, Worst = ends };
        }

        if (Math.Sign(y) != Math.Sign(at(first)))
        {
            return None with { OnePercent = all, Worst = ends };
        }

        var middle = Bisection.First(first, end, place => Math.Abs(at(place)) >= Math.Abs(y));
        var upto = Bisection.First(first, middle, place => !IsOnePercentOff(at(place), y));
        var from = Bisection.First(middle, end, place => IsOnePercentOff(at(place), y));
        var exact = Seen.Of(middle, middle < end && at(middle) == y ? middle + 1 : middle);
        return new(exact, Seen.Of(first, upto) + Seen.Of(from, end), Seen.None, Seen.None, ends);
    }

    /// <summary>
    /// Whether 100·|y − x| ≥ |x|, decided exactly for float32 and x ≠ 0; an infinite y counts, NaN does not.
    /// </summary>
    /// <remarks>
    /// Where y is within a factor of two of x, y − x is a float32, and 100 times that a float64. Elsewhere the
    /// difference is half of x or more, and its rounding makes no difference.
    /// </remarks>
    private static bool IsOnePercentOff(float x, float y) => 100 * Math.Abs((double)y - x) >= Math.Abs((double)x);

    private static Seen Count(int first, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Func<float, float, bool> holds)
    {
        var seen = Seen.None;
        for (var i = 0; i < x.Length; i++)
        {
            if (holds(x[i], y[i]))
            {
                seen = new(seen.Count + 1, Math.Min(seen.First, first + i), first + i);
            }
        }

        return seen;
    }

    /// <summary>How many distances are 0.</summary>
    private static Seen Count(int first, ReadOnlySpan<int> distances) => distances.Count(0) is > 0 and var count
        ? new(count, first + distances.IndexOf(0), first + distances.LastIndexOf(0))
        : Seen.None;

    private static ReadOnlySpan<int> Bits(ReadOnlySpan<float> numbers) => MemoryMarshal.Cast<float, int>(numbers);
}

using Experiments.Numerics.Exact;

namespace Experiments.Census;

/// <summary>What was counted of the round trip of some numbers of one sign.</summary>
internal readonly record struct Tally(Seen Exact, Seen OnePercent, Seen Infinite, Seen NaN, WorstError? Worst)
{
    // Two quotients of float64 that differ by less, relative to them, may belong to equal errors.
    private const double Near = 1 - (1.0 / (1L << 50));

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
    public static Tally Of(int first, ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        var (exact, onePercent, infinite, nan) = (0, 0, 0, 0);
        var (largest, worst) = (-1.0, (WorstError?)null);
        for (var i = 0; i < x.Length; i++)
        {
            exact += y[i] == x[i] ? 1 : 0;
            onePercent += IsOnePercentOff(x[i], y[i]) ? 1 : 0;
            infinite += float.IsInfinity(y[i]) ? 1 : 0;
            nan += float.IsNaN(y[i]) ? 1 : 0;
            var error = Math.Abs((double)y[i] - x[i]) / Math.Abs((double)x[i]);
            if (error >= largest * Near)
            {
                worst = error * Near > largest ? new(first + i, x[i], y[i]) : WorstError.Of(worst, new(first + i, x[i], y[i]));
                largest = Math.Max(largest, error);
            }
        }

        return new(
            Ends(exact, first, x, y, static (x, y) => y == x),
            Ends(onePercent, first, x, y, IsOnePercentOff),
            Ends(infinite, first, x, y, static (_, y) => float.IsInfinity(y)),
            Ends(nan, first, x, y, static (_, y) => float.IsNaN(y)),
            worst);
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

    private static Seen Ends(
        int count, int first, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Func<float, float, bool> holds)
    {
        if (count == 0)
        {
            return Seen.None;
        }

        var (low, high) = (0, x.Length - 1);
        while (!holds(x[low], y[low]))
        {
            low++;
        }

        while (!holds(x[high], y[high]))
        {
            high--;
        }

        return new(count, first + low, first + high);
    }
}

using System.Runtime.InteropServices;
using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>
/// What a sigmoid does over consecutive numbers of a format: how far it is from the correctly rounded one, in ulps, and
/// where; whether it ever falls; and its least and largest value. Values that are NaN are left out.
/// </summary>
/// <remarks>
/// Numbers are counted from 0: the first above it is 1, the first below it −1, ∞ the one after the largest.
/// </remarks>
/// <param name="First">The value at the first x.</param>
/// <param name="Last">The value at the last x.</param>
/// <param name="IsMonotone">Whether no value is below the one before it.</param>
/// <param name="Least">The least value.</param>
/// <param name="Largest">The largest value.</param>
/// <param name="Ulps">The largest distance, in steps from one number of the format to the next.</param>
/// <param name="WorstX">Where that is; of several the one next to 0.</param>
public sealed record SigmoidSurvey(long First, long Last, bool IsMonotone, long Least, long Largest, long Ulps, long WorstX)
{
    // So many numbers are evaluated at once; longer runs are halved, and skipped where the sigmoid is constant.
    private const int Block = 1 << 16;

    private const long NaN = long.MinValue;

    /// <summary>How many numbers of a format on either side of 0 are finite.</summary>
    public static long Count<T>()
        where T : struct, IFloat<T> => checked((long)(T.Parameters!.Value.Infinity - 1));

    /// <summary>The survey of a sigmoid from one number to another; null where every value is NaN.</summary>
    public static SigmoidSurvey? From<T>(Sigmoid sigmoid, long from, long to, CancellationToken cancellation)
        where T : struct, IFloat<T>
    {
        ArgumentNullException.ThrowIfNull(sigmoid);
        var bounds = new Enclosure<T>(sigmoid.Of(Expression.X));
        var value = sigmoid.Of(Expression.X).In<T>();
        var (x, values, exact) = (new T[Block], new T[Block], new T[Block]);
        var (places, exactPlaces) = (new long[Block], new long[Block]);
        return Over(from, to);

        SigmoidSurvey? Over(long first, long last)
        {
            cancellation.ThrowIfCancellationRequested();
            if (Count<T>() > Block)
            {
                var (low, high) = (UlpDistance.Step(T.Zero, first), UlpDistance.Step(T.Zero, last));
                var all = bounds.Over(low, high);
                if (!all.Low.IsFinite && !all.Low.IsInfinite)
                {
                    return null;
                }

                if (!all.MayBeNaN && all.Low.Equals(all.High) && Rounded.Sigmoid(low) is var only && only.Equals(Rounded.Sigmoid(high)))
                {
                    var place = Place(all.Low);
                    var nearest = first > 0 ? first : Math.Min(last, 0);
                    return new(place, place, IsMonotone: true, place, place, Math.Abs(place - Place(only)), nearest);
                }
            }

            if (last - first < Block)
            {
                return OneByOne(first, (int)(last - first) + 1);
            }

            var middle = first + ((last - first) / 2);
            return Join(Over(first, middle), Over(middle + 1, last));
        }

        SigmoidSurvey? OneByOne(long first, int count)
        {
            Fill(first, x.AsSpan(0, count));
            value.At(x.AsSpan(0, count), values);
            T.Sigmoid(x.AsSpan(0, count), exact);
            Place(values.AsSpan(0, count), places);
            Place(exact.AsSpan(0, count), exactPlaces);
            return Summarize(first, places.AsSpan(0, count), exactPlaces);
        }
    }

    /// <summary>The survey of some numbers and of those after them.</summary>
    public static SigmoidSurvey? Join(SigmoidSurvey? before, SigmoidSurvey? next)
    {
        if (before is null || next is null)
        {
            return before ?? next;
        }

        var isNextWorse = next.Ulps > before.Ulps || (next.Ulps == before.Ulps && Math.Abs(next.WorstX) < Math.Abs(before.WorstX));
        return new(
            before.First,
            next.Last,
            before.IsMonotone && next.IsMonotone && next.First >= before.Last,
            Math.Min(before.Least, next.Least),
            Math.Max(before.Largest, next.Largest),
            Math.Max(before.Ulps, next.Ulps),
            isNextWorse ? next.WorstX : before.WorstX);
    }

    /// <summary>The numbers from one on; where they end with 0 after numbers below it, with −0.</summary>
    internal static void Fill<T>(long first, Span<T> x)
        where T : struct, IFloat<T>
    {
        if (typeof(T) == typeof(Float32) && (first >= 0 || first + x.Length <= 1))
        {
            var size = first >= 0 ? first : -(first + x.Length - 1);
            Spans.Consecutive((uint)size | (first < 0 ? 1u << 31 : 0), MemoryMarshal.Cast<T, float>(x));
            if (first < 0)
            {
                x.Reverse();
            }

            return;
        }

        for (var i = 0; i < x.Length; i++)
        {
            x[i] = UlpDistance.Step(T.Zero, first + i);
        }
    }

    private static SigmoidSurvey? Summarize(long first, ReadOnlySpan<long> places, ReadOnlySpan<long> exact)
    {
        var (start, before, least, largest) = (NaN, NaN, long.MaxValue, NaN);
        var (isMonotone, ulps, worst) = (true, -1L, 0L);
        for (var i = 0; i < places.Length; i++)
        {
            var place = places[i];
            if (place == NaN)
            {
                continue;
            }

            start = start == NaN ? place : start;
            isMonotone &= place >= before;
            before = place;
            least = Math.Min(least, place);
            largest = Math.Max(largest, place);
            var steps = Math.Abs(place - exact[i]);
            if (steps > ulps || (steps == ulps && Math.Abs(first + i) < Math.Abs(worst)))
            {
                (ulps, worst) = (steps, first + i);
            }
        }

        return start == NaN ? null : new(start, before, isMonotone, least, largest, ulps, worst);
    }

    private static void Place<T>(ReadOnlySpan<T> x, Span<long> places)
        where T : struct, IFloat<T>
    {
        for (var i = 0; i < x.Length; i++)
        {
            places[i] = Place(x[i]);
        }
    }

    /// <summary>The place of a number counted from 0.</summary>
    private static long Place<T>(T x)
        where T : struct, IFloat<T>
    {
        if (x is Float32 { Value: var single })
        {
            var bits = BitConverter.SingleToInt32Bits(single);
            var size = (long)(bits & int.MaxValue);
            return size > 0x7F800000 ? NaN : bits < 0 ? -size : size;
        }

        return UlpDistance.Steps(x, T.Zero) is { } steps ? (x < T.Zero ? -(long)steps : (long)steps) : NaN;
    }
}

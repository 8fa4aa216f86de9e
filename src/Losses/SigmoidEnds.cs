using System.Collections.Concurrent;
using Experiments.Numerics.Formats;

namespace Experiments.Losses;

/// <summary>
/// Where a sigmoid becomes 1 and 0 in a format, to the last bit; between the two numbers of an end it may go back and
/// forth. Null where there is no such x, or where bounds cannot tell it and there are too many numbers to look at.
/// </summary>
/// <param name="OneFirst">The smallest x with σ(x) = 1.</param>
/// <param name="BelowOneLast">The largest x with σ(x) below 1.</param>
/// <param name="ZeroLast">The largest x with σ(x) = 0.</param>
/// <param name="AboveZeroFirst">The smallest x with σ(x) above 0.</param>
public sealed record SigmoidEnds<T>(T? OneFirst, T? BelowOneLast, T? ZeroLast, T? AboveZeroFirst)
    where T : struct, IFloat<T>
{
    private static readonly ConcurrentDictionary<Sigmoid, Lazy<SigmoidEnds<T>>> Known = [];

    // Numbers so few are looked at one by one: where they are cheap, more of them.
    private static readonly int Few = typeof(T) == typeof(Float32) ? 1 << 16 : 1 << 10;

    // So many blocks of them: of all numbers of float32 a fraction, of wider formats next to none.
    private const int MostIntervals = 1 << 16;
    private static readonly int MostBlocks = typeof(T) == typeof(Float32) ? 1 << 12 : 1 << 9;

    /// <summary>The ends of a sigmoid.</summary>
    /// <remarks>
    /// Intervals are halved; those over which bounds of the sigmoid exclude the property are left out. So no sigmoid
    /// need be monotone. Decimal has no bounds; there the article's sigmoid alone is looked at, which is monotone.
    /// </remarks>
    public static SigmoidEnds<T> Of(Sigmoid sigmoid)
    {
        ArgumentNullException.ThrowIfNull(sigmoid);

        // Many losses share a sigmoid.
        return Known.GetOrAdd(sigmoid, one => new(() => Searched(one))).Value;
    }

    private static SigmoidEnds<T> Searched(Sigmoid sigmoid)
    {
        if (T.Parameters is null)
        {
            return new(Limits<T>.Written.SigmoidOneFrom, null, Limits<T>.Written.SigmoidZeroUpto, null);
        }

        var count = SigmoidSurvey.Count<T>();
        var bounds = new Enclosure<T>(sigmoid.Of(Expression.X));
        var value = sigmoid.Of(Expression.X).In<T>();
        return new(
            Find(fromAbove: false, x => x.Equals(T.One), all => all.Holds(T.One)),
            Find(fromAbove: true, x => x < T.One, all => all.Low < T.One),
            Find(fromAbove: true, x => x.IsZero, all => all.Holds(T.Zero)),
            Find(fromAbove: false, x => x > T.Zero, all => all.High > T.Zero));

        T? Find(bool fromAbove, Func<T, bool> holds, Func<Enclosed<T>, bool> isPossible) =>
            new Search(fromAbove, Values, holds, (from, to) => isPossible(bounds.Over(from, to))).Between(-count, count);

        T[] Values(T[] x)
        {
            var values = new T[x.Length];
            value.At(x, values);
            return values;
        }
    }

    /// <summary>A search for the first or the last number with a property.</summary>
    private sealed class Search(bool fromAbove, Func<T[], T[]> values, Func<T, bool> holds, Func<T, T, bool> isPossible)
    {
        private int blocks;
        private int intervals;

        /// <summary>That of the numbers from one to another, counted from 0; null where there is none, or too many to look
        /// at.</summary>
        public T? Between(long from, long to)
        {
            if (blocks > MostBlocks || ++intervals > MostIntervals)
            {
                return null;
            }

            if ((Int128)to - from < Few)
            {
                blocks++;
                var x = new T[(int)(to - from) + 1];
                SigmoidSurvey.Fill<T>(from, x);
                var all = values(x);
                var found = fromAbove ? Array.FindLastIndex(all, one => holds(one)) : Array.FindIndex(all, one => holds(one));
                return found < 0 ? null : x[found];
            }

            if (!isPossible(UlpDistance.Step(T.Zero, from), UlpDistance.Step(T.Zero, to)))
            {
                return null;
            }

            // The halves have as many numbers each.
            var middle = (long)(((Int128)from + to) >> 1);
            return fromAbove ? Between(middle + 1, to) ?? Between(from, middle) : Between(from, middle) ?? Between(middle + 1, to);
        }
    }
}

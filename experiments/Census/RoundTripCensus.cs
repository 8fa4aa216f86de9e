using Experiments.Losses;
using Experiments.Numerics.Formats;

namespace Experiments.Census;

/// <summary>Counts the round trips y = logit(σ(x)) of every number of a format.</summary>
/// <remarks>
/// Rounding is monotone, and so y does not fall as x grows, NaN aside: <see cref="Limits{T}"/> says why. Where y is
/// NaN, in a format without ∞, an exponential overflows or a logarithm or quotient does: from one x on up or from one x
/// on down, on one side of 0 each. So between two numbers of one sign with the same y all have it, and there the
/// shortcut evaluates nothing. A formula that is not the article's must not fall either.
/// </remarks>
internal sealed class RoundTripCensus<T>(NumberLine<T> line, Counting counting, Expression roundTrip)
    where T : struct, IFloat<T>
{
    private readonly Evaluator<T> roundTrips = roundTrip.In<T>();

    /// <summary>What was counted, a binade of each sign each: the negative numbers, then the positive.</summary>
    public Tally[][] Binades()
    {
        Binade[] binades = [.. line.Binades];
        Tally[][] counted = [new Tally[binades.Length], new Tally[binades.Length]];
        var pieces = Piece.Of(binades, counting.PieceLength);
        Array.ForEach(counted, tallies => Array.Fill(tallies, Tally.None));
        foreach (var (piece, tally) in pieces.Zip(Tallies(pieces)))
        {
            ref var binade = ref counted[piece.IsNegative ? 0 : 1][piece.Binade];
            binade += tally;
        }

        return counted;
    }

    /// <summary>What was counted in each piece.</summary>
    public Tally[] Tallies(Piece[] pieces) =>
        counting.Each($"round trips of {T.Name}", pieces, () => new Room(), Count);

    /// <summary>What there is to say of one number, ±0 or ±∞ among them.</summary>
    public Tally Single(int place, T x) => Tally.Of(place, (float)x.ToDouble(), Trip(x));

    private Tally Count(Piece piece, Room room)
    {
        var (isNegative, first, count) = (piece.IsNegative, piece.First, piece.Count);
        if (counting.IsFast && At(first) is var y && y.Equals(At(first + count - 1)))
        {
            return Tally.Of(first, first + count, y, X);
        }

        if (count > Room.Length)
        {
            return piece.Parts(Math.Max(Room.Length, count / Room.Parts)).Aggregate(Tally.None, (sum, part) => sum + Count(part, room));
        }

        var numbers = room.Numbers.AsSpan(0, count);
        var x = room.X.AsSpan(0, count);
        var trips = room.Y.AsSpan(0, count);
        line.Fill(isNegative, first, numbers);
        NumberLine<T>.Widen(numbers, x);
        if (counting.IsFast)
        {
            FillBetween(numbers, trips, room);
        }
        else
        {
            Fill(numbers, trips, room);
        }

        return Tally.Of(first, x, trips, X);

        float At(int place) => Trip(line.At(isNegative, place));

        float X(int place) => (float)line.At(isNegative, place).ToDouble();
    }

    private float Trip(T x) => (float)roundTrips.At(x).ToDouble();

    private void Fill(ReadOnlySpan<T> numbers, Span<float> trips, Room room)
    {
        roundTrips.At(numbers, room.Values);
        NumberLine<T>.Widen(room.Values.AsSpan(0, numbers.Length), trips);
    }

    /// <summary>The values at every so manieth number and the last, and at those between where they differ.</summary>
    private void FillBetween(ReadOnlySpan<T> numbers, Span<float> trips, Room room)
    {
        var stride = counting.Stride;
        var count = ((numbers.Length - 2) / stride) + 2;
        var chosen = room.Chosen.AsSpan(0, count);
        var ends = room.Ends.AsSpan(0, count);
        for (var i = 0; i < count; i++)
        {
            chosen[i] = numbers[Math.Min(i * stride, numbers.Length - 1)];
        }

        Fill(chosen, ends, room);
        for (var i = 0; i + 1 < count;)
        {
            var (from, isConstant) = (i, ends[i].Equals(ends[i + 1]));
            do
            {
                i++;
            }
            while (i + 1 < count && ends[i].Equals(ends[i + 1]) == isConstant);

            var (start, end) = (from * stride, Math.Min(i * stride, numbers.Length - 1) + 1);
            if (isConstant)
            {
                trips[start..end].Fill(ends[from]);
            }
            else
            {
                Fill(numbers[start..end], trips[start..end], room);
            }
        }
    }

    /// <summary>What one thread counts in.</summary>
    private sealed class Room
    {
        /// <summary>For how many numbers there is room.</summary>
        public const int Length = 1 << 14;

        /// <summary>In how many parts a piece for which there is none is looked at.</summary>
        public const int Parts = 16;

        public T[] Numbers { get; } = new T[Length];

        public T[] Values { get; } = new T[Length];

        public T[] Chosen { get; } = new T[Length];

        public float[] X { get; } = new float[Length];

        public float[] Y { get; } = new float[Length];

        public float[] Ends { get; } = new float[Length];
    }
}

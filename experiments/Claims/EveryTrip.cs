using Experiments.Census;
using Experiments.Numerics.Formats;

namespace Experiments.Claims;

/// <summary>
/// What the census finds of the round trips of every float32 number with some exponents, by its shortcut: for a round
/// trip that does not fall as x grows.
/// </summary>
internal sealed class EveryTrip(Evidence evidence, Func<int, bool> hasExponent)
{
    private readonly NumberLine<Float32> line = new();

    /// <summary>The numbers of a sign whose round trip is off by 1 % or more.</summary>
    public (Float32 Nearest, Float32 Farthest)? OnePercent(bool isNegative) => Ends(isNegative, tally => tally.OnePercent);

    /// <summary>Those whose round trip is infinite.</summary>
    public (Float32 Nearest, Float32 Farthest)? Infinite(bool isNegative) => Ends(isNegative, tally => tally.Infinite);

    private (Float32 Nearest, Float32 Farthest)? Ends(bool isNegative, Func<Tally, Seen> which)
    {
        var counting = new Counting(evidence.Work, IsFast: true, evidence.Threads);
        var pieces = Piece.Of([.. line.Binades.Where(binade => hasExponent(binade.Exponent))], counting.PieceLength)
            .Where(piece => piece.IsNegative == isNegative);
        var seen = new RoundTripCensus<Float32>(line, counting, evidence.Formulas.RoundTrip).Tallies([.. pieces])
            .Aggregate(Seen.None, (sum, tally) => sum + which(tally));
        return seen.Count == 0 ? null : (line.At(isNegative, seen.First), line.At(isNegative, seen.Last));
    }
}

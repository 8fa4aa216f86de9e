namespace Experiments.Census;

/// <summary>Numbers that follow one another in a binade: what one thread counts at once.</summary>
internal readonly record struct Piece(bool IsNegative, int Binade, int First, int Count)
{
    /// <summary>The pieces of all binades of both signs, of some length at most; the negative numbers first.</summary>
    public static Piece[] Of(IReadOnlyList<Binade> binades, int length) =>
    [
        .. NumberLine.Signs.SelectMany(isNegative => binades.SelectMany(
            (binade, i) => new Piece(isNegative, i, binade.First, binade.Count).Parts(length))),
    ];

    /// <summary>The piece in parts of some length at most.</summary>
    public IEnumerable<Piece> Parts(int length)
    {
        for (var start = 0; start < Count; start += length)
        {
            yield return this with { First = First + start, Count = Math.Min(length, Count - start) };
        }
    }
}

namespace Experiments.Census;

/// <summary>Numbers that follow one another in a binade: what one thread counts at once.</summary>
internal readonly record struct Piece(bool IsNegative, int Binade, int First, int Count)
{
    /// <summary>The pieces of all binades of both signs, of some length at most; the negative numbers first.</summary>
    public static Piece[] Of(IReadOnlyList<Binade> binades, int length) =>
    [
        .. NumberLine.Signs.SelectMany(isNegative => binades.SelectMany((binade, i) =>
            Enumerable.Range(0, ((binade.Count - 1) / length) + 1).Select(part => binade.First + (part * length))
                .Select(first => new Piece(isNegative, i, first, Math.Min(length, binade.End - first))))),
    ];
}

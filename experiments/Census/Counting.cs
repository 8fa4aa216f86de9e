using Experiments.Cli;

namespace Experiments.Census;

/// <summary>How the census goes through numbers: on so many threads, and with shortcuts or one by one.</summary>
internal sealed record Counting(Work Work, bool IsFast, int Threads)
{
    /// <summary>How many numbers one thread counts at once.</summary>
    public int PieceLength { get; init; } = 1 << 16;

    /// <summary>Every so manieth of them is looked at first where there are shortcuts.</summary>
    public int Stride { get; init; } = 1 << 6;

    /// <summary>What is found in each piece, in its place; a thread has room of its own.</summary>
    public TFound[] Each<TRoom, TFound>(string what, Piece[] pieces, Func<TRoom> room, Func<Piece, TRoom, TFound> find) =>
        Each(what, pieces, piece => piece.Count, room, find);

    /// <summary>The same of other parts, each with so many numbers.</summary>
    public TFound[] Each<TPart, TRoom, TFound>(
        string what, IReadOnlyList<TPart> parts, Func<TPart, long> count, Func<TRoom> room, Func<TPart, TRoom, TFound> find) =>
        Work.Values(what, "numbers", parts, count, room, find, Threads);
}

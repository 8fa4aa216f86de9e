namespace Experiments.Census;

/// <summary>How many numbers of a sign have a property, and the places of the smallest and the largest of them.</summary>
internal readonly record struct Seen(long Count, int First, int Last)
{
    /// <summary>No number.</summary>
    public static Seen None => new(0, int.MaxValue, -1);

    /// <summary>All numbers of consecutive places, or none.</summary>
    public static Seen Of(int first, int end) => first < end ? new(end - first, first, end - 1) : None;

    /// <summary>Those of one piece and of another.</summary>
    public static Seen operator +(Seen a, Seen b) => new(a.Count + b.Count, Math.Min(a.First, b.First), Math.Max(a.Last, b.Last));
}

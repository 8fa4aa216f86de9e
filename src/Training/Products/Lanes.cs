namespace Experiments.Training.Products;

/// <summary>How many numbers every stored row is a multiple of: one cache line, the widest vector.</summary>
internal static class Lanes
{
    public const int Count = 16;

    /// <summary>The next multiple of <see cref="Count"/>.</summary>
    public static int RoundUp(int columns) => (columns + Count - 1) / Count * Count;
}

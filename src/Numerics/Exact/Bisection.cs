namespace Experiments.Numerics.Exact;

/// <summary>Search by halves.</summary>
public static class Bisection
{
    /// <summary>
    /// The first place in [from, end) that meets a condition; the end where none does. All places after one that meets
    /// it meet it too.
    /// </summary>
    public static int First(int from, int end, Func<int, bool> holds)
    {
        ArgumentNullException.ThrowIfNull(holds);
        while (from < end)
        {
            var middle = from + ((end - from) / 2);
            (from, end) = holds(middle) ? (from, middle) : (middle + 1, end);
        }

        return from;
    }
}

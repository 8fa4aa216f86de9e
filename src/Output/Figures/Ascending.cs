namespace Experiments.Output.Figures;

/// <summary>Search in rows in ascending order.</summary>
internal static class Ascending
{
    /// <summary>The first row, from one on, that a condition holds for, as it does for all after it; the end where it holds for none.</summary>
    public static int First(int from, int end, Predicate<int> condition)
    {
        while (from < end)
        {
            var middle = from + ((end - from) / 2);
            (from, end) = condition(middle) ? (from, middle) : (middle + 1, end);
        }

        return from;
    }
}

namespace Experiments.Output.Figures;

/// <summary>Search in rows in ascending order.</summary>
internal static class Ascending
{
    /// <summary>
    /// The first row in [from, end) that meets a condition; the end where none does. All rows after one that meets it
    /// meet it too.
    /// </summary>
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

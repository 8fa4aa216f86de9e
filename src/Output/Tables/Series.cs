namespace Experiments.Output.Tables;

/// <summary>
/// What a figure draws of consecutive rows that have the same words in their key: the values of each drawn column.
/// </summary>
/// <remarks>
/// They are in the order in which the first drawn column of the key rises, whether it rises or falls with the rows.
/// </remarks>
public sealed class Series
{
    private readonly string[] names;
    private readonly double[][] columns;

    internal Series(string[] names, IReadOnlyList<List<double>> values, int rising)
    {
        this.names = names;
        columns = [.. values.Select(column => column.ToArray())];
        if (rising >= 0 && columns[rising] is [var first, .., var last] && first > last)
        {
            Array.ForEach(columns, Array.Reverse);
        }
    }

    /// <summary>The values of a drawn column.</summary>
    public double[] Values(string column) => columns[Array.IndexOf(names, column)];
}

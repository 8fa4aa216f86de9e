using System.Text.RegularExpressions;
using Experiments.Numerics.Formats;

namespace Experiments.Output.Tables;

/// <summary>The formats of columns whose numbers are not in the format of their row.</summary>
/// <remarks>
/// <list type="bullet">
/// <item>Columns that end in _error are float64 in every table.</item>
/// <item>mixed-precision (with stored and keras224): stored is in the row's format, all else in float32.</item>
/// <item>Means over batches and epochs, and results of trainings: float64, though their files are named network-…; of an epoch the least and largest raw outputs are float32.</item>
/// </list>
/// </remarks>
internal static partial class TableFormats
{
    private static readonly NumberFormat Single = NumberFormat.Find(Float32.Name)!;
    private static readonly NumberFormat Double = NumberFormat.Find(Float64.Name)!;

    // What tells the program's own tables of float64 numbers.
    private static readonly string[][] OfMeans =
        [["batch", "loss_sigmoid", "loss_raw"], ["batch_size", "share"], ["epoch", "training_loss"], ["seed", "quantity", "value"]];

    /// <summary>The format of rows that name none, when the user names none either: float32 where a file is named network-…, else float64.</summary>
    public static NumberFormat Default(params IEnumerable<string> paths) =>
        paths.Any(path => Path.GetFileName(path).StartsWith("network-", StringComparison.Ordinal)) ? Single : Double;

    /// <summary>The format of a column of a table with this header; null for that of the row.</summary>
    public static NumberFormat? Of(string column, IReadOnlyCollection<string> header)
    {
        if (column.EndsWith("_error", StringComparison.Ordinal))
        {
            return Double;
        }

        if (header.Contains("stored") && header.Contains("keras224"))
        {
            return column == "stored" ? null : Single;
        }

        return !OfMeans.Any(names => names.All(header.Contains)) ? null
            : OutputRange().IsMatch(column) ? Single : Double;
    }

    /// <summary>The narrowest format that holds the numbers of two; of decimal and a binary one float128, in which they stay apart.</summary>
    public static NumberFormat Common(NumberFormat one, NumberFormat other) => one == other ? one
        : NumberFormat.All.First(format => format.Parameters is { } wide
            && (one.Parameters ?? Float128.Layout) is var first && (other.Parameters ?? Float128.Layout) is var second
            && wide.Holds(first) && wide.Holds(second));

    [GeneratedRegex("^class[01]_(min|max)\\z")]
    private static partial Regex OutputRange();
}

using Experiments.Numerics.Formats;
using Experiments.Output.Inputs;
using Experiments.Output.Tables;
using Experiments.Training.Data;
using Experiments.Training.Features;

namespace Experiments.Samples.Learning;

/// <summary>Labels of features that were computed elsewhere: an array of NumPy's, or a column of a table.</summary>
internal static class LabelFile
{
    /// <summary>The name of the column, where a table has several.</summary>
    private const string Column = "label";

    /// <summary>The labels 0 and 1 in a file, as many as are wanted.</summary>
    /// <exception cref="InputException">A value is neither 0 nor 1, or there are more or fewer.</exception>
    /// <exception cref="TableException">It is no table.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[] Read(string path, int wanted)
    {
        using var file = RegularFile.Open(path);
        return Path.GetExtension(path).Equals(".npy", StringComparison.OrdinalIgnoreCase)
            ? NumpyFile.ReadLabels(path, file, wanted)
            : ReadTable(path, wanted);
    }

    private static byte[] ReadTable(string path, int wanted)
    {
        using var rows = Open(path);
        var column = rows.Header.Count == 1 ? 0 : rows.IndexOf(Column);
        if (column < 0)
        {
            var there = string.Join(", ", rows.Header.Select(Excerpt.Of));
            throw rows.Wrong(rows.Line, $"the columns are {there}; expected one, or '{Column}'");
        }

        var (labels, count) = (new byte[wanted], 0L);
        while (rows.Read())
        {
            var label = Label(rows.Cell(column))
                ?? throw rows.Wrong(rows.Line, $"the label is '{Excerpt.Of(rows.Cell(column))}'; expected 0 or 1");
            if (count < wanted)
            {
                labels[count] = label;
            }

            count++;
        }

        return count == wanted ? labels
            : throw new TableException($"{path}: there are {count} labels; expected {wanted}, one for each row of features.");
    }

    /// <summary>The table; one column may have no header, and begin with a label.</summary>
    private static CsvRows Open(string path)
    {
        var rows = new CsvRows(path);
        if (rows.Header is not [var only] || Label(only) is null)
        {
            return rows;
        }

        rows.Dispose();
        return new(path, hasHeader: false);
    }

    private static byte? Label(string text) =>
        bool.TryParse(text, out var isOne) ? (byte)(isOne ? 1 : 0)
        : DecimalText.TryParse(text, out var value) && (value.Sign == 0 || value.CompareTo(1) == 0) ? (byte)value.Sign
        : null;
}

using System.Globalization;

namespace Experiments.Training.Features;

/// <summary>Features computed elsewhere, in a file of numpy.save: a row for each picture.</summary>
public static class NumpyFile
{
    /// <summary>
    /// The rows in parts, each [picture, feature]: the first `counts[0]` pictures, the next `counts[1]` and so on; of an array with more
    /// than two dimensions all but the first are features, in the order of the file. float64 is rounded to float32 once.
    /// </summary>
    /// <exception cref="FeatureException">The file cannot be read, is of another kind, has another number of rows, or a value that is infinite or NaN.</exception>
    public static IReadOnlyList<float[]> Read(string path, IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        try
        {
            using var file = File.OpenRead(path);
            var header = NumpyHeader.Read(path, file);

            // What is too large already stays so; the product of all might be too large for 64 bits.
            var length = header.Shape.Skip(1).Aggregate(1L, (product, side) => product > FeatureLimits.Most ? product : product * Math.Min(side, FeatureLimits.Most + 1));
            Check(path, header, length, counts, file);
            var row = new byte[length * header.ItemSize];
            var first = 0;
            return [.. counts.Select(count => Part(count))];

            float[] Part(int count)
            {
                var values = new float[count * length];
                for (var i = 0; i < count; i++, first++)
                {
                    file.ReadExactly(row);
                    var decoded = values.AsSpan((int)(i * length), (int)length);
                    header.Decode(row, decoded);
                    var (index, what) = FeatureLimits.NotFinite(decoded);
                    if (index >= 0)
                    {
                        throw new FeatureException(Invariant($"{path}: in row {first} value {index} is {what}; expected finite numbers"));
                    }
                }

                return values;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new FeatureException($"--features: cannot read '{path}': {error.Message}");
        }
    }

    private static void Check(string path, NumpyHeader header, long length, IReadOnlyList<int> counts, FileStream file)
    {
        var total = counts.Sum();
        if (header.Shape.Count < 2)
        {
            throw new FeatureException($"{path}: the array has {header.Shape.Count} dimensions; expected two or more, the first for the pictures");
        }

        if (header.Shape[0] != total)
        {
            throw new FeatureException(Invariant($"{path}: the array has {header.Shape[0]} rows; expected {total}, one for each picture: {string.Join(" + ", counts)} for --train, --validation and --test"));
        }

        FeatureLimits.Check(path, total, length);
        var (left, expected) = (file.Length - file.Position, total * length * header.ItemSize);
        if (left != expected)
        {
            throw new FeatureException(Invariant($"{path}: {left} bytes follow the header; expected {expected} for {total} rows of {length} numbers"));
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

using Experiments.Training.Data;

namespace Experiments.Training.Features;

/// <summary>Features computed elsewhere, in a file of numpy.save: a row for each picture.</summary>
public static class NumpyFile
{
    /// <summary>
    /// The rows in parts, each [picture, feature]: the first `counts[0]` pictures, the next `counts[1]` and so on; of
    /// an array with more than two dimensions all but the first are features, in the order of the file. float64 is
    /// rounded to float32 once.
    /// </summary>
    /// <exception cref="InputException">The file is of another kind, has another number of rows, or a value that is
    /// infinite or NaN.</exception>
    public static IReadOnlyList<float[]> Read(string name, Stream stream, IReadOnlyList<int> counts)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(counts);
        var header = NumpyHeader.Read(name, stream);

        // What is too large already stays so; the product of all might be too large for 64 bits.
        var length = header.Shape.Skip(1).Aggregate(1L, (product, side) =>
            product > FeatureLimits.Most ? product : product * Math.Min(side, FeatureLimits.Most + 1));
        Check(name, header, length, counts, stream.Length - stream.Position);
        var row = new byte[length * header.ItemSize];
        var first = 0;
        return [.. counts.Select(Part)];

        float[] Part(int count)
        {
            var values = new float[count * length];
            for (var i = 0; i < count; i++, first++)
            {
                stream.ReadExactly(row);
                var decoded = values.AsSpan((int)(i * length), (int)length);
                header.Decode(row, decoded);
                var (index, what) = FeatureLimits.NotFinite(decoded);
                if (index >= 0)
                {
                    throw new InputException($"{name}: in row {first} value {index} is {what}; expected finite numbers");
                }
            }

            return values;
        }
    }

    /// <summary>Labels in an array of one dimension, or of further ones of length 1: as many as are wanted.</summary>
    /// <exception cref="InputException">The file is of another kind, has another number of labels, or one that is
    /// neither 0 nor 1.</exception>
    public static byte[] ReadLabels(string name, Stream stream, int wanted)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var header = NumpyHeader.Read(name, stream, areLabels: true);
        if (header.Shape.Count == 0 || header.Shape.Skip(1).Any(side => side != 1))
        {
            throw new InputException($"{name}: the array's shape is ({string.Join(", ", header.Shape)}); expected one dimension");
        }

        var (left, expected) = (stream.Length - stream.Position, (long)wanted * header.ItemSize);
        if (header.Shape[0] != wanted)
        {
            throw new InputException($"{name}: the array has {header.Shape[0]} labels; expected {wanted}, one for each row of features");
        }

        if (left != expected)
        {
            throw new InputException($"{name}: {left} bytes follow the header; expected {expected} for {wanted} labels");
        }

        var (bytes, values) = (new byte[expected], new float[wanted]);
        stream.ReadExactly(bytes);
        header.Decode(bytes, values);
        return Array.FindIndex(values, value => value is not (0 or 1)) is >= 0 and var bad
            ? throw new InputException($"{name}: the label of row {bad} is {values[bad]}; expected 0 or 1")
            : Array.ConvertAll(values, value => (byte)value);
    }

    private static void Check(string name, NumpyHeader header, long length, IReadOnlyList<int> counts, long left)
    {
        var total = counts.Sum();
        if (header.Shape.Count < 2)
        {
            throw new InputException(
                $"{name}: the array has {header.Shape.Count} dimensions; expected two or more, the first for the pictures");
        }

        if (header.Shape[0] != total)
        {
            FormattableString each =
                $"{string.Join(" + ", counts)} for {InputSetting.Train}, {InputSetting.Validation} and {InputSetting.Test}";
            throw new InputException($"{name}: the array has {header.Shape[0]} rows; expected {total}, one for each picture: {each}");
        }

        FeatureLimits.Check(name, total, length);
        var expected = total * length * header.ItemSize;
        if (left != expected)
        {
            throw new InputException(
                $"{name}: {left} bytes follow the header; expected {expected} for {total} rows of {length} numbers");
        }
    }
}

using Experiments.Training.Products;

namespace Experiments.Training.Layers;

/// <summary>A matrix of weights, or a row of biases, with its gradient and RMSprop's running mean of squares.</summary>
/// <remarks>
/// Rows × columns in Keras' order (kh, kw, in × out); stored rows are filled up with zeros, which stay zero, to whole
/// vectors.
/// </remarks>
internal sealed class Parameter(string name, int rows, int columns)
{
    /// <summary>Keras' kind of name: conv1/kernel.</summary>
    public string Name { get; } = name;

    public int Rows { get; } = rows;

    public int Columns { get; } = columns;

    /// <summary>Stored numbers of a row.</summary>
    public int Stride { get; } = Lanes.RoundUp(columns);

    public AlignedBuffer Value { get; } = new(rows * Lanes.RoundUp(columns));

    public AlignedBuffer Gradient { get; } = new(rows * Lanes.RoundUp(columns));

    public AlignedBuffer Square { get; } = new(rows * Lanes.RoundUp(columns));

    /// <summary>The numbers without the filling, in Keras' order.</summary>
    public float[] Pack(AlignedBuffer values)
    {
        var packed = new float[Rows * Columns];
        for (var row = 0; row < Rows; row++)
        {
            values.Span.Slice(row * Stride, Columns).CopyTo(packed.AsSpan(row * Columns));
        }

        return packed;
    }

    /// <summary>Sets the numbers from Keras' order.</summary>
    public void Unpack(ReadOnlySpan<float> packed, AlignedBuffer values)
    {
        if (packed.Length != Rows * Columns)
        {
            throw new ArgumentException($"{Name} has {Rows * Columns} numbers, not {packed.Length}");
        }

        for (var row = 0; row < Rows; row++)
        {
            packed.Slice(row * Columns, Columns).CopyTo(values.Span[(row * Stride)..]);
        }
    }
}

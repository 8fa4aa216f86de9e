using Experiments.Training.Products;

namespace Experiments.Training.Layers;

/// <summary>The shapes of one block of convolution, ReLU and pooling, and where its numbers lie.</summary>
/// <param name="Height">Rows of the input.</param>
/// <param name="Width">Columns of the input.</param>
/// <param name="Inputs">Channels of the input.</param>
/// <param name="Outputs">Channels of the output.</param>
/// <param name="Border">Rows and columns of zeros around the input.</param>
/// <param name="IsFirst">Whether the input is an image, whose channels are stored without gaps.</param>
internal sealed record BlockShape(int Height, int Width, int Inputs, int Outputs, int Border, bool IsFirst)
{
    /// <summary>Weights of a 3×3 kernel.</summary>
    public const int Taps = 9;

    /// <summary>Rows after convolution and pooling; an odd last row of the convolution is dropped.</summary>
    public int PooledHeight => (Height + (2 * Border) - 2) / 2;

    /// <summary>Columns after convolution and pooling.</summary>
    public int PooledWidth => (Width + (2 * Border) - 2) / 2;

    /// <summary>Columns of the convolution that pooling looks at.</summary>
    public int PixelsOfRow => 2 * PooledWidth;

    /// <summary>Stored numbers of an input pixel.</summary>
    public int InputStride => IsFirst ? Inputs : Lanes.RoundUp(Inputs);

    /// <summary>Stored numbers of an output pixel.</summary>
    public int OutputStride => Lanes.RoundUp(Outputs);

    /// <summary>Stored numbers of a row of the input, border included.</summary>
    public int InputRow => (Width + (2 * Border)) * InputStride;

    /// <summary>Stored numbers of the input of one image, border included.</summary>
    public int InputSize => (Height + (2 * Border)) * InputRow;

    /// <summary>Where the first pixel within the border lies.</summary>
    public int InputStart => Border * (InputRow + InputStride);

    /// <summary>Stored numbers of a row of the pooled output.</summary>
    public int PooledRow => PooledWidth * OutputStride;

    /// <summary>Stored numbers of the pooled output of one image.</summary>
    public int PooledSize => PooledHeight * PooledRow;

    /// <summary>Stored numbers of one row of the convolution, as far as pooling looks at it.</summary>
    public int ConvolvedRow => PixelsOfRow * OutputStride;

    /// <summary>
    /// The nine taps of a kernel over rows of so many numbers, as segments of neighbours: whole rows of taps where
    /// pixels are stored without gaps.
    /// </summary>
    public static (int[] Segments, int Length) Window(int row, int stride, int channels) => stride == channels
        ? ([0, row, 2 * row], 3 * channels)
        : ([.. Enumerable.Range(0, Taps).Select(tap => (tap / 3 * row) + (tap % 3 * stride))], channels);
}

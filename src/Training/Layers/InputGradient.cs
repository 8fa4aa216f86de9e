using Experiments.Training.Products;

namespace Experiments.Training.Layers;

/// <summary>
/// The gradient of a convolution's input, one image at a time: the convolution of the output's gradient with the kernel
/// rotated by 180°.
/// </summary>
/// <remarks>
/// Each sum starts at 0 and runs over (row, column, channel) of the output. The output's gradient is padded with zeros,
/// and is 0 where pooling does not look; these zeros and those of the other three pixels of a window are multiplied and
/// added like any number.
/// </remarks>
internal sealed class InputGradient
{
    private readonly ConvolutionBlock block;
    private readonly BlockShape shape;
    private readonly int inputStride;
    private readonly int[] rows;
    private readonly int[] segments;
    private readonly int length;
    private readonly AlignedBuffer rotated;
    private readonly AlignedBuffer zeros;
    private readonly AlignedBuffer[] padded;

    public InputGradient(ConvolutionBlock block, int workers)
    {
        this.block = block;
        shape = block.Shape;
        inputStride = shape.InputStride;
        rows = [.. Enumerable.Range(0, shape.Height * shape.Width).Select(pixel =>
            (pixel / shape.Width * PaddedRow) + (pixel % shape.Width * shape.OutputStride))];
        (segments, length) = BlockShape.Window(PaddedRow, shape.OutputStride, shape.Outputs);
        rotated = new(BlockShape.Taps * shape.Outputs * inputStride);
        zeros = new(inputStride);
        padded = [.. Enumerable.Range(0, workers).Select(_ => new AlignedBuffer((shape.Height + 2) * PaddedRow))];
    }

    // The convolution's output and 2 − border zeros on each side are as wide as the input and two more.
    private int PaddedRow => (shape.Width + 2) * shape.OutputStride;

    /// <summary>Transposes one tap's weights, [in × out], to [out × in] at the opposite tap.</summary>
    public void RotateTap(int tap)
    {
        var kernel = block.Kernel.Value.From((BlockShape.Taps - 1 - tap) * shape.Inputs * shape.OutputStride);
        var target = rotated.From(tap * shape.Outputs * inputStride);
        for (var output = 0; output < shape.Outputs; output++)
        {
            for (var input = 0; input < shape.Inputs; input++)
            {
                target[(output * inputStride) + input] = kernel[(input * shape.OutputStride) + output];
            }
        }
    }

    /// <summary>Writes the gradient, [H, W, in], of one image.</summary>
    public void Run(int image, int worker, Span<float> gradient)
    {
        var outputs = padded[worker].Span;
        var border = 2 - shape.Border;
        for (var row = 0; row < shape.PooledHeight; row++)
        {
            var upper = outputs[((((2 * row) + border) * PaddedRow) + (border * shape.OutputStride))..];
            block.Spread(image, row, upper, upper[PaddedRow..]);
        }

        new Gemm
        {
            Inputs = outputs,
            Rows = rows,
            Segments = segments,
            Length = length,
            Step = 1,
            Weights = rotated.Span,
            WeightStride = inputStride,
            Columns = inputStride,
            Initial = zeros.Span,
            InitialStride = 0,
            Results = gradient,
            ResultStride = inputStride,
        }.Run();
    }
}

using Experiments.Training.Products;

namespace Experiments.Training.Layers;

/// <summary>The gradient of a convolution's input, one image at a time: the convolution of the output's gradient with the kernel turned by 180°.</summary>
/// <remarks>
/// Each sum starts at 0 and runs over (row, column, channel) of the output. The output's gradient is surrounded by zeros, and is 0 where
/// pooling does not look; these zeros and those of the losing three of a window are multiplied and added like any number.
/// </remarks>
internal sealed class InputGradient
{
    private readonly ConvolutionBlock block;
    private readonly BlockShape shape;
    private readonly int inputStride;
    private readonly int[] rows;
    private readonly int[] segments;
    private readonly int length;
    private readonly Values turned;
    private readonly Values start;
    private readonly Values[] surrounded;

    public InputGradient(ConvolutionBlock block, int workers)
    {
        this.block = block;
        shape = block.Shape;
        inputStride = shape.InputStride;
        rows = [.. Enumerable.Range(0, shape.Height * shape.Width).Select(pixel =>
            (pixel / shape.Width * SurroundedRow) + (pixel % shape.Width * shape.OutputStride))];
        (segments, length) = BlockShape.Window(SurroundedRow, shape.OutputStride, shape.Outputs);
        turned = new(BlockShape.Taps * shape.Outputs * inputStride);
        start = new(inputStride);
        surrounded = [.. Enumerable.Range(0, workers).Select(_ => new Values((shape.Height + 2) * SurroundedRow))];
    }

    // The convolution's output and 2 − border zeros on each side are as wide as the input and two more.
    private int SurroundedRow => (shape.Width + 2) * shape.OutputStride;

    /// <summary>Turns one tap's weights, [in × out], into [out × in] at the opposite tap.</summary>
    public void Turn(int tap)
    {
        var kernel = block.Kernel.Value.From((BlockShape.Taps - 1 - tap) * shape.Inputs * shape.OutputStride);
        var target = turned.From(tap * shape.Outputs * inputStride);
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
        var outputs = surrounded[worker].Span;
        var border = 2 - shape.Border;
        for (var row = 0; row < shape.PooledHeight; row++)
        {
            var upper = outputs[((((2 * row) + border) * SurroundedRow) + (border * shape.OutputStride))..];
            block.Spread(image, row, upper, upper[SurroundedRow..]);
        }

        new ProductSums
        {
            Inputs = outputs,
            Rows = rows,
            Segments = segments,
            Length = length,
            Step = 1,
            Weights = turned.Span,
            WeightStride = inputStride,
            Columns = inputStride,
            Initial = start.Span,
            InitialStride = 0,
            Results = gradient,
            ResultStride = inputStride,
        }.Run();
    }
}

using Experiments.Training.Products;

namespace Experiments.Training.Layers;

/// <summary>Convolution, ReLU and pooling of one image at a time.</summary>
/// <remarks>
/// Each sum starts at the bias and runs over (kh, kw, in). A zero of the border is multiplied and added like any
/// number: that spares a branch, and can only turn −0 into +0.
/// </remarks>
internal sealed class ConvolutionForward
{
    // Pixels in one product of matrices: enough for six at a time to waste little, few enough for the second cache.
    private const int PixelsAtOnce = 64;

    private readonly ConvolutionBlock block;
    private readonly BlockShape shape;
    private readonly int pairs;
    private readonly int[] rows;
    private readonly int[] segments;
    private readonly int length;
    private readonly AlignedBuffer[] convolved;

    public ConvolutionForward(ConvolutionBlock block, int workers)
    {
        this.block = block;
        shape = block.Shape;
        pairs = Math.Min(shape.PooledHeight, (PixelsAtOnce + (2 * shape.PixelsOfRow) - 1) / (2 * shape.PixelsOfRow));
        rows = [.. Enumerable.Range(0, 2 * pairs * shape.PixelsOfRow).Select(pixel =>
            (pixel / shape.PixelsOfRow * shape.InputRow) + (pixel % shape.PixelsOfRow * shape.InputStride))];
        (segments, length) = BlockShape.Window(shape.InputRow, shape.InputStride, shape.Inputs);
        convolved = [.. Enumerable.Range(0, workers).Select(_ => new AlignedBuffer(2 * pairs * shape.ConvolvedRow))];
    }

    /// <summary>Writes the pooled image, row after row at the stride given.</summary>
    public void Run(int image, int worker, Span<float> pooled, int stride)
    {
        var results = convolved[worker].Span;
        for (var top = 0; top < shape.PooledHeight; top += pairs)
        {
            var count = Math.Min(pairs, shape.PooledHeight - top);
            new Gemm
            {
                Inputs = block.Inputs.From((image * shape.InputSize) + (2 * top * shape.InputRow)),
                Rows = rows.AsSpan(0, 2 * count * shape.PixelsOfRow),
                Segments = segments,
                Length = length,
                Step = 1,
                Weights = block.Kernel.Value.Span,
                WeightStride = shape.OutputStride,
                Columns = shape.OutputStride,
                Initial = block.Bias.Value.Span,
                InitialStride = 0,
                Results = results,
                ResultStride = shape.OutputStride,
            }.Run();
            for (var i = 0; i < count; i++)
            {
                var row = top + i;
                Pooling.Forward(
                    results.Slice(2 * i * shape.ConvolvedRow, shape.ConvolvedRow),
                    results.Slice(((2 * i) + 1) * shape.ConvolvedRow, shape.ConvolvedRow),
                    pooled.Slice(row * stride, shape.PooledRow),
                    block.Argmax.Span.Slice((image * shape.PooledSize) + (row * shape.PooledRow), shape.PooledRow),
                    shape.OutputStride);
            }
        }
    }
}

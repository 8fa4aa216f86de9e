using Experiments.Training.Products;

namespace Experiments.Training.Layers;

/// <summary>The gradient of a convolution's weights and biases, of the whole batch.</summary>
/// <remarks>
/// Each sum starts at 0 and runs over (image, y, x) of the pixels that pooling looks at; the pixels of a window that
/// are not its maximum are multiplied and added as zeros. Workers share out the rows (kh, kw, in) of the kernel, each
/// going over all images.
/// </remarks>
internal sealed class KernelGradient
{
    // Numbers of the output's gradient that stay in the first cache while all rows of weights go over them: 32 KiB.
    private const int TileSize = 8192;
    private const int RowsAtOnce = 6;

    private readonly ConvolutionBlock block;
    private readonly BlockShape shape;
    private readonly int images;
    private readonly int pairs;
    private readonly int[] rows;
    private readonly int[] segments;
    private readonly AlignedBuffer[] tiles;

    public KernelGradient(ConvolutionBlock block, int workers)
    {
        this.block = block;
        shape = block.Shape;
        var pair = 2 * shape.ConvolvedRow;
        pairs = Math.Clamp(TileSize / pair, 1, shape.PooledHeight);
        images = pairs == shape.PooledHeight ? Math.Max(1, TileSize / (pair * pairs)) : 1;
        rows = [.. Enumerable.Range(0, BlockShape.Taps * shape.Inputs).Select(k =>
            (k / (3 * shape.Inputs) * shape.InputRow) + (k / shape.Inputs % 3 * shape.InputStride) + (k % shape.Inputs))];
        segments = [.. Enumerable.Range(0, images * 2 * pairs).Select(row =>
            (row / (2 * pairs) * shape.InputSize) + (row % (2 * pairs) * shape.InputRow))];
        tiles = [.. Enumerable.Range(0, workers).Select(_ => new AlignedBuffer(images * pairs * pair))];
    }

    /// <summary>Forms one worker's share of the rows; the first share has the biases too.</summary>
    public void Run(int share, int shares, int batch, int worker)
    {
        var blocks = (rows.Length + RowsAtOnce - 1) / RowsAtOnce;
        var first = blocks * share / shares * RowsAtOnce;
        var last = Math.Min(blocks * (share + 1) / shares * RowsAtOnce, rows.Length);
        var gradient = block.Kernel.Gradient.Span[(first * shape.OutputStride)..(last * shape.OutputStride)];
        gradient.Clear();
        if (share == 0)
        {
            block.Bias.Gradient.Span.Clear();
        }

        for (var image = 0; image < batch; image += images)
        {
            for (var top = 0; top < shape.PooledHeight; top += pairs)
            {
                var count = Math.Min(images, batch - image) * 2 * Math.Min(pairs, shape.PooledHeight - top);
                var tile = tiles[worker].Span[..(count * shape.ConvolvedRow)];
                Spread(image, top, tile);
                if (first < last)
                {
                    new Gemm
                    {
                        Inputs = block.Inputs.From((image * shape.InputSize) + (2 * top * shape.InputRow)),
                        Rows = rows.AsSpan(first, last - first),
                        Segments = segments.AsSpan(0, count),
                        Length = shape.PixelsOfRow,
                        Step = shape.InputStride,
                        Weights = tile,
                        WeightStride = shape.OutputStride,
                        Columns = shape.OutputStride,
                        Initial = gradient,
                        InitialStride = shape.OutputStride,
                        Results = gradient,
                        ResultStride = shape.OutputStride,
                    }.Run();
                }

                if (share == 0)
                {
                    Rowwise.AddRows(tile, block.Bias.Gradient.Span);
                }
            }
        }
    }

    /// <summary>The output's gradient of a tile: rows of some pairs of one image, or of several whole images.</summary>
    private void Spread(int image, int top, Span<float> tile)
    {
        for (; !tile.IsEmpty; tile = tile[(2 * shape.ConvolvedRow)..])
        {
            block.Spread(image, top, tile, tile[shape.ConvolvedRow..]);
            top++;
            if (top == shape.PooledHeight)
            {
                (image, top) = (image + 1, 0);
            }
        }
    }
}

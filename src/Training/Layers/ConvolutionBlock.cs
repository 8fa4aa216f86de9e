using Experiments.Training.Products;

namespace Experiments.Training.Layers;

/// <summary>
/// 3×3 convolution, ReLU and 2×2 max pooling of a batch of images: parameters, activations and their gradients.
/// </summary>
/// <remarks>
/// Shapes, for H×W×I inputs, a border of b zeros and O channels: input [image, H + 2b, W + 2b, I]; convolution [H + 2b
/// − 2, W + 2b − 2, O], of which only what pooling looks at is ever formed; pooled [image, P, Q, O], P and Q half of
/// that, rounded down.
/// </remarks>
internal sealed class ConvolutionBlock(string name, BlockShape shape, int batch)
{
    public BlockShape Shape { get; } = shape;

    /// <summary>[kh, kw, in × out].</summary>
    public Parameter Kernel { get; } = new(name + "/kernel", BlockShape.Taps * shape.Inputs, shape.Outputs);

    /// <summary>[out].</summary>
    public Parameter Bias { get; } = new(name + "/bias", 1, shape.Outputs);

    /// <summary>[image, H + 2b, W + 2b, in]; the border stays 0.</summary>
    public AlignedBuffer Inputs { get; } = new(batch * shape.InputSize);

    /// <summary>[image, P, Q, out]: which of the four convolved pixels of a window was the maximum.</summary>
    public AlignedBuffer Argmax { get; } = new(batch * shape.PooledSize);

    /// <summary>[image, P, Q, out]: the loss's derivative with respect to the pooled output.</summary>
    public AlignedBuffer Gradient { get; } = new(batch * shape.PooledSize);

    /// <summary>Spreads a row of windows' gradients over the two rows of the convolution's output.</summary>
    public void Spread(int image, int pooledRow, Span<float> upper, Span<float> lower)
    {
        var start = (image * Shape.PooledSize) + (pooledRow * Shape.PooledRow);
        Pooling.Backward(
            Gradient.Span.Slice(start, Shape.PooledRow),
            Argmax.Span.Slice(start, Shape.PooledRow),
            upper[..Shape.ConvolvedRow],
            lower[..Shape.ConvolvedRow],
            Shape.OutputStride);
    }
}

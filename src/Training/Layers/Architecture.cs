using System.Globalization;

namespace Experiments.Training.Layers;

/// <summary>What a 3×3 convolution sees beyond the edge of an image.</summary>
public enum Padding
{
    /// <summary>One row or column of zeros on each side: the output has the size of the input.</summary>
    Same,

    /// <summary>Nothing: the output is smaller by two rows and two columns.</summary>
    Valid,
}

/// <summary>
/// A network and how it is trained: blocks of 3×3 convolution, ReLU and 2×2 max pooling, then dense, ReLU, dense to one
/// raw output.
/// </summary>
/// <param name="Name">What users call it.</param>
/// <param name="Height">Rows of an image.</param>
/// <param name="Width">Columns of an image.</param>
/// <param name="Channels">Values of a pixel.</param>
/// <param name="Padding">What the convolutions see beyond the edge.</param>
/// <param name="Widths">Channels each block gives; none for a head on features computed elsewhere.</param>
/// <param name="Dense">Units of the hidden dense layer; 0 for none, which leaves a logistic regression from zero weights
/// and without dropout.</param>
/// <param name="DropoutAfterDense">Whether dropout follows the hidden dense layer, or precedes it.</param>
/// <param name="LearningRate">RMSprop's.</param>
/// <param name="BatchSize">Samples a step.</param>
public sealed record Architecture(
    string Name,
    int Height,
    int Width,
    int Channels,
    Padding Padding,
    IReadOnlyList<int> Widths,
    int Dense,
    bool DropoutAfterDense,
    float LearningRate,
    int BatchSize)
{
    /// <summary>The probability with which dropout leaves a value out.</summary>
    public const double DropoutRate = 0.5;

    /// <summary>Values of one sample.</summary>
    public int Inputs => Height * Width * Channels;

    /// <summary>Values that enter the hidden dense layer: the last block's height × width × channels.</summary>
    public int Features => Blocks() is [.., var last] ? last.PooledHeight * last.PooledWidth * last.Outputs : Inputs;

    /// <summary>Values that dropout applies to.</summary>
    public int DropoutValues => DropoutAfterDense || Dense == 0 ? Dense : Features;

    /// <summary>Weights and biases, all of them.</summary>
    public int ParameterCount => Blocks().Sum(block => ((9 * block.Inputs) + 1) * block.Outputs)
        + (Dense == 0 ? Features + 1 : ((Features + 1) * Dense) + Dense + 1);

    /// <summary>The memory that the network takes.</summary>
    public MemoryUse MemoryUse => MemoryUse.For(this);

    /// <summary>The embedded experiment's network: 16-32-64-64, dense 64; 76,737 parameters with one channel.</summary>
    public static Architecture RecipeA(int size = 32, int channels = 1) =>
        new("recipe-a", size, size, channels, Padding.Same, [16, 32, 64, 64], 64, DropoutAfterDense: false, 5e-4f, 20);

    /// <summary>
    /// The network of Chollet's Deep Learning with Python, listing 5.14: 32-64-128-128, dense 512; 3,453,121 parameters
    /// at 150×150.
    /// </summary>
    public static Architecture Chollet(int size = 150, int channels = 3) =>
        new("chollet", size, size, channels, Padding.Valid, [32, 64, 128, 128], 512, DropoutAfterDense: false, 1e-4f, 20);

    /// <summary>The classifier of Chollet's section 5.3, on features of a pretrained network: dense 256.</summary>
    public static Architecture Head(int features) =>
        new("head", 1, 1, features, Padding.Valid, [], 256, DropoutAfterDense: true, 2e-5f, 20);

    /// <summary>A logistic regression on the values of a sample, with recipe A's rate and batches.</summary>
    public static Architecture Logistic(int inputs) =>
        new("logistic", 1, 1, inputs, Padding.Valid, [], 0, DropoutAfterDense: false, 5e-4f, 20);

    /// <summary>The least side of an image, of which the last pooling leaves one pixel.</summary>
    public int LeastSide => Widths.Aggregate(1, (side, _) => (2 * side) + (Padding == Padding.Same ? 0 : 2));

    /// <summary>Everything that decides the numbers, in words: two architectures are the same when these are.</summary>
    public string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Height}×{Width}×{Channels}, {(Padding == Padding.Same ? "same" : "valid")}, convolutions {string.Join('-', Widths)}, "
        + $"dense {Dense}, dropout {(DropoutAfterDense ? "after" : "before")} it, learning rate {LearningRate}, batch {BatchSize}");

    /// <summary>The shapes of the blocks, in order.</summary>
    /// <exception cref="ArgumentException">The images are too small to be halved so often, or a size is not
    /// positive.</exception>
    internal IReadOnlyList<BlockShape> Blocks()
    {
        var isDense = Dense > 0 || (Dense == 0 && Widths.Count == 0);
        if (Height < 1 || Width < 1 || Channels < 1 || !isDense || BatchSize < 1 || Widths.Any(width => width < 1))
        {
            throw new ArgumentException($"sizes must be positive: {Describe()}");
        }

        if (Math.Min(Height, Width) < LeastSide)
        {
            throw new ArgumentException(
                $"images of {Height}×{Width} are too small for {Name}: {Widths.Count} poolings need at least {LeastSide}×{LeastSide}");
        }

        var blocks = new List<BlockShape>();
        var (height, width, channels) = (Height, Width, Channels);
        foreach (var outputs in Widths)
        {
            var block = new BlockShape(height, width, channels, outputs, Padding == Padding.Same ? 1 : 0, IsFirst: blocks.Count == 0);
            blocks.Add(block);
            (height, width, channels) = (block.PooledHeight, block.PooledWidth, outputs);
        }

        return blocks;
    }
}

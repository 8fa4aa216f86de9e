using Experiments.Training.Products;

namespace Experiments.Training.Layers;

/// <summary>The memory that the arrays of a network take, with one thread.</summary>
/// <param name="Bytes">Of all arrays that grow with the images and the layers.</param>
/// <param name="LargestArray">Numbers in the largest of them.</param>
/// <remarks>
/// Formed in 128 bits, since what is asked for may be more than any array or memory holds; what 64 bits do not hold is
/// their largest number.
/// </remarks>
public readonly record struct MemoryUse(long Bytes, long LargestArray)
{
    /// <summary>The memory of a network with batches of its architecture's size.</summary>
    internal static MemoryUse For(Architecture architecture)
    {
        var (bytes, largest) = ((Int128)0, (Int128)0);
        var blocks = architecture.Blocks();
        Int128 batch = architecture.BatchSize;
        foreach (var block in blocks)
        {
            Add(batch * (block.Height + (2 * block.Border)) * (block.Width + (2 * block.Border)) * block.InputStride);
            Add(batch * block.PooledHeight * block.PooledWidth * block.OutputStride, times: 2);
            AddWeights((Int128)BlockShape.Taps * block.Inputs, block.Outputs);
            if (!block.IsFirst)
            {
                // What the input's gradient is formed from: rotated kernels, places of pixels, the output's gradient
                // amid zeros.
                Add((Int128)BlockShape.Taps * block.Outputs * block.InputStride);
                Add((Int128)block.Height * block.Width);
                Add((Int128)(block.Height + 2) * (block.Width + 2) * block.OutputStride);
            }
        }

        var inputs = (Int128)architecture.Height * architecture.Width * architecture.Channels;
        var features = inputs;
        if (blocks is [.., var last])
        {
            var pixels = (Int128)last.PooledHeight * last.PooledWidth;
            features = pixels * last.Outputs;
            Add(batch * pixels * last.OutputStride);
        }

        Add(inputs);
        Add(batch * features, times: 2);
        Add(features * Lanes.RoundUp(architecture.BatchSize));
        AddWeights(features, Math.Max(1, architecture.Dense));
        return new(long.CreateSaturating(bytes), long.CreateSaturating(largest));

        void Add(Int128 length, int times = 1) =>
            (bytes, largest) = (bytes + (sizeof(float) * times * length), Int128.Max(largest, length));

        // Values, gradients, running means of squares.
        void AddWeights(Int128 rows, int columns) => Add(rows * Lanes.RoundUp(columns), times: 3);
    }

    /// <summary>The bytes.</summary>
    /// <exception cref="ArgumentException">One of the arrays has more numbers than an array can hold.</exception>
    internal long Required() => LargestArray <= Array.MaxLength ? Bytes
        : throw new ArgumentException(
            $"the images are too large: the network takes {Bytes} bytes, "
            + $"{LargestArray} numbers of them in one array, which holds {Array.MaxLength} at most");
}

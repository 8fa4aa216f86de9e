using System.IO.Hashing;
using System.Runtime.InteropServices;
using Experiments.Training.Data;
using Experiments.Training.Products;
using Experiments.Training.Random;

namespace Experiments.Training.Layers;

/// <summary>
/// A network's layers with their weights: raw outputs of samples, gradients of a batch, and one step of RMSprop.
/// </summary>
/// <remarks>
/// The bits of all results are the same for any number of threads and any vector width; see <see cref="Gemm"/>.
/// </remarks>
public sealed class NeuralNetwork
{
    // Weights that one thread updates at a time.
    private const int UpdateSize = 1 << 16;

    private readonly Workers workers;
    private readonly ConvolutionBlock[] blocks;
    private readonly ConvolutionForward[] forwards;
    private readonly KernelGradient[] kernelGradients;
    private readonly InputGradient?[] inputGradients;

    // None in a logistic regression.
    private readonly DenseLayer? hidden;
    private readonly DenseLayer output;
    private readonly float[][] samples;

    // [sample, feature]: the last block's output as h, w, c, or features computed elsewhere.
    private readonly AlignedBuffer features;
    private readonly AlignedBuffer flat;
    private readonly AlignedBuffer flatGradient;
    private readonly (Parameter Parameter, int Start, int Length)[] updates;

    // The dropout factors of the batch that went forward; none when dropout is off.
    private float[] factors = [];

    /// <summary>Makes the layers for batches of the architecture's size, all weights 0.</summary>
    /// <exception cref="ArgumentException">The images are too small or too large, or there is not one
    /// thread.</exception>
    /// <exception cref="InsufficientMemoryException">The machine has less memory than that takes.</exception>
    public NeuralNetwork(Architecture architecture, int threads)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        var (bytes, available) = (architecture.MemoryUse.Required(), GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);
        if (bytes > available)
        {
            throw new InsufficientMemoryException($"the network takes {bytes} bytes, and there are {available}");
        }

        Architecture = architecture;
        workers = new(threads);
        var batch = architecture.BatchSize;
        blocks = [.. architecture.Blocks().Select((shape, i) => new ConvolutionBlock($"conv{i + 1}", shape, batch))];
        forwards = [.. blocks.Select(block => new ConvolutionForward(block, threads))];
        kernelGradients = [.. blocks.Select(block => new KernelGradient(block, threads))];
        inputGradients = [.. blocks.Select((block, i) => i == 0 ? null : new InputGradient(block, threads))];
        features = new(blocks.Length == 0 ? 0 : batch * blocks[^1].Shape.PooledSize);
        flat = new(batch * architecture.Features);
        flatGradient = new(batch * architecture.Features);
        hidden = architecture.Dense == 0 ? null
            : new("dense1", architecture.Features, architecture.Dense, architecture.Features, batch);
        output = hidden is null ? new("dense1", architecture.Features, 1, architecture.Features, batch)
            : new("dense2", architecture.Dense, 1, hidden.Stride, batch);
        samples = [.. Enumerable.Range(0, threads).Select(_ => new float[architecture.Inputs])];
        Parameters =
        [
            .. blocks.SelectMany(block => new[] { block.Kernel, block.Bias }),
            .. hidden is null ? [] : new[] { hidden.Weights, hidden.Bias },
            output.Weights, output.Bias,
        ];
        updates = [.. Parameters.SelectMany(parameter => Enumerable.Range(0, (parameter.Value.Length + UpdateSize - 1) / UpdateSize)
            .Select(i => (parameter, i * UpdateSize, Math.Min(UpdateSize, parameter.Value.Length - (i * UpdateSize)))))];
    }

    /// <summary>What this is a network of.</summary>
    public Architecture Architecture { get; }

    /// <summary>All weights and biases, in the order of the layers.</summary>
    internal IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>A hash of all weights and biases.</summary>
    public ulong Hash
    {
        get
        {
            var hash = new XxHash3();
            foreach (var parameter in Parameters)
            {
                hash.Append(MemoryMarshal.AsBytes(parameter.Value.Span));
            }

            return hash.GetCurrentHashAsUInt64();
        }
    }

    /// <summary>Moves the first weight by one ulp.</summary>
    public void Nudge() => Parameters[0].Value.Span[0] = float.BitIncrement(Parameters[0].Value.Span[0]);

    /// <summary>
    /// Sets Glorot's initial weights, or zeros where there is no hidden layer, zero biases, and forgets what RMSprop knows.
    /// </summary>
    public void Initialise(ulong seed)
    {
        for (var layer = 0; layer < Parameters.Count / 2; layer++)
        {
            var (weights, bias) = (Parameters[2 * layer], Parameters[(2 * layer) + 1]);
            var receptive = layer < blocks.Length ? BlockShape.Taps : 1;
            var packed = new float[weights.Rows * weights.Columns];
            if (hidden is not null)
            {
                Streams.Initial(seed, layer).GlorotUniform(packed, weights.Rows, receptive * weights.Columns);
            }

            weights.Unpack(packed, weights.Value);
            bias.Value.Span.Clear();
            weights.Square.Span.Clear();
            bias.Square.Span.Clear();
        }
    }

    /// <summary>The raw outputs of all samples, in order, dropout off.</summary>
    /// <exception cref="ArgumentException">The samples have another length than the network takes.</exception>
    public float[] Outputs(ISamples all, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(all);
        if (all.Length != Architecture.Inputs)
        {
            throw new ArgumentException($"the samples have {all.Length} values, the network takes {Architecture.Inputs}");
        }

        var outputs = new float[all.Count];
        var indices = new int[Architecture.BatchSize];
        for (var start = 0; start < outputs.Length; start += indices.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            var count = Math.Min(indices.Length, outputs.Length - start);
            for (var i = 0; i < count; i++)
            {
                indices[i] = start + i;
            }

            Forward(all, indices.AsMemory(0, count), []).CopyTo(outputs, start);
        }

        return outputs;
    }

    /// <summary>
    /// The raw outputs of a batch. The factors are those of dropout, [sample, value]; none turn it off.
    /// </summary>
    internal float[] Forward(ISamples all, ReadOnlyMemory<int> batch, float[] factors)
    {
        this.factors = factors;
        workers.Share(batch.Length, (i, worker) => Convolve(all, batch.Span[i], i, worker));
        if (!Architecture.DropoutAfterDense && hidden is not null)
        {
            Drop(flat.Span, Architecture.Features, Architecture.Features, batch.Length);
        }

        if (hidden is not null)
        {
            hidden.Forward(flat, batch.Length, workers);
            Rowwise.Relu(hidden.Outputs.Span);
            if (Architecture.DropoutAfterDense)
            {
                Drop(hidden.Outputs.Span, Architecture.Dense, hidden.Stride, batch.Length);
            }
        }

        output.Forward(hidden?.Outputs ?? flat, batch.Length, workers);
        var raw = new float[batch.Length];
        for (var i = 0; i < raw.Length; i++)
        {
            raw[i] = output.Outputs.Span[i * output.Stride];
        }

        return raw;
    }

    /// <summary>
    /// The gradients of all parameters, from the loss's derivatives with respect to the raw outputs of the batch that
    /// went forward last.
    /// </summary>
    internal void Backward(ReadOnlySpan<float> gradient)
    {
        var batch = gradient.Length;
        for (var i = 0; i < batch; i++)
        {
            output.Gradient.Span[i * output.Stride] = gradient[i];
        }

        output.Backward(hidden?.Outputs ?? flat, hidden?.Gradient, batch, workers);
        if (hidden is null)
        {
            return;
        }

        if (Architecture.DropoutAfterDense)
        {
            Drop(hidden.Gradient.Span, Architecture.Dense, hidden.Stride, batch);
        }

        Rowwise.ReluBackward(hidden.Outputs.Span, hidden.Gradient.Span);
        hidden.Backward(flat, blocks.Length == 0 ? null : flatGradient, batch, workers);
        if (blocks.Length == 0)
        {
            return;
        }

        if (!Architecture.DropoutAfterDense)
        {
            Drop(flatGradient.Span, Architecture.Features, Architecture.Features, batch);
        }

        for (var i = 0; i < batch; i++)
        {
            Unflatten(i);
        }

        for (var layer = blocks.Length - 1; layer >= 0; layer--)
        {
            BackwardBlock(layer, batch);
        }
    }

    /// <summary>One step of RMSprop on all parameters.</summary>
    /// <returns>In words, the first number that is not finite after it; null when all are.</returns>
    internal string? Update()
    {
        var isFinite = true;
        workers.Share(updates.Length, (item, _) =>
        {
            var (parameter, start, length) = updates[item];
            if (!RmsProp.Update(
                parameter.Value.Span.Slice(start, length),
                parameter.Square.Span.Slice(start, length),
                parameter.Gradient.Span.Slice(start, length),
                Architecture.LearningRate))
            {
                Volatile.Write(ref isFinite, false);
            }
        });
        return isFinite ? null : NotFinite();
    }

    /// <summary>Running means first: they show what went wrong before the weights do.</summary>
    private string? NotFinite()
    {
        var all = Parameters.Select(parameter => ("RMSprop's running mean of squared gradients", parameter, parameter.Square))
            .Concat(Parameters.Select(parameter => ("a weight", parameter, parameter.Value)));
        foreach (var (what, parameter, buffer) in all)
        {
            var packed = parameter.Pack(buffer);
            if (Array.FindIndex(packed, value => !float.IsFinite(value)) is >= 0 and var index)
            {
                return $"{what} of {parameter.Name} is {(float.IsNaN(packed[index]) ? "NaN" : "infinite")}";
            }
        }

        return null;
    }

    /// <summary>Takes one sample through all blocks.</summary>
    private void Convolve(ISamples all, int index, int i, int worker)
    {
        if (blocks.Length == 0)
        {
            all.CopyTo(index, flat.Span.Slice(i * Architecture.Features, Architecture.Features));
            return;
        }

        var first = blocks[0].Shape;
        var row = first.Width * first.InputStride;
        all.CopyTo(index, samples[worker]);
        for (var y = 0; y < first.Height; y++)
        {
            var target = blocks[0].Inputs.From((i * first.InputSize) + first.InputStart + (y * first.InputRow));
            samples[worker].AsSpan(y * row, row).CopyTo(target);
        }

        for (var layer = 0; layer < blocks.Length - 1; layer++)
        {
            var next = blocks[layer + 1];
            forwards[layer].Run(i, worker, next.Inputs.From((i * next.Shape.InputSize) + next.Shape.InputStart), next.Shape.InputRow);
        }

        var last = blocks[^1].Shape;
        forwards[^1].Run(i, worker, features.From(i * last.PooledSize), last.PooledRow);
        Flatten(i);
    }

    /// <summary>[H, W, stored channels] of the last block to H·W·C features.</summary>
    private void Flatten(int i)
    {
        var shape = blocks[^1].Shape;
        for (var pixel = 0; pixel < shape.PooledHeight * shape.PooledWidth; pixel++)
        {
            features.Span.Slice((i * shape.PooledSize) + (pixel * shape.OutputStride), shape.Outputs)
                .CopyTo(flat.From((i * Architecture.Features) + (pixel * shape.Outputs)));
        }
    }

    private void Unflatten(int i)
    {
        var shape = blocks[^1].Shape;
        for (var pixel = 0; pixel < shape.PooledHeight * shape.PooledWidth; pixel++)
        {
            flatGradient.Span.Slice((i * Architecture.Features) + (pixel * shape.Outputs), shape.Outputs)
                .CopyTo(blocks[^1].Gradient.From((i * shape.PooledSize) + (pixel * shape.OutputStride)));
        }
    }

    /// <summary>Multiplies values or their gradients by the factors of dropout, unless it is off.</summary>
    private void Drop(Span<float> values, int length, int stride, int batch)
    {
        for (var sample = 0; sample < batch && factors.Length > 0; sample++)
        {
            for (var i = 0; i < length; i++)
            {
                values[(sample * stride) + i] *= factors[(sample * length) + i];
            }
        }
    }

    private void BackwardBlock(int layer, int batch)
    {
        if (inputGradients[layer] is { } rotating)
        {
            workers.Share(BlockShape.Taps, (tap, _) => rotating.RotateTap(tap));
        }

        var shares = workers.Count;
        workers.Share(shares + (layer == 0 ? 0 : batch), (item, worker) =>
        {
            if (item < shares)
            {
                kernelGradients[layer].Run(item, shares, batch, worker);
            }
            else if (inputGradients[layer] is { } inputGradient)
            {
                var below = blocks[layer - 1];
                inputGradient.Run(item - shares, worker, below.Gradient.From((item - shares) * below.Shape.PooledSize));
            }
        });
    }
}

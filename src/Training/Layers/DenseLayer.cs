using Experiments.Training.Products;

namespace Experiments.Training.Layers;

/// <summary>
/// A dense layer of a batch of samples: outputs [sample, out] = inputs [sample, in] · weights [in × out] + bias.
/// </summary>
/// <remarks>
/// Orders of the sums. Output: from the bias over in. Weight gradient and bias gradient: from 0 over the samples. Input
/// gradient: from 0 over out.
/// </remarks>
internal sealed class DenseLayer
{
    // Rows of weights at a time, so that 64 columns of them stay in the second cache for all samples.
    private const int RowsAtOnce = 512;
    private const int ColumnsAtOnce = 64;

    private readonly int inputs;
    private readonly int outputs;
    private readonly int inputStride;
    private readonly int sampleStride;
    private readonly int[] samples;
    private readonly int[] features;
    private readonly int[] weightRows;
    private readonly AlignedBuffer zeros;
    private readonly AlignedBuffer gradientTransposed;
    private readonly AlignedBuffer inputGradient;

    public DenseLayer(string name, int inputs, int outputs, int inputStride, int batch)
    {
        (this.inputs, this.outputs, this.inputStride) = (inputs, outputs, inputStride);
        Weights = new(name + "/kernel", inputs, outputs);
        Bias = new(name + "/bias", 1, outputs);
        sampleStride = Lanes.RoundUp(batch);
        samples = [.. Enumerable.Range(0, batch).Select(sample => sample * inputStride)];
        features = [.. Enumerable.Range(0, inputs)];
        weightRows = [.. Enumerable.Range(0, inputs).Select(row => row * Stride)];
        zeros = new(Math.Max(Stride, sampleStride));
        gradientTransposed = new(outputs * sampleStride);
        inputGradient = new(inputs * sampleStride);
        Outputs = new(batch * Stride);
        Gradient = new(batch * Stride);
    }

    /// <summary>[in × out].</summary>
    public Parameter Weights { get; }

    /// <summary>[out].</summary>
    public Parameter Bias { get; }

    /// <summary>Stored numbers of one sample's outputs.</summary>
    public int Stride => Weights.Stride;

    /// <summary>[sample, out].</summary>
    public AlignedBuffer Outputs { get; }

    /// <summary>[sample, out]: the loss's derivative with respect to the outputs.</summary>
    public AlignedBuffer Gradient { get; }

    private int ColumnShares => (Stride + ColumnsAtOnce - 1) / ColumnsAtOnce;

    /// <summary>Forms the outputs of a batch.</summary>
    public void Forward(AlignedBuffer x, int batch, Workers workers) => workers.Share(ColumnShares, (share, _) =>
    {
        var column = share * ColumnsAtOnce;
        for (var row = 0; row < inputs; row += RowsAtOnce)
        {
            new Gemm
            {
                Inputs = x.From(row),
                Rows = samples.AsSpan(0, batch),
                Segments = [0],
                Length = Math.Min(RowsAtOnce, inputs - row),
                Step = 1,
                Weights = Weights.Value.From((row * Stride) + column),
                WeightStride = Stride,
                Columns = Math.Min(ColumnsAtOnce, Stride - column),
                Initial = row == 0 ? Bias.Value.From(column) : Outputs.From(column),
                InitialStride = row == 0 ? 0 : Stride,
                Results = Outputs.From(column),
                ResultStride = Stride,
            }.Run();
        }
    });

    /// <summary>
    /// From <see cref="Gradient"/>, the gradients of weights and biases, and of the inputs where they are wanted:
    /// [sample, in].
    /// </summary>
    public void Backward(AlignedBuffer x, AlignedBuffer? gradient, int batch, Workers workers)
    {
        for (var sample = 0; sample < batch; sample++)
        {
            for (var output = 0; output < outputs; output++)
            {
                gradientTransposed.Span[(output * sampleStride) + sample] = Gradient.Span[(sample * Stride) + output];
            }
        }

        Bias.Gradient.Span.Clear();
        Rowwise.AddRows(Gradient.Span[..(batch * Stride)], Bias.Gradient.Span);
        workers.Share((inputs + RowsAtOnce - 1) / RowsAtOnce, (share, _) =>
        {
            var row = share * RowsAtOnce;
            var count = Math.Min(RowsAtOnce, inputs - row);
            new Gemm
            {
                Inputs = x.Span,
                Rows = features.AsSpan(row, count),
                Segments = [0],
                Length = batch,
                Step = inputStride,
                Weights = Gradient.Span,
                WeightStride = Stride,
                Columns = Stride,
                Initial = zeros.Span,
                InitialStride = 0,
                Results = Weights.Gradient.From(row * Stride),
                ResultStride = Stride,
            }.Run();
            if (gradient is not null)
            {
                InputsBackward(row, count, batch, gradient);
            }
        });
    }

    /// <summary>
    /// The inputs' gradient of some rows of weights, formed as [in, sample] so that vectors hold samples, and
    /// transposed.
    /// </summary>
    private void InputsBackward(int row, int count, int batch, AlignedBuffer gradient)
    {
        var results = inputGradient.From(row * sampleStride);
        new Gemm
        {
            Inputs = Weights.Value.Span,
            Rows = weightRows.AsSpan(row, count),
            Segments = [0],
            Length = outputs,
            Step = 1,
            Weights = gradientTransposed.Span,
            WeightStride = sampleStride,
            Columns = sampleStride,
            Initial = zeros.Span,
            InitialStride = 0,
            Results = results,
            ResultStride = sampleStride,
        }.Run();
        for (var sample = 0; sample < batch; sample++)
        {
            var target = gradient.From((sample * inputStride) + row);
            for (var input = 0; input < count; input++)
            {
                target[input] = results[(input * sampleStride) + sample];
            }
        }
    }
}

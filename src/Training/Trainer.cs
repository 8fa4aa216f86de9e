using Experiments.Training.Data;
using Experiments.Training.Layers;
using Experiments.Training.Random;

namespace Experiments.Training;

/// <summary>Trains a network epoch by epoch; a pure function of architecture, options and data.</summary>
/// <remarks>
/// Epochs count from 1, batches from 0. After an exception or a cancellation in the midst of an epoch the weights are
/// those of some batch: go on from the last <see cref="Checkpoint"/>.
/// </remarks>
public sealed class Trainer
{
    private readonly ISamples training;
    private readonly ISamples validation;
    private readonly BatchLoss loss;
    private readonly List<EpochResult> history = [];

    /// <summary>Starts a run with initial weights.</summary>
    /// <exception cref="ArgumentException">The images are too small or too large, the samples have another length or
    /// only one class, or a set is empty.</exception>
    public Trainer(Architecture architecture, TrainingOptions options, ISamples training, ISamples validation, int threads)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(validation);
        Network = new(architecture, threads);
        Options = options;
        loss = BatchLoss.For(options.Loss);
        (this.training, this.validation) = (training, validation);
        Check(training, "training");
        Check(validation, "validation");
        Network.Initialise(options.Seed);
    }

    /// <summary>The network in training.</summary>
    public NeuralNetwork Network { get; }

    /// <summary>What the run was told.</summary>
    public TrainingOptions Options { get; }

    /// <summary>The epochs so far.</summary>
    public IReadOnlyList<EpochResult> History => history;

    /// <summary>Batches of an epoch; the last one may be short.</summary>
    public int Batches => (training.Count + BatchSize - 1) / BatchSize;

    /// <summary>The epoch after which the stopping rule says to stop; null while it does not.</summary>
    public int? StopsAfter => EarlyStopping.StopsAfter(
        Options.Patience,
        history.Select(epoch => Options.Watch == Watch.Validation ? epoch.ValidationLoss : epoch.TrainingLoss));

    /// <summary>Whether the stopping rule says to stop.</summary>
    public bool IsOver => StopsAfter is not null;

    private int BatchSize => Network.Architecture.BatchSize;

    /// <summary>Goes on from a checkpoint, to the same bytes as a run that was never interrupted.</summary>
    /// <exception cref="CheckpointException">It is of another architecture, seed, loss or data.</exception>
    public static Trainer Resume(
        Checkpoint checkpoint,
        Architecture architecture,
        TrainingOptions options,
        ISamples training,
        ISamples validation,
        int threads)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentNullException.ThrowIfNull(architecture);
        var trainer = new Trainer(architecture, options, training, validation, threads);
        checkpoint.Require(architecture, options, training.Checksum, validation.Checksum);
        checkpoint.Restore(trainer.Network);
        trainer.history.AddRange(checkpoint.History);
        return trainer;
    }

    /// <summary>The run's state, to be resumed from; only between epochs.</summary>
    public Checkpoint ToCheckpoint() => Checkpoint.Of(Network, Options, training.Checksum, validation.Checksum, history);

    /// <summary>The samples of a batch of an epoch.</summary>
    public ReadOnlyMemory<int> Batch(int epoch, int batch) => Slice(Order(epoch), batch);

    /// <summary>Trains the next epoch and evaluates the network on the validation samples.</summary>
    /// <exception cref="TrainingException">Something is infinite or NaN.</exception>
    /// <exception cref="OperationCanceledException">The token said so, between two batches.</exception>
    public EpochResult RunEpoch(Action<BatchResult>? progress = null, CancellationToken cancellation = default)
    {
        var epoch = history.Count + 1;
        var order = Order(epoch);
        var (sum, count) = (0d, 0);
        var (class0, class1) = (OutputRange.None, OutputRange.None);
        for (var batch = 0; batch < Batches; batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            var indices = Slice(order, batch);
            var (mean, batch0, batch1) = Step(epoch, batch, indices);
            (class0, class1) = (class0.Or(batch0), class1.Or(batch1));
            sum += mean * indices.Length;
            count += indices.Length;
            progress?.Invoke(new(epoch, batch, Batches, mean, sum / count));
        }

        var result = Evaluate(epoch, sum / count, class0, class1, cancellation);
        history.Add(result);
        return result;
    }

    /// <summary>Trains on one batch and returns its mean loss and the ranges of its raw outputs, dropout on.</summary>
    internal (double Loss, OutputRange Class0, OutputRange Class1) Step(int epoch, int batch, ReadOnlyMemory<int> indices)
    {
        var factors = new float[indices.Length * Network.Architecture.DropoutValues];
        Streams.Dropout(Options.Seed, epoch, batch).Dropout(factors, Architecture.DropoutRate);
        var raw = Network.Forward(training, indices, factors);
        var labels = new bool[raw.Length];
        var gradient = new float[raw.Length];
        for (var i = 0; i < raw.Length; i++)
        {
            labels[i] = training.Label(indices.Span[i]);
            gradient[i] = loss.Gradient(raw[i], labels[i], raw.Length);
        }

        var mean = loss.Mean(raw, labels);
        if (!double.IsFinite(mean) || !Array.TrueForAll(raw, float.IsFinite))
        {
            throw new TrainingException($"a raw output is no longer finite in epoch {epoch}, batch {batch}");
        }

        Network.Backward(gradient);
        return Network.Update() is not { } what
            ? (mean, OutputRange.Of(raw, labels, label: false), OutputRange.Of(raw, labels, label: true))
            : throw new TrainingException($"{what} after epoch {epoch}, batch {batch}: the inputs, or the learning rate, are too large");
    }

    private int[] Order(int epoch) => Streams.Order(Options.Seed, epoch).Permutation(training.Count);

    private ReadOnlyMemory<int> Slice(int[] order, int batch) =>
        order.AsMemory(batch * BatchSize, Math.Min(BatchSize, order.Length - (batch * BatchSize)));

    private EpochResult Evaluate(
        int epoch, double trainingLoss, OutputRange training0, OutputRange training1, CancellationToken cancellation)
    {
        var raw = Network.Outputs(validation, cancellation);
        if (!Array.TrueForAll(raw, float.IsFinite))
        {
            throw new TrainingException($"a raw output of a validation sample is no longer finite after epoch {epoch}");
        }

        var labels = new bool[raw.Length];
        var right = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            labels[i] = validation.Label(i);
            right += raw[i] > 0 == labels[i] ? 1 : 0;
        }

        return new(
            epoch,
            trainingLoss,
            loss.Mean(raw, labels),
            (double)right / raw.Length,
            OutputRange.Of(raw, labels, label: false),
            OutputRange.Of(raw, labels, label: true),
            training0,
            training1);
    }

    private void Check(ISamples samples, string what)
    {
        if (samples.Length != Network.Architecture.Inputs)
        {
            throw new ArgumentException(
                $"the {what} samples have {samples.Length} values, the network takes {Network.Architecture.Inputs}");
        }

        var ones = Enumerable.Range(0, samples.Count).Count(samples.Label);
        if (ones == 0 || ones == samples.Count)
        {
            throw new ArgumentException(samples.Count == 0
                ? $"there are no {what} samples"
                : $"all {samples.Count} {what} samples have label {(ones == 0 ? 0 : 1)}; there must be some of both classes");
        }
    }
}

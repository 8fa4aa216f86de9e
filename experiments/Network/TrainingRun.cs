using System.Diagnostics;
using System.Globalization;
using Experiments.Cli;
using Experiments.Numerics.Formats;
using Experiments.Output.Files;
using Experiments.Samples;
using Experiments.Samples.Learning;
using Experiments.Training;
using Experiments.Training.Data;

namespace Experiments.Network;

/// <summary>
/// One training: with a checkpoint after each epoch where there is a folder for it, and the raw outputs that the
/// figures show.
/// </summary>
internal sealed class TrainingRun(Work work, TrainingPlan plan, LearningTask task)
{
    /// <summary>The article's Figure 4 shows the network after so many epochs.</summary>
    public const int EarlyEpoch = 8;

    /// <summary>Trains until the stopping rule ends it or the epochs are used up.</summary>
    /// <exception cref="UsageException">The images do not suit the network, or a checkpoint cannot be used.</exception>
    /// <exception cref="TrainingException">Something became infinite or NaN.</exception>
    public Outcome Train(ulong seed)
    {
        var options = plan.Training with { Seed = seed };
        var stem = Path.Combine(plan.State ?? string.Empty, $"{task.Architecture.Name}-{options.Loss.Name}-seed{seed}{DataSuffix}");
        var (latest, early) = ($"{stem}-latest.checkpoint", $"{stem}-epoch{EarlyEpoch}.checkpoint");
        var trainer = plan.Resume ? Resume(latest, options) : Start(options);
        if (plan.State is { } state)
        {
            StateFolder.Make(work, state);
        }

        var epochs = trainer.History.Count;
        if (epochs > plan.Epochs)
        {
            throw new UsageException($"{Settings.EpochLimit.Name}: {latest} has {epochs} epochs already; give as many or more.");
        }

        if (trainer.StopsAfter < epochs)
        {
            throw new UsageException(
                $"{TrainingSettings.Patience.Name}, {Settings.Watched.Name}: {latest} has {epochs} epochs already; "
                + $"with these it would have stopped after {trainer.StopsAfter}.");
        }

        var atEarly = epochs switch
        {
            < EarlyEpoch => null,
            EarlyEpoch => Outputs(trainer),
            _ => Outputs(ResumeEarly(early, options)),
        };

        if (plan is { Resume: false, State: not null } && File.Exists(latest))
        {
            File.Move(latest, $"{stem}-previous.checkpoint", overwrite: true);
        }

        var clock = Stopwatch.StartNew();
        var first = trainer.History.Count;
        while (!trainer.IsOver && trainer.History.Count < plan.Epochs)
        {
            RunEpoch(trainer, seed, clock, first, latest);
            if (trainer.History.Count == EarlyEpoch)
            {
                // First, since a run that goes on behind epoch 8 needs it.
                Keep(trainer, early);
                atEarly = Outputs(trainer);
            }

            Keep(trainer, latest);
        }

        var steps = (trainer.History.Count - first) * trainer.Batches;
        work.Say($"network, {NameOf(seed)}: {steps} steps in {Invariant($"{clock.Elapsed:h\\:mm\\:ss}")}");
        var all = trainer.History.Count * trainer.Batches;
        return new([.. trainer.History], trainer.IsOver, all, atEarly, Outputs(trainer), TestOutputs(trainer));
    }

    // The name of a checkpoint tells trainings on other data apart, their sizes and numbers included.
    private string DataSuffix => plan.IsEmbedded && plan.Images == new DataOptions()
        ? string.Empty
        : string.Create(CultureInfo.InvariantCulture, $"-data-{task.Checksum:x16}");

    private void RunEpoch(Trainer trainer, ulong seed, Stopwatch clock, int first, string latest)
    {
        var total = (long)(plan.Epochs - first) * trainer.Batches;
        var progress = work.Start($"network, {NameOf(seed)}", total, "steps");
        try
        {
            var epoch = trainer.RunEpoch(
                batch =>
                {
                    var done = ((long)(batch.Epoch - 1 - first) * batch.Batches) + batch.Batch + 1;
                    var left = clock.Elapsed / done * (total - done);
                    progress.Report(done, () => Invariant(
                        $"epoch {batch.Epoch} of {plan.Epochs}, batch {batch.Batch + 1} of {batch.Batches}, ≤ {left:h\\:mm\\:ss} left, ")
                        + $"loss {Loss(batch.RunningLoss)}");
                },
                work.Cancellation);
            progress.Clear();
            work.Say(
                $"{NameOf(seed)}, epoch {epoch.Epoch}: loss {Loss(epoch.TrainingLoss)}; "
                + Invariant($"validation loss {Loss(epoch.ValidationLoss)}, accuracy {epoch.ValidationAccuracy:0.000}"));
        }
        catch (OperationCanceledException)
        {
            progress.Clear();
            work.Say(trainer.History.Count == 0 || plan.State is null
                ? $"network: interrupted in epoch {trainer.History.Count + 1}{OfSeeds(seed)}; there is no checkpoint"
                : $"network: epoch {trainer.History.Count} is kept in {latest}; "
                    + $"{(plan.Seeds.Count == 0 ? string.Empty : $"{Settings.Seed.Name} {seed} ")}"
                    + $"{Settings.Resume.Name} goes on from there");
            throw;
        }
    }

    /// <summary>A seed, and which of several it is.</summary>
    private string NameOf(ulong seed) => plan.Seeds.ToList().IndexOf(seed) + 1 is > 0 and var number
        ? $"seed {seed}{(seed == (ulong)number ? string.Empty : $", {number}")} of {plan.Seeds.Count}"
        : $"seed {seed}";

    private string OfSeeds(ulong seed) => plan.Seeds.Count == 0 ? string.Empty : $" of seed {seed}";

    private void Keep(Trainer trainer, string path)
    {
        if (plan.State is not null)
        {
            AtomicFile.Write(path, trainer.ToCheckpoint().Write);
        }
    }

    private float[]? TestOutputs(Trainer trainer)
    {
        if (task.Test is null)
        {
            return null;
        }

        return Outputs(trainer, task.Test, "test");
    }

    private float[] Outputs(Trainer trainer) => Outputs(trainer, task.Training, "training");

    private float[] Outputs(Trainer trainer, ISamples samples, string which)
    {
        var raw = trainer.Network.Outputs(samples, work.Cancellation);
        return Array.FindIndex(raw, output => !float.IsFinite(output)) is >= 0 and var bad
            ? throw new TrainingException($"the raw output of {which} image {bad} is {new Float32(raw[bad]).ToText()}")
            : raw;
    }

    private Trainer Start(TrainingOptions options)
    {
        try
        {
            return new(task.Architecture, options, task.Training, task.Validation, plan.Threads);
        }
        catch (ArgumentException error)
        {
            throw new UsageException($"network: {error.Message}.");
        }
    }

    private Trainer ResumeEarly(string path, TrainingOptions options)
    {
        var trainer = Resume(path, options);
        return trainer.History.Count == EarlyEpoch ? trainer
            : throw new UsageException(
                $"{Settings.Resume.Name}: {path} has {trainer.History.Count} epochs; expected {EarlyEpoch}. "
                + $"Without {Settings.Resume.Name} training starts anew.");
    }

    private Trainer Resume(string path, TrainingOptions options)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Trainer.Resume(Checkpoint.Read(file), task.Architecture, options, task.Training, task.Validation, plan.Threads);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException($"{Settings.Resume.Name}: there is no {path}; without {Settings.Resume.Name} training starts anew.");
        }
        catch (Exception error) when (error is CheckpointException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Settings.Resume.Name}: cannot go on from {path}: {error.Message}.");
        }
        catch (ArgumentException error)
        {
            throw new UsageException($"network: {error.Message}.");
        }
    }

    /// <summary>Four digits behind the point, or as few of a large loss.</summary>
    private static string Loss(double loss) => loss.ToString(loss < 1000 ? "0.0000" : "0.000e+0", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

/// <summary>What a training came to.</summary>
/// <param name="Epochs">Its epochs.</param>
/// <param name="IsStop">Whether the stopping rule ended it, rather than the limit of epochs.</param>
/// <param name="Steps">The steps of all epochs.</param>
/// <param name="Early">The raw outputs of the training images after epoch 8; null where that was not reached.</param>
/// <param name="Trained">Their raw outputs at the end.</param>
/// <param name="Test">The raw outputs of the test images at the end; null where there are none.</param>
internal sealed record Outcome(IReadOnlyList<EpochResult> Epochs, bool IsStop, int Steps, float[]? Early, float[] Trained, float[]? Test)
{
    /// <summary>What claims are judged by.</summary>
    public TrainingEvidence Evidence(ulong seed, TrainingPlan plan, LearningTask task)
    {
        return new(
            seed,
            Early is null ? null : Sample.Of(task.Training, Early),
            Sample.Of(task.Training, Trained),
            Test?.Where((output, i) => output > 0 == task.Test!.Label(i)).Count() / (double?)Test?.Length)
        {
            Checksum = task.Checksum,
            IsOnFeatures = plan.Features is not null,
            IsRecorded = plan.IsShown && IsStop && seed == plan.Training.Seed,
        };
    }
}

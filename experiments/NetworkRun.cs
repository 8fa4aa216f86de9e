using System.Diagnostics;
using System.Globalization;
using Experiments.Output;
using Experiments.Training;

namespace Experiments;

/// <summary>One training: with a checkpoint after each epoch where there is a folder for it, and the raw outputs that the figures show.</summary>
internal sealed class NetworkRun(Run run, NetworkSettings settings, Architecture architecture, ISamples training, ISamples validation)
{
    /// <summary>The article's Figure 4 shows the network after so many epochs.</summary>
    public const int EarlyEpoch = 8;

    /// <summary>Trains until the stopping rule ends it or the epochs are used up.</summary>
    /// <exception cref="UsageException">The images do not suit the network, or a checkpoint cannot be used.</exception>
    /// <exception cref="TrainingException">Something became infinite or NaN.</exception>
    public NetworkOutcome Train(ulong seed)
    {
        var options = settings.Training with { Seed = seed };
        var stem = Path.Combine(settings.State ?? string.Empty, $"{architecture.Name}-{(options.Loss == LossKind.Logits ? "logits" : "sigmoid")}-{seed}");
        var (latest, early) = (stem + ".checkpoint", $"{stem}-epoch{EarlyEpoch}.checkpoint");
        var trainer = settings.Resume ? Resume(latest, options) : Start(options);
        if (settings.State is { } state)
        {
            MakeState(state);
        }

        var atEarly = trainer.History.Count switch
        {
            < EarlyEpoch => null,
            EarlyEpoch => Outputs(trainer),
            _ => Outputs(Resume(early, options)),
        };
        if (trainer.History.Count > settings.Epochs)
        {
            throw new UsageException($"--epochs: {latest} has {trainer.History.Count} epochs already; give as many or more.");
        }

        var clock = Stopwatch.StartNew();
        var first = trainer.History.Count;
        while (!trainer.IsOver && trainer.History.Count < settings.Epochs)
        {
            RunEpoch(trainer, seed, clock, first, latest);
            Keep(trainer, latest);
            if (trainer.History.Count == EarlyEpoch)
            {
                Keep(trainer, early);
                atEarly = Outputs(trainer);
            }
        }

        return new([.. trainer.History], trainer.IsOver, atEarly, Outputs(trainer), trainer.Network);
    }

    /// <summary>Makes the folder of checkpoints and features, unless it is there.</summary>
    /// <exception cref="UsageException">It cannot be made.</exception>
    public static void MakeState(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new UsageException($"--state: cannot make the folder '{folder}': {error.Message}");
        }
    }

    private void RunEpoch(Trainer trainer, ulong seed, Stopwatch clock, int first, string latest)
    {
        var total = (settings.Epochs - first) * trainer.Batches;
        var progress = run.Start($"network, seed {seed}", total);
        try
        {
            var epoch = trainer.RunEpoch(
                batch =>
                {
                    var done = ((batch.Epoch - 1 - first) * batch.Batches) + batch.Batch + 1;
                    var left = clock.Elapsed / done * (total - done);
                    progress.Report(done, () => Invariant($"epoch {batch.Epoch}, batch {batch.Batch + 1} of {batch.Batches}, training loss {batch.RunningLoss:0.0000}, at most {left:h\\:mm\\:ss} left"));
                },
                run.Cancellation);
            progress.Clear();
            run.Say(Invariant($"network, seed {seed}: epoch {epoch.Epoch}, training loss {epoch.TrainingLoss:0.0000}, validation loss {epoch.ValidationLoss:0.0000}, validation accuracy {epoch.ValidationAccuracy:0.000}"));
        }
        catch (OperationCanceledException)
        {
            progress.Clear();
            run.Say(trainer.History.Count == 0 || settings.State is null
                ? $"network: interrupted in epoch {trainer.History.Count + 1}; there is no checkpoint"
                : $"network: epoch {trainer.History.Count} is kept in {latest}; --resume goes on from there");
            throw;
        }
    }

    private void Keep(Trainer trainer, string path)
    {
        if (settings.State is not null)
        {
            AtomicFile.Write(path, trainer.ToCheckpoint().Write);
        }
    }

    private float[] Outputs(Trainer trainer) => trainer.Network.Outputs(training, run.Cancellation);

    private Trainer Start(TrainingOptions options)
    {
        try
        {
            return new(architecture, options, training, validation, settings.Threads);
        }
        catch (ArgumentException error)
        {
            throw new UsageException($"network: {error.Message}.");
        }
    }

    private Trainer Resume(string path, TrainingOptions options)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Trainer.Resume(Checkpoint.Read(file), architecture, options, training, validation, settings.Threads);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new UsageException($"--resume: there is no {path}; without --resume training starts anew.");
        }
        catch (Exception error) when (error is CheckpointException or IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--resume: cannot go on from {path}: {error.Message}.");
        }
        catch (ArgumentException error)
        {
            throw new UsageException($"network: {error.Message}.");
        }
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}

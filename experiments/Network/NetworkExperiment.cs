using Experiments.Claims;
using Experiments.Cli;
using Experiments.Numerics.Formats;
using Experiments.Samples;
using Experiments.Training;

namespace Experiments.Network;

/// <summary>Figures 4–6: a convnet trained on photographs, its raw outputs after 8 epochs and at the end, and both losses of each.</summary>
internal static class NetworkExperiment
{
    private const string Stem = "network";

    private static readonly string EarlyStem = $"{Stem}-epoch{NetworkRun.EarlyEpoch}";

    // Of batches that a figure of others shows beside its own.
    private static readonly int[] OtherSizes = [1, 4, 16, 64];

    public static Experiment Experiment { get; } = new(
        Stem,
        "Figures 4–6",
        "Raw and sigmoid outputs of a convnet after 8 epochs and fully trained, and the losses from either",
        NetworkOptions.All,
        parsed =>
        {
            var settings = NetworkOptions.Read(parsed);
            return new(NetworkCommand.Of(settings), Tables(settings), Figures(settings), run => Write(run, settings))
            {
                Seeds = settings.Seeds.Count > 0 ? settings.Seeds : [settings.Training.Seed],
                Data = settings.IsEmbedded ? FashionMnist.Version : null,
            };
        });

    private static IReadOnlyList<string> Tables(NetworkSettings settings) => settings.Seeds.Count > 0
        ? [$"{Stem}-seeds"]
        : [$"{Stem}-results", .. Figures(settings), $"{Stem}-batches", $"{Stem}-batches-drawn"];

    private static IReadOnlyList<string> Figures(NetworkSettings settings) => settings.Seeds.Count > 0 ? [] :
    [
        .. settings.Epochs < NetworkRun.EarlyEpoch ? Array.Empty<string>() : [EarlyStem],
        $"{Stem}-trained",
        .. settings.Batches.Select(size => $"{Stem}-batch{size}"),
        $"{Stem}-training",
    ];

    private static void Write(Run run, NetworkSettings settings)
    {
        var data = NetworkData.Read(run, settings);
        if (!settings.IsEmbedded)
        {
            run.UseData($"{data.Name} {data.Checksum:x16}");
        }

        var training = new NetworkRun(run, settings, data);
        if (settings.Seeds.Count > 0)
        {
            var results = settings.Seeds.SelectMany(seed => Train(seed).Results).ToArray();
            run.WriteTable($"{Stem}-seeds", NetworkResult.Header, results.Select(result => result.Cells));
            return;
        }

        var (outcome, evidence, rows) = Train(settings.Training.Seed);
        run.Training = evidence;
        run.WriteTable($"{Stem}-results", NetworkResult.Header, rows.Select(result => result.Cells));
        WriteFigures(run, settings, data, outcome, evidence);

        (NetworkOutcome Outcome, TrainingEvidence Evidence, IReadOnlyList<NetworkResult> Results) Train(ulong seed)
        {
            var outcome = training.Train(seed);
            var evidence = TrainingEvidence.Of(seed, outcome, data);
            return (outcome, evidence, NetworkResult.Of(evidence, outcome.Epochs));
        }
    }

    private static void WriteFigures(Run run, NetworkSettings settings, NetworkTask data, NetworkOutcome outcome, TrainingEvidence evidence)
    {
        var (seed, early, trained) = (evidence.Seed, evidence.Early, evidence.Trained);
        var axes = early is null ? new NetworkAxes(trained) : new NetworkAxes(early, trained);
        var last = outcome.Epochs[^1];
        var caption = new NetworkCaption(data.Name, data.ClassNames[0], data.ClassNames[1], data.Net, last.Epoch, outcome.IsStop, last.ValidationAccuracy);
        if (early is null)
        {
            var earlier = File.Exists(Path.Combine(run.Folder!, EarlyStem + ".csv")) ? "; the one there is an earlier run's" : string.Empty;
            run.Say($"{Stem}: epoch {NetworkRun.EarlyEpoch} was not reached, so there is no {EarlyStem}{earlier}");
        }
        else
        {
            var at = caption with { Epoch = NetworkRun.EarlyEpoch, IsStop = false, ValidationAccuracy = outcome.Epochs[NetworkRun.EarlyEpoch - 1].ValidationAccuracy };
            WriteSamples(EarlyStem, early, at);
        }

        WriteSamples($"{Stem}-trained", trained, caption);
        var order = NetworkBatches.Order(trained.Count, seed);
        foreach (var size in settings.Batches)
        {
            run.WriteTable($"{Stem}-batch{size}", NetworkBatch.Header, NetworkBatches.Of(trained, order, size).Select(batch => batch.Cells));
            run.WriteFigure($"{Stem}-batch{size}", () => NetworkBatchFigure.Draw(trained, size, seed, axes, caption));
        }

        run.WriteTable($"{Stem}-batches", NetworkBatchShare.Header, NetworkBatches.Shares(trained, seed).Select(share => share.Cells));
        run.WriteTable($"{Stem}-batches-drawn", ["size", .. NetworkBatch.Header], OtherSizes.SelectMany(size => NetworkBatches.Of(trained, order, size).Select(batch => (IReadOnlyList<string>)[Cell.Of(size), .. batch.Cells])));
        WriteEpochs(run, settings, outcome, caption);

        void WriteSamples(string stem, IReadOnlyList<NetworkSample> samples, NetworkCaption about)
        {
            run.WriteTable(stem, NetworkSample.Header, samples.Select(sample => sample.Cells));
            run.WriteFigure(stem, () => NetworkSamplesFigure.Draw(samples, axes, about));
        }
    }

    private static void WriteEpochs(Run run, NetworkSettings settings, NetworkOutcome outcome, NetworkCaption caption)
    {
        NetworkEpoch[] epochs = [.. outcome.Epochs.Select(epoch => new NetworkEpoch(
            epoch.Epoch,
            epoch.TrainingLoss,
            epoch.ValidationLoss,
            epoch.ValidationAccuracy,
            new(epoch.Class0.Minimum),
            new(epoch.Class0.Maximum),
            new(epoch.Class1.Minimum),
            new(epoch.Class1.Maximum)))];
        var patience = settings.Training.Patience;
        run.WriteTable($"{Stem}-training", NetworkEpoch.Header, epochs.Select(epoch => epoch.Cells));
        run.WriteFigure($"{Stem}-training", () => NetworkTrainingFigure.Draw(
            epochs,
            EarlyStopping.StopsAfter(patience, epochs.Select(epoch => epoch.ValidationLoss)),
            EarlyStopping.StopsAfter(patience, epochs.Select(epoch => epoch.TrainingLoss)),
            caption));
    }
}

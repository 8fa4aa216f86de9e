using System.Globalization;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Formats;
using Experiments.Training;
using Experiments.Training.Data;
using Experiments.Training.Features;

namespace Experiments.Network;

/// <summary>A run of the network as the manifest writes it down.</summary>
internal static class NetworkCommand
{
    /// <summary>The command in canonical form; of files and folders the names alone.</summary>
    public static string Of(NetworkSettings settings)
    {
        var (images, usualImages) = (settings.Images, new DataOptions());
        var (training, usual) = (settings.Training, new TrainingOptions());
        var command = new CanonicalCommand("network")
            .Add("--net", settings.Net, NetworkOptions.RecipeA)
            .Add("--data", NameOf(settings.Data))
            .Add("--classes", images.Classes is var (class0, class1) ? $"{CanonicalCommand.Word(class0)} {CanonicalCommand.Word(class1)}" : null)
            .Add("--size", images.Size, NetworkOptions.UsualSize(settings.Net))
            .Add("--train", images.Train, usualImages.Train)
            .Add("--validation", images.Validation, usualImages.Validation)
            .Add("--test", images.Test, usualImages.Test)
            .AddFlag("--skip-bad", images.SkipBad);
        AddFeatures(command, settings.Features);
        return command
            .Add("--epochs", settings.Epochs, NetworkOptions.UsualEpochs(settings.Features))
            .Add("--patience", training.Patience, usual.Patience)
            .Add("--watch", training.Watch == usual.Watch ? null : "training")
            .Add("--loss", training.Loss.Name == usual.Loss.Name ? null : training.Loss.Name)
            .Add("--seed", settings.Seeds.Count > 0 || training.Seed == usual.Seed ? null : training.Seed.ToString(CultureInfo.InvariantCulture))
            .Add("--seeds", Ranges(settings.Seeds))
            .Add("--batch", string.Join(' ', settings.Batches), NetworkOptions.UsualBatch)
            .ToString();
    }

    /// <summary>Adds where features come from, if they do.</summary>
    public static void AddFeatures(CanonicalCommand command, NetworkFeatureSettings? features)
    {
        command.Add("--features", NameOf(features?.Path));
        if (features?.Model is { } model)
        {
            AddPreprocessing(command, model.Preprocessing);
            command
                .Add("--feature-size", model.Size?.ToString(CultureInfo.InvariantCulture))
                .Add("--layout", model.Layout switch { ModelLayout.Nhwc => "nhwc", ModelLayout.Nchw => "nchw", _ => null })
                .Add("--feature-output", model.Output is { } output ? CanonicalCommand.Word(output) : null);
        }
    }

    private static void AddPreprocessing(CanonicalCommand command, Preprocessing preprocessing)
    {
        if (Preprocessing.Named.FirstOrDefault(named => named.Value.Describe() == preprocessing.Describe()) is { Name: { } name })
        {
            command.Add("--preprocess", name);
            return;
        }

        command
            .Add("--channel-order", preprocessing.Order == ChannelOrder.Bgr ? "bgr" : "rgb", "rgb")
            .Add("--scale", Cell.Of(new Numerics.Formats.Float32(preprocessing.Scale)))
            .Add("--mean", Numbers(preprocessing.Mean), "0 0 0")
            .Add("--std", Numbers(preprocessing.Deviation), "1 1 1");
    }

    private static string Numbers(IEnumerable<float> values) => string.Join(' ', values.Select(value => Cell.Of(new Numerics.Formats.Float32(value))));

    private static string? NameOf(string? path) => path is null ? null : CanonicalCommand.Word(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))));

    /// <summary>Seeds in their order, those that follow one another as ranges.</summary>
    private static string? Ranges(IReadOnlyList<ulong> seeds)
    {
        var words = new List<string>();
        for (var first = 0; first < seeds.Count;)
        {
            var last = first;
            while (last + 1 < seeds.Count && seeds[last + 1] == seeds[last] + 1)
            {
                last++;
            }

            words.Add(first == last ? $"{seeds[first]}" : $"{seeds[first]}..{seeds[last]}");
            first = last + 1;
        }

        return words.Count == 0 ? null : string.Join(' ', words);
    }
}

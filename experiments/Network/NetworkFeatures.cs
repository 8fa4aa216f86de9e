using Experiments.Cli;
using Experiments.Output.Files;
using Experiments.Training.Data;
using Experiments.Training.Features;
using Experiments.Training.Layers;

namespace Experiments.Network;

/// <summary>Pictures as a pretrained network sees them, and Chollet's head to tell them apart by that.</summary>
internal static class NetworkFeatures
{
    /// <summary>Computes the features, or reads them.</summary>
    /// <exception cref="UsageException">A file or option is wrong, or the model and the pictures do not
    /// fit.</exception>
    public static NetworkTask Read(Run run, NetworkSettings settings, NetworkFeatureSettings features)
    {
        try
        {
            return features.Model is { } options ? Compute(run, settings, features.Path, options) : Load(run, settings, features.Path);
        }
        catch (InputException error)
        {
            throw new UsageException(error.Say(NetworkInput.Option));
        }
    }

    /// <summary>A cache of features in a folder.</summary>
    public static FeatureCache Cache(string folder)
    {
        return new(Read, (key, bytes) => AtomicFile.Write(PathOf(key), stream => stream.Write(bytes)));

        byte[]? Read(ulong key)
        {
            try
            {
                return File.ReadAllBytes(PathOf(key));
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                return null;
            }
        }

        string PathOf(ulong key) => Path.Combine(folder, $"features-{key:x16}.cache");
    }

    private static NetworkTask Compute(Run run, NetworkSettings settings, string path, FeatureModelOptions options)
    {
        using var model = NetworkInput.Read(
            $"--features: cannot read the model '{path}'",
            () => FeatureModel.Load(path, File.ReadAllBytes(path), options, settings.Threads));
        if (settings.Data is null)
        {
            run.Say(
                "network: the embedded pictures are grey and 28 × 28; "
                + $"the model sees them in three equal channels and at {model.Size} × {model.Size}");
        }

        var data = NetworkData.Images(run, settings, settings.Images with { Size = model.Size, Channels = Preprocessing.Channels });
        FeatureCache? cache = null;
        if (settings.State is { } state)
        {
            NetworkRun.MakeState(run, state);
            cache = Cache(state);
        }

        var extractor = new FeatureExtractor(model, cache);
        var work = run.Start("network: features", settings.Images.Total);
        var progress = new NetworkProgress(work);
        try
        {
            var task = Task(path, data, Extract(data.Training)!, Extract(data.Validation)!, Extract(data.Test));
            if (extractor.Reused > 0)
            {
                run.Say($"network: features of {extractor.Reused} of {settings.Images.Total} pictures were kept in {settings.State}");
            }

            return task;
        }
        catch (OperationCanceledException)
        {
            work.Clear();
            if (settings.State is not null)
            {
                run.Say(
                    $"network: features of {extractor.Computed + extractor.Reused} of {settings.Images.Total} pictures are kept "
                    + $"in {settings.State}; the same command goes on from there");
            }

            throw;
        }

        FeatureSet? Extract(ImageSet? images) => images is null ? null : extractor.Extract(images, progress, run.Cancellation);
    }

    private static NetworkTask Load(Run run, NetworkSettings settings, string path)
    {
        var images = settings.Images;
        var parts = NetworkInput.Read($"--features: cannot read '{path}'", () =>
        {
            using var file = File.OpenRead(path);
            return NumpyFile.Read(path, file, [images.Train, images.Validation, images.Test]);
        });
        var data = NetworkData.Images(run, settings, images);
        var test = data.Test is null ? null : Set(data.Test, parts[2]);
        return Task(path, data, Set(data.Training, parts[0]), Set(data.Validation, parts[1]), test);

        static FeatureSet Set(ImageSet images, float[] values) => new(images.Name, values.Length / images.Count, values, images.Labels);
    }

    private static NetworkTask Task(string path, Dataset data, FeatureSet training, FeatureSet validation, FeatureSet? test) =>
        new(
            data.Name,
            data.ClassNames,
            $"head on {Path.GetFileName(path)}",
            Architecture.Head(training.Length),
            training,
            validation,
            test);
}

using Experiments.Cli;
using Experiments.Output.Inputs;
using Experiments.Output.Tables;
using Experiments.Training.Data;
using Experiments.Training.Features;
using Experiments.Training.Layers;

namespace Experiments.Samples.Learning;

/// <summary>Pictures as a pretrained network sees them, and Chollet's head to tell them apart by that.</summary>
internal static class FeatureTask
{
    /// <summary>What users call a network on the features of a file.</summary>
    public static string NetOn(string path) => $"head on {Path.GetFileName(path)}";

    /// <summary>Computes the features, or reads them.</summary>
    /// <exception cref="UsageException">A file or option is wrong, or the model and the pictures do not
    /// fit.</exception>
    public static LearningTask Read(Work work, LearningSource source, FeatureSource features)
    {
        try
        {
            return features.Model is { } options ? Compute(work, source, features.Path, options)
                : features.Labels is { } labels ? Load(source.Images, features.Path, labels)
                : Load(work, source, features.Path);
        }
        catch (InputException error)
        {
            throw new UsageException(error.Say(LearningInput.Option));
        }
    }

    private static LearningTask Compute(Work work, LearningSource source, string path, FeatureModelOptions options)
    {
        using var model = LearningInput.Read(
            $"{FeatureSettings.File.Name}: cannot read the model '{path}'",
            () => FeatureModel.Load(path, Bytes(path), options, source.Threads));
        if (source.Data is null)
        {
            work.Say(
                $"{source.Command}: the embedded pictures are grey and 28 × 28; "
                + $"the model sees them in three equal channels and at {model.Size} × {model.Size}");
        }

        var data = LearningInput.Images(work, source, source.Images with { Size = model.Size, Channels = Preprocessing.Channels });
        FeatureCache? cache = null;
        if (source.State is { } state)
        {
            StateFolder.Make(work, state);
            cache = StateFolder.Cache(state);
        }

        var extractor = new FeatureExtractor(model, cache);
        var progress = work.Start($"{source.Command}: features", source.Images.Total, "images");
        try
        {
            var task = Task(path, data.Name, data.ClassNames, Extract(data.Training)!, Extract(data.Validation)!, Extract(data.Test));
            if (extractor.Reused > 0)
            {
                work.Say($"{source.Command}: features of {extractor.Reused} of {source.Images.Total} pictures were kept in {source.State}");
            }

            return task;
        }
        catch (OperationCanceledException)
        {
            progress.Clear();
            if (source.State is not null)
            {
                work.Say(
                    $"{source.Command}: features of {extractor.Computed + extractor.Reused} of {source.Images.Total} pictures are kept "
                    + $"in {source.State}; the same command goes on from there");
            }

            throw;
        }

        FeatureSet? Extract(ImageSet? images) => images is null ? null : extractor.Extract(images, progress, work.Cancellation);
    }

    private static LearningTask Load(Work work, LearningSource source, string path)
    {
        var images = source.Images;
        var parts = Parts(images, path);
        var data = LearningInput.Images(work, source, images);
        var test = data.Test is null ? null : Set(data.Test, parts[2]);
        return Task(path, data.Name, data.ClassNames, Set(data.Training, parts[0]), Set(data.Validation, parts[1]), test);

        static FeatureSet Set(ImageSet images, float[] values) => new(images.Name, values.Length / images.Count, values, images.Labels);
    }

    /// <summary>
    /// Features with labels of their own: the first rows to train on, the next for validation, then for test.
    /// </summary>
    private static LearningTask Load(DataOptions counts, string path, string labelPath)
    {
        var parts = Parts(counts, path);
        byte[] labels;
        try
        {
            labels = LearningInput.Read(
                $"{FeatureSettings.Labels.Name}: cannot read '{labelPath}'", () => LabelFile.Read(labelPath, counts.Total));
        }
        catch (TableException error)
        {
            throw new UsageException($"{FeatureSettings.Labels.Name}: {error.Message}");
        }

        var first = 0;
        FeatureSet[] sets = [.. parts.Zip([counts.Train, counts.Validation, counts.Test], ["training", "validation", "test"]).Select(part =>
        {
            var (values, count, name) = part;
            first += count;
            return new FeatureSet(name, values.Length / Math.Max(1, count), values, labels[(first - count)..first]);
        })];
        return Task(path, Path.GetFileName(path), ["label 0", "label 1"], sets[0], sets[1], counts.Test == 0 ? null : sets[2]);
    }

    private static IReadOnlyList<float[]> Parts(DataOptions counts, string path) =>
        LearningInput.Read($"{FeatureSettings.File.Name}: cannot read '{path}'", () =>
        {
            using var file = RegularFile.Open(path);
            return NumpyFile.Read(path, file, [counts.Train, counts.Validation, counts.Test]);
        });

    private static byte[] Bytes(string path)
    {
        using var file = RegularFile.Open(path);
        var bytes = new byte[file.Length <= Array.MaxLength ? file.Length : throw new IOException("it is larger than 2 GB")];
        file.ReadExactly(bytes);
        return bytes;
    }

    private static LearningTask Task(
        string path, string name, IReadOnlyList<string> classNames, FeatureSet training, FeatureSet validation, FeatureSet? test) =>
        new(
            name,
            classNames,
            NetOn(path),
            Architecture.Head(training.Length),
            training,
            validation,
            test);
}

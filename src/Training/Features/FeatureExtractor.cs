using Experiments.Training.Data;

namespace Experiments.Training.Features;

/// <summary>
/// Runs a model over pictures, each few dozen of them once: what is kept from before, whole or interrupted, is not
/// computed again; without a cache nothing is kept.
/// </summary>
public sealed class FeatureExtractor(FeatureModel model, FeatureCache? cache)
{
    // As many as an interruption may cost: 20 s of VGG16 on one core.
    private const int Chunk = 64;

    /// <summary>Pictures the model was run on.</summary>
    public int Computed { get; private set; }

    /// <summary>Pictures of which the features were kept from before.</summary>
    public int Reused { get; private set; }

    /// <summary>
    /// The features of a set of pictures, with their labels. Progress is told <see cref="Computed"/> and
    /// <see cref="Reused"/> together.
    /// </summary>
    /// <exception cref="InputException">The model fails, or a feature is infinite or NaN.</exception>
    /// <exception cref="IOException">Features cannot be kept.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled; what has been computed is kept.</exception>
    public FeatureSet Extract(ImageSet images, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(images);
        float[] features = [];
        var length = 0;
        for (var first = 0; first < images.Count; first += Chunk)
        {
            var count = Math.Min(Chunk, images.Count - first);
            var values = Features(images, first, count, cancellation);
            if (first == 0)
            {
                length = values.Length / count;
                FeatureLimits.Check(images.Name, images.Count, length);
                features = new float[images.Count * length];
            }

            values.CopyTo(features, first * length);
            progress?.Report(Computed + Reused);
        }

        return new(images.Name, length, features, images.Labels);
    }

    private float[] Features(ImageSet images, int first, int count, CancellationToken cancellation)
    {
        var pixels = images.Pixels.AsSpan(first * images.Length, count * images.Length);
        var key = model.Key(pixels);
        if (cache?.Read(key, count) is { } kept)
        {
            Reused += count;
            return kept;
        }

        var features = model.Run(pixels, cancellation);
        var (index, what) = FeatureLimits.NotFinite(features);
        if (index >= 0)
        {
            var length = features.Length / count;
            var feature = $"feature {index % length} of {images.Name} picture {first + (index / length)}";
            throw new InputException(
                $"{model.Name}: {feature} is {what}; expected finite numbers, so see whether {InputSetting.Preprocessing} suits the model");
        }

        cache?.Write(key, count, features);
        Computed += count;
        return features;
    }
}

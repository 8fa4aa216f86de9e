using Experiments.Training;
using Experiments.Training.Data;
using Experiments.Training.Layers;
using Experiments.Training.Random;

namespace Experiments.Tests.Training;

/// <summary>Pictures made up for tests: class 1 is the brighter half.</summary>
internal static class Pictures
{
    /// <summary>A small network of three channels for 16×16 pictures.</summary>
    public static Architecture Small { get; } = new(
        "small",
        16,
        16,
        3,
        Padding.Same,
        [3, 8, 8, 17],
        16,
        DropoutAfterDense: false,
        3e-3f,
        10);

    public static ImageSet Make(int count, ulong seed)
    {
        var numbers = new SplitMix64(seed);
        var pixels = new byte[count * Small.Inputs];
        for (var i = 0; i < pixels.Length; i++)
        {
            pixels[i] = (byte)(numbers.Below(128) + (i / Small.Inputs % 2 * 127));
        }

        return new(
            "pictures",
            Small.Height,
            Small.Width,
            Small.Channels,
            pixels,
            [.. Enumerable.Range(0, count).Select(i => (byte)(i % 2))]);
    }

    public static Trainer Trainer(TrainingOptions options, int threads = 1) => new(Small, options, Make(34, 1), Make(20, 2), threads);
}

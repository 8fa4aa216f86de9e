using Experiments.Training.Data;
using Experiments.Training.Features;

namespace Experiments.Tests.Training.Features;

/// <summary>Files and pictures for tests of features.</summary>
internal static class FeatureFixture
{
    /// <summary>Pixels as they are.</summary>
    public static FeatureModelOptions Plain { get; } = new(Preprocessing.None);

    public static string PathOf(string file) => Path.Combine(AppContext.BaseDirectory, "Fixtures", "training", "features", file);

    public static FeatureModel Load(string path, FeatureModelOptions options, int threads) =>
        FeatureModel.Load(path, File.ReadAllBytes(path), options, threads);

    /// <summary>Pictures of 8 × 8 whose pixels are numbered through, modulo 251, from a start.</summary>
    public static ImageSet Pictures(int count, int start = 0) =>
        new(
            "training",
            8,
            8,
            3,
            [.. Enumerable.Range(start, count * 192).Select(i => (byte)(i % 251))],
            [.. Enumerable.Range(0, count).Select(i => (byte)(i % 2))]);
}

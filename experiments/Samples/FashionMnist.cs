using System.Reflection;
using Experiments.Training.Data;

namespace Experiments.Samples;

/// <summary>
/// The embedded photographs: T-shirt/top (class 0) and shirt (class 1) of Fashion-MNIST, 2000 to train on, 1000 for
/// validation and 1000 for test, half of each class. MIT licence, in data/LICENSE.fashion-mnist.txt; data/manifest.json
/// says which pictures they are.
/// </summary>
internal static class FashionMnist
{
    private const string Folder = "data/";
    private static readonly Assembly Program = typeof(FashionMnist).Assembly;

    /// <summary>What they are, and the commit of the data set that they were taken from.</summary>
    public const string Version = "Fashion-MNIST 55506a9";

    // A checksum of data of a user's is longer.
    private const int CommitLength = 7;

    /// <summary>Names of class 0 and class 1.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = ["T-shirt/top", "shirt"];

    /// <summary>Reads as many of them as the options ask for.</summary>
    /// <exception cref="ImageDataException">There are fewer.</exception>
    public static Dataset Open(DataOptions options, IProgress<int>? progress = null, CancellationToken cancellation = default)
    {
        var files = Program.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Select(name => name[Folder.Length..]);
        return DataSource.OpenIdx("Fashion-MNIST", [.. files], OpenFile, ClassNames, options, progress, cancellation);
    }

    /// <summary>
    /// Recorded data as they would be recorded by this program: another version of these is this one, other data stay
    /// what they are.
    /// </summary>
    public static string? Now(string? recorded)
    {
        var name = Version[..^CommitLength];
        var end = name.Length + CommitLength;
        return recorded?.StartsWith(name, StringComparison.Ordinal) == true && recorded.Split(';')[0].Length == end ? Version + recorded[end..] : recorded;
    }

    /// <summary>Opens one of the embedded files.</summary>
    public static Stream OpenFile(string name) => Program.GetManifestResourceStream(Folder + name)!;
}

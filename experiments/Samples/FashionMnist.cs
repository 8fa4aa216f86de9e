using System.Reflection;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Output.Files;
using Experiments.Training.Data;

namespace Experiments.Samples;

/// <summary>
/// The embedded photographs: T-shirt/top (class 0) and shirt (class 1) of Fashion-MNIST, 2000 to train on, 1000 for
/// validation and 1000 for test, half of each class. MIT licence, in data/LICENSE.fashion-mnist.txt; data/manifest.json
/// says which pictures they are.
/// </summary>
internal sealed class FashionMnist : IFolder
{
    /// <summary>What they are, and the commit of the data set that they were taken from.</summary>
    public const string Version = "Fashion-MNIST 55506a9";

    // A checksum of data of a user's is longer.
    private const int CommitLength = 7;
    private const string Prefix = "data/";
    private static readonly Assembly Program = typeof(FashionMnist).Assembly;

    /// <summary>Their name.</summary>
    public const string Title = "Fashion-MNIST";

    /// <summary>Names of class 0 and class 1.</summary>
    public static IReadOnlyList<string> ClassNames { get; } = ["T-shirt/top", "shirt"];

    /// <inheritdoc/>
    public string Name => Title;

    /// <inheritdoc/>
    public string Place => Name;

    /// <inheritdoc/>
    public IReadOnlyList<string> Files { get; } =
    [
        .. Program.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => name[Prefix.Length..]),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<string> Folders => [];

    /// <summary>Reads as many of them as the options ask for.</summary>
    /// <exception cref="InputException">There are fewer.</exception>
    public static Dataset Read(DataOptions options, IProgress<int>? progress = null, CancellationToken cancellation = default) =>
        DataSource.Open(new FashionMnist(), options with { LabelNames = ClassNames }, progress, cancellation);

    /// <summary>What something of an origin would be made from by this program and the data embedded in it.</summary>
    public static Origin Now(Origin recorded) =>
        recorded with { Program = ThisProgram.Version, Formulas = Formulas.Version, Data = Now(recorded.Data) };

    /// <summary>
    /// Recorded data as they would be recorded by this program: another version of these is this one, other data stay
    /// what they are.
    /// </summary>
    public static string? Now(string? recorded)
    {
        var name = Version[..^CommitLength];
        var end = name.Length + CommitLength;
        var isOfThese = recorded?.StartsWith(name, StringComparison.Ordinal) == true && recorded.Split(';')[0].Length == end;
        return isOfThese ? Version + recorded![end..] : recorded;
    }

    /// <inheritdoc/>
    public IFolder Folder(string name) => throw new ArgumentException($"there is no folder {name}", nameof(name));

    /// <inheritdoc/>
    public string PlaceOf(string name) => name;

    /// <inheritdoc/>
    public Stream Open(string name) => Program.GetManifestResourceStream(Prefix + name)!;
}

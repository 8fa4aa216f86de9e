using System.Globalization;

namespace Experiments.Samples;

/// <summary>
/// The raw outputs of the network that is shown, for its training images: a copy of two columns of the committed
/// network-trained.csv, which the program carries with it.
/// </summary>
internal static class NetworkOutputs
{
    private const string File = "network-raw.csv";
    private static readonly string[][] Rows = Read();

    /// <summary>Those of the images of a class, in their order.</summary>
    public static IReadOnlyList<float> Of(bool label) =>
    [
        .. Rows.Where(cells => cells[0] == (label ? "1" : "0")).Select(cells => float.Parse(cells[1], CultureInfo.InvariantCulture)),
    ];

    /// <summary>The copy as it is, with its header.</summary>
    public static Stream Open() => typeof(NetworkOutputs).Assembly.GetManifestResourceStream(File)!;

    private static string[][] Read()
    {
        using var reader = new StreamReader(Open());
        return [.. reader.ReadToEnd().TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(','))];
    }
}

using System.Globalization;

namespace Experiments.Samples;

/// <summary>
/// The numbers of twenty trainings on the embedded photographs, seeds 1 to 20: a copy of the committed
/// network-seeds.csv, which the program carries with it.
/// </summary>
internal static class SeedTable
{
    private const string File = "network-seeds.csv";
    private static readonly string[][] Rows = Read();

    /// <summary>How many trainings there are.</summary>
    public static int Count { get; } = Rows.Select(cells => cells[0]).Distinct().Count();

    /// <summary>A quantity of all trainings, in the order of their seeds.</summary>
    public static IReadOnlyList<double> Values(string quantity) =>
        [.. Rows.Where(cells => cells[2] == quantity).Select(cells => double.Parse(cells[4], CultureInfo.InvariantCulture))];

    private static string[][] Read()
    {
        using var reader = new StreamReader(typeof(SeedTable).Assembly.GetManifestResourceStream(File)!);
        return [.. reader.ReadToEnd().TrimEnd('\n').Split('\n').Skip(1).Select(line => line.Split(','))];
    }
}

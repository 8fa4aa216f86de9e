namespace Experiments.Tests;

/// <summary>Rows of a table whose cells hold no comma: its cells by column.</summary>
internal static class SmallTable
{
    /// <summary>The rows of a text.</summary>
    public static Dictionary<string, string>[] Rows(string csv)
    {
        string[][] lines = [.. csv.TrimEnd('\n').Split('\n').Select(line => line.Split(','))];
        return [.. lines[1..].Select(cells => lines[0].Zip(cells).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    /// <summary>The rows of a committed output.</summary>
    public static Dictionary<string, string>[] Committed(string file) =>
        Rows(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "output", file)));
}

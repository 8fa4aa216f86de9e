namespace Experiments.Tests;

/// <summary>The README of the project and those of its folders, in the tree that the tests were built from.</summary>
internal static class Readmes
{
    private const string End = "<!-- end -->";

    /// <summary>Their paths from the project's root.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "README.md", "experiments/README.md", "experiments/Audit/README.md", "experiments/Network/README.md",
        "experiments/Report/README.md",
        "experiments/TrainingEffect/README.md", "src/README.md", "src/Losses/Formula/README.md", "tests/README.md", "output/README.md",
    ];

    /// <summary>The project's root: the folder above the tests that has the solution.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>The lines of one of them.</summary>
    public static string[] Lines(string page) => File.ReadAllLines(Path.Combine(Root, page));

    /// <summary>The lines of a block, which stand between its name and its end.</summary>
    public static string[] Block(string page, string name) =>
        [.. Lines(page).SkipWhile(line => line != Start(name)).Skip(1).TakeWhile(line => line != End)];

    /// <summary>Writes the lines of a block in the place of those that are there.</summary>
    public static void Write(string page, string name, IEnumerable<string> block)
    {
        var lines = Lines(page);
        var start = Array.IndexOf(lines, Start(name));
        var end = Array.IndexOf(lines, End, start);
        File.WriteAllText(
            Path.Combine(Root, page), string.Concat(lines[..(start + 1)].Concat(block).Concat(lines[end..]).Select(line => line + "\n")));
    }

    private static string Start(string name) => $"<!-- {name}: generated, see tests/README.md -->";

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "Experiments.sln")) ? folder : Above(Path.GetDirectoryName(folder)!);
}

namespace Experiments.Tests;

/// <summary>The README of the project and those of its folders, in the tree that the tests were built from.</summary>
internal static class Readmes
{
    /// <summary>Their paths from the project's root.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        "README.md", "experiments/README.md", "experiments/Network/README.md", "src/README.md", "tests/README.md", "output/README.md",
    ];

    /// <summary>The project's root: the folder above the tests that has the solution.</summary>
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    /// <summary>The lines of one of them.</summary>
    public static string[] Lines(string page) => File.ReadAllLines(Path.Combine(Root, page));

    private static string Above(string folder) =>
        File.Exists(Path.Combine(folder, "Experiments.sln")) ? folder : Above(Path.GetDirectoryName(folder)!);
}

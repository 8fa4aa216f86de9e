using Experiments.Output.Files;

namespace Experiments.Tests.Output.Files;

public sealed class FolderFilesTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("experiments").FullName;

    [Fact]
    public void Files_of_folders_are_listed_and_hidden_ones_and_linked_folders_are_not()
    {
        foreach (var name in new[] { "b.csv", "a/c.csv", "a/.d.csv", ".e/f.csv", "B.csv" })
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(root, name))!);
            File.WriteAllText(Path.Combine(root, name), "x");
        }

        // A link to the folder itself would never end.
        Directory.CreateSymbolicLink(Path.Combine(root, "a", "loop"), root);
        File.CreateSymbolicLink(Path.Combine(root, "link.csv"), Path.Combine(root, "b.csv"));
        Assert.Equal(["B.csv", "a/c.csv", "b.csv", "link.csv"], FolderFiles.Of(root, CancellationToken.None));
        Assert.Throws<OperationCanceledException>(() => FolderFiles.Of(root, new(canceled: true)));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);
}

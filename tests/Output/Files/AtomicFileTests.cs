using Experiments.Output.Files;

namespace Experiments.Tests.Output.Files;

public sealed class AtomicFileTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("experiments").FullName;

    private string Target => Path.Combine(root, "state");

    [Fact]
    public void A_file_is_made_and_replaced_as_a_whole()
    {
        AtomicFile.Write(Target, stream => stream.Write("first"u8));
        AtomicFile.Write(Target, stream =>
        {
            stream.Write("second"u8);
            Assert.Equal("first", File.ReadAllText(Target));
        });
        Assert.Equal("second", File.ReadAllText(Target));
        AssertAlone();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_full_disk_is_named_and_leaves_the_file_before(bool failsOnClose)
    {
        AtomicFile.Write(Target, stream => stream.Write("first"u8));
        var error = Assert.Throws<IOException>(() => AtomicFile.Write(
            Target,
            stream => stream.Write(new byte[100]),
            path => new FullDisk(File.Create(path), failsOnClose ? long.MaxValue : 99, failsOnClose)));
        Assert.Contains(Target, error.Message, StringComparison.Ordinal);
        Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
        Assert.Equal("first", File.ReadAllText(Target));
        AssertAlone();
    }

    [Fact]
    public void A_missing_folder_is_named()
    {
        var path = Path.Combine(root, "missing", "state");
        Assert.Contains(path, Assert.Throws<IOException>(() => AtomicFile.Write(path, _ => { })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_writers_of_one_file_share_no_temporary()
    {
        // Of one process, and so of one process id, as in two containers on a shared volume.
        AtomicFile.Write(Target, first =>
        {
            first.Write("first, "u8);
            AtomicFile.Write(Target, second => second.Write("second"u8));
            Assert.Equal("second", File.ReadAllText(Target));
            first.Write("whole"u8);
        });
        Assert.Equal("first, whole", File.ReadAllText(Target));
        AssertAlone();
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private void AssertAlone() => Assert.Equal(["state"], Directory.EnumerateFileSystemEntries(root).Select(Path.GetFileName));
}

using Experiments.Cli;
using Experiments.Compare;
using Experiments.Output.Files;

namespace Experiments.Tests.Compare;

public class FilePairTests
{
    [Fact]
    public void Two_folders_are_paired_by_path_in_ordinal_order_without_hidden_files()
    {
        using var folder = new TemporaryFolder();
        string[] names =
            ["old/b.csv", "old/a/z.png", "old/B.txt", "old/.git/x", "old/.hidden", "new/b.csv", "new/c", "new/a/.x/y"];
        foreach (var name in names)
        {
            folder.Write(name, []);
        }

        var pairs = FilePair.Find(folder.At("old"), folder.At("new"), [], TestContext.Current.CancellationToken);
        Assert.Equal(["B.txt", "a/z.png", "b.csv", "c"], pairs.Select(pair => pair.Name));
        Assert.Equal(
            [(true, false), (true, false), (true, true), (false, true)],
            pairs.Select(pair => (pair.Old is not null, pair.New is not null)));
        Assert.Equal(folder.At("new/b.csv"), pairs[2].New);
    }

    [Fact]
    public void Two_files_may_have_other_names_and_what_cannot_be_paired_is_named()
    {
        using var folder = new TemporaryFolder();
        var (table, other) = (folder.Write("x/a.csv", []), folder.Write("y/b.csv", []));
        Assert.Equal(
            new FilePair("b.csv", table, other),
            Assert.Single(FilePair.Find(table, other, [], TestContext.Current.CancellationToken)));
        Assert.Contains("is a folder and", Refusal(folder.At("x"), other), StringComparison.Ordinal);
        Assert.Contains("none is not there; expected a file or a folder.", Refusal(folder.At("none"), other), StringComparison.Ordinal);
        Assert.Contains("'' is not there", Refusal(table, ""), StringComparison.Ordinal);
        Directory.CreateDirectory(folder.At("e"));
        Assert.Contains("have no files", Refusal(folder.At("e"), folder.At("e")), StringComparison.Ordinal);

        static string Refusal(string before, string after) =>
            Assert.Throws<UsageException>(() => FilePair.Find(before, after, [], TestContext.Current.CancellationToken)).Message;
    }

    [Theory]
    [InlineData("*.png", "b.csv sub/c.csv")]
    [InlineData("sub/*", "a.png b.csv")]
    [InlineData("?.csv,*.png", "sub/c.csv")]
    [InlineData("A.png", "a.png b.csv sub/c.csv sub/d.png")]
    [InlineData("c.csv", "a.png b.csv sub/c.csv sub/d.png")]
    public void Files_whose_path_matches_an_excluded_pattern_are_left_out(string patterns, string left)
    {
        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "a.png", "b.csv", "sub/c.csv", "sub/d.png" })
        {
            folder.Write(name, []);
        }

        var pairs = FilePair.Find(folder.Path, folder.Path, patterns.Split(','), TestContext.Current.CancellationToken);
        Assert.Equal(left, string.Join(' ', pairs.Select(pair => pair.Name)));
        Assert.Throws<UsageException>(() => FilePair.Find(folder.Path, folder.Path, ["*"], TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Files_are_compared_byte_by_byte_across_blocks()
    {
        using var folder = new TemporaryFolder();
        var bytes = new byte[200_000];
        Assert.Equal(new(200_000, 200_000, null), Between(new byte[200_000], bytes));
        Assert.Equal(new(200_000, 150_000, 150_000), Between(bytes, bytes[..150_000]));
        bytes[131_072] = 1;
        Assert.Equal(new(200_000, 200_000, 131_072), Between(new byte[200_000], bytes));
        Assert.Equal(new(0, 0, null), Between([], []));

        BytesDifference Between(byte[] before, byte[] after) =>
            BytesDifference.Between(
                folder.Write("a", before),
                folder.Write("b", after),
                mustBeFiles: true,
                TestContext.Current.CancellationToken);
    }
}

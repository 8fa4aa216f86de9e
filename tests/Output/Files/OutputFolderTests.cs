using Experiments.Output.Files;

namespace Experiments.Tests.Output.Files;

public sealed class OutputFolderTests : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("experiments").FullName;

    [Fact]
    public void Files_appear_when_all_are_written_and_replace_what_was_there()
    {
        File.WriteAllText(Path.Combine(root, "a.txt"), "old");
        using (var folder = OutputFolder.Open(root))
        {
            folder.Write("a.txt", stream => stream.Write("new"u8));
            folder.Write("b.txt", stream => stream.Write("b"u8));
            Assert.Equal("old", File.ReadAllText(Path.Combine(root, "a.txt")));
            Assert.False(File.Exists(Path.Combine(root, "b.txt")));
            folder.Commit();
        }

        Assert.Equal("new", File.ReadAllText(Path.Combine(root, "a.txt")));
        AssertHolds("a.txt", "b.txt");
    }

    [Fact]
    public void A_target_that_has_the_bytes_already_is_not_touched_and_each_target_is_told()
    {
        var then = new DateTime(2019, 2, 21, 0, 0, 0, DateTimeKind.Utc);
        foreach (var (name, text) in new[] { ("same.txt", "abc"), ("longer.txt", "abcd"), ("other.txt", "abd") })
        {
            File.WriteAllText(Path.Combine(root, name), text);
            File.SetLastWriteTimeUtc(Path.Combine(root, name), then);
        }

        using (var folder = OutputFolder.Open(root))
        {
            foreach (var name in new[] { "same.txt", "longer.txt", "other.txt", "new.txt" })
            {
                Assert.Equal(
                    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                    folder.Write(name, stream => stream.Write("abc"u8)));
            }

            Assert.Equal([Change.Left, Change.Replaced, Change.Replaced, Change.Wrote], folder.Commit().Select(file => file.Change));
        }

        AssertHolds("longer.txt", "new.txt", "other.txt", "same.txt");
        Assert.Equal(then, File.GetLastWriteTimeUtc(Path.Combine(root, "same.txt")));
        Assert.Equal("abc", File.ReadAllText(Path.Combine(root, "longer.txt")));
        Assert.NotEqual(then, File.GetLastWriteTimeUtc(Path.Combine(root, "other.txt")));
    }

    [Fact]
    public void Without_commit_nothing_is_left_not_even_the_folders_made()
    {
        using (var folder = OutputFolder.Open(Path.Combine(root, "new", "deep")))
        {
            folder.Write("a.txt", stream => stream.Write("a"u8));
        }

        AssertHolds();
    }

    [Fact]
    public void A_full_disk_is_named_and_leaves_what_was_there()
    {
        File.WriteAllText(Path.Combine(root, "a.txt"), "old");
        using (var folder = OutputFolder.Open(root, path => new FullDisk(File.Create(path), 10)))
        {
            folder.Write("b.txt", stream => stream.Write("b"u8));
            var error = Assert.Throws<IOException>(() => folder.Write("a.txt", stream => stream.Write(new byte[11])));
            Assert.Contains(Path.Combine(root, "a.txt"), error.Message, StringComparison.Ordinal);
            Assert.Contains("No space left", error.Message, StringComparison.Ordinal);
        }

        AssertHolds("a.txt");
        Assert.Equal("old", File.ReadAllText(Path.Combine(root, "a.txt")));
    }

    [Fact]
    public void A_disk_that_fills_when_the_file_is_closed_is_noticed_too()
    {
        using (var folder = OutputFolder.Open(root, path => new FullDisk(File.Create(path), long.MaxValue, failsOnClose: true)))
        {
            Assert.Throws<IOException>(() => folder.Write("a.txt", stream => stream.Write("a"u8)));
        }

        AssertHolds();
    }

    [Fact]
    public void A_folder_in_the_place_of_a_file_is_refused()
    {
        Directory.CreateDirectory(Path.Combine(root, "a.txt"));
        using var folder = OutputFolder.Open(root);
        Assert.Throws<IOException>(() => folder.Write("a.txt", stream => stream.Write("a"u8)));
    }

    [Fact]
    public void When_one_file_cannot_be_replaced_all_stay_as_they_were()
    {
        File.WriteAllText(Path.Combine(root, "a.txt"), "old");
        using (var folder = OutputFolder.Open(root))
        {
            folder.Write("a.txt", stream => stream.Write("new"u8));
            folder.Write("b.txt", stream => stream.Write("b"u8));
            Directory.CreateDirectory(Path.Combine(root, "b.txt"));
            Assert.Throws<IOException>(folder.Commit);
        }

        AssertHolds("a.txt", "b.txt");
        Assert.Equal("old", File.ReadAllText(Path.Combine(root, "a.txt")));
    }

    [Fact]
    public void Whenever_it_is_killed_each_file_is_whole_the_one_before_or_the_new_one()
    {
        // What a reader sees at any moment of many commits is what a process killed at that moment leaves.
        var target = Path.Combine(root, "a.txt");
        File.WriteAllText(target, new string('0', 1000));
        var (seen, broken, isOver) = (0, 0, false);
        var reader = new Thread(() =>
        {
            while (!Volatile.Read(ref isOver))
            {
                var text = File.Exists(target) ? File.ReadAllText(target) : string.Empty;
                broken += text.Length == 1000 && text.All(letter => letter == text[0]) ? 0 : 1;
                seen++;
            }
        });
        reader.Start();
        for (var i = 0; i < 300; i++)
        {
            using var folder = OutputFolder.Open(root);
            folder.Write("a.txt", stream => stream.Write(System.Text.Encoding.ASCII.GetBytes(new string((char)('a' + (i % 26)), 1000))));
            folder.Commit();
        }

        Volatile.Write(ref isOver, true);
        reader.Join();
        Assert.True(seen > 0);
        Assert.Equal(0, broken);
    }

    [Fact]
    public void A_lock_waits_for_the_one_before_and_can_be_interrupted()
    {
        using var first = OutputFolder.Open(root);
        using var second = OutputFolder.Open(root);
        using var isIn = new ManualResetEventSlim();
        var waiting = new Thread(() =>
        {
            using (second.Lock(CancellationToken.None))
            {
                isIn.Set();
            }
        });
        using (first.Lock(CancellationToken.None))
        {
            Assert.Throws<OperationCanceledException>(() => second.Lock(new CancellationToken(canceled: true)));
            waiting.Start();
            Assert.False(isIn.Wait(200, TestContext.Current.CancellationToken));
        }

        waiting.Join();
        Assert.True(isIn.IsSet);
        AssertHolds();
    }

    [Fact]
    public void A_lock_that_there_cannot_be_is_refused_at_once()
    {
        using var folder = OutputFolder.Open(root);
        Directory.CreateDirectory(Path.Combine(root, ".lock"));
        Assert.Equal($"cannot write {Path.Combine(root, ".lock")}: it is a folder", folder.Obstacle(["a.csv"]));
        var error = Assert.Throws<IOException>(() => folder.Lock(CancellationToken.None));
        Assert.Equal($"cannot write {Path.Combine(root, ".lock")}: it is a folder", error.Message);
    }

    [Fact]
    public void A_lock_that_is_held_is_no_obstacle()
    {
        using var folder = OutputFolder.Open(root);
        using (folder.Lock(CancellationToken.None))
        {
            Assert.Null(folder.Obstacle(["a.csv"]));
        }
    }

    [Fact]
    public void Two_folders_of_one_process_id_share_no_temporary()
    {
        using var first = OutputFolder.Open(root);
        using var second = OutputFolder.Open(root);
        first.Write("a.txt", stream =>
        {
            stream.Write("first, "u8);
            second.Write("a.txt", other => other.Write("second"u8));
            stream.Write("whole"u8);
        });
        second.Commit();
        Assert.Equal("second", File.ReadAllText(Path.Combine(root, "a.txt")));
        first.Commit();
        Assert.Equal("first, whole", File.ReadAllText(Path.Combine(root, "a.txt")));
        AssertHolds("a.txt");
    }

    [Fact]
    public void Temporaries_of_killed_processes_are_swept_under_the_lock_when_they_are_a_day_old()
    {
        string[] names = [".a.csv.1.experiments.tmp", ".a.csv.2.experiments.tmp", ".notes.tmp", ".hidden"];
        foreach (var name in names)
        {
            File.WriteAllText(Path.Combine(root, name), "x");
            var made = File.GetLastWriteTimeUtc(Path.Combine(root, name));
            File.SetLastWriteTimeUtc(Path.Combine(root, name), made.AddHours(name == names[1] ? -23 : -25));
        }

        using var folder = OutputFolder.Open(root);
        AssertHolds([.. names.Order()]);
        folder.Lock(CancellationToken.None).Dispose();
        AssertHolds([.. names.Skip(1).Order()]);
    }

    [Fact]
    public void A_replaced_file_keeps_its_permissions()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has other ones");
            return;
        }

        var path = Path.Combine(root, "a.txt");
        File.WriteAllText(path, "old");
        const UnixFileMode Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead;
        File.SetUnixFileMode(path, Mode);
        using (var folder = OutputFolder.Open(root))
        {
            folder.Write("a.txt", stream => stream.Write("new"u8));
            folder.Commit();
        }

        Assert.Equal("new", File.ReadAllText(path));
        Assert.Equal(Mode, File.GetUnixFileMode(path));
    }

    [Fact]
    public void A_folder_removed_meanwhile_is_named_and_no_temporary()
    {
        var path = Path.Combine(root, "gone");
        using (var folder = OutputFolder.Open(path))
        {
            folder.Write("a.txt", stream => stream.Write("a"u8));
            Directory.Delete(path, recursive: true);
            string[] errors =
            [
                Assert.Throws<IOException>(() => folder.Write("b.txt", stream => stream.Write("b"u8))).Message,
                Assert.Throws<IOException>(() => folder.Lock(CancellationToken.None)).Message,
                Assert.Throws<IOException>(folder.Commit).Message,
            ];
            Assert.All(errors, error => Assert.Contains(path, error, StringComparison.Ordinal));
            Assert.All(errors, error => Assert.EndsWith("is not there", error, StringComparison.Ordinal));
            Assert.All(errors, error => Assert.DoesNotContain(".tmp", error, StringComparison.Ordinal));
        }

        AssertHolds();
    }

    [Fact]
    public void A_file_in_the_place_of_the_folder_is_refused()
    {
        File.WriteAllText(Path.Combine(root, "file"), string.Empty);
        Assert.ThrowsAny<IOException>(() => OutputFolder.Open(Path.Combine(root, "file")));
        Assert.ThrowsAny<IOException>(() => OutputFolder.Open(Path.Combine(root, "file", "below")));
        AssertHolds("file");
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    private void AssertHolds(params string[] names) =>
        Assert.Equal(names, Directory.EnumerateFileSystemEntries(root).Select(Path.GetFileName).Order());
}

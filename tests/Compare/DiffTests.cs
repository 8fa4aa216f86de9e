using System.Text.Json;
using Experiments.Compare;
using Experiments.Tests.Cli;
using SkiaSharp;

namespace Experiments.Tests.Compare;

public class DiffTests
{
    private const string Table = "format,x,loss,note\nfloat32,1,0.5,a\nfloat128,1,0.1,b\nfloat128,2,0.2,c\n";

    [Fact]
    public void A_folder_equals_itself()
    {
        using var command = new Command();
        var committed = Path.Combine(AppContext.BaseDirectory, "output");
        var result = command.Run($"diff {committed} {committed} --all");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            Directory.EnumerateFiles(committed).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal),
            result.Output.Split('\n').TakeWhile(line => line.Length > 0).Select(line => line.Split(' ')[0]));
        Assert.Equal(
            $"{Directory.EnumerateFiles(committed).Count()} files are equal\n",
            command.Run($"diff {committed} {committed}").Output);
        Assert.EndsWith($"\n\n{Directory.EnumerateFiles(committed).Count()} files are equal\n", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_ulp_of_float128_is_found_and_shown()
    {
        using var command = new Command();
        var result = Compare(
            command,
            Table,
            Table.Replace("0.1,b", "0.10000000000000000000000000000000002,b", StringComparison.Ordinal),
            "diff old.csv new.csv");
        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            """
            new.csv  1 of 3 rows differ

            new.csv: rows by format x
              column  equal  changed  ulps  largest difference
              loss        2        1     1  2e-35
              the other column is equal
              float128 1, line 3
                loss: 0.1
                    → 0.10000000000000000000000000000000002, 1 ulp

            the files differ

            """,
            result.Output);
        Assert.Equal(0, command.Run("diff old.csv new.csv --ulps 1").ExitCode);
        Assert.Equal(0, command.Run("diff old.csv new.csv --absolute 2e-35").ExitCode);
        Assert.Equal(1, command.Run("diff old.csv new.csv --absolute 1.9e-35 --relative 1.9e-34").ExitCode);
        Assert.Contains(
            "equal within the tolerance, differing cells: 1",
            command.Run("diff old.csv new.csv --relative 2e-34").Output,
            StringComparison.Ordinal);
        Assert.Equal(0, command.Run("diff old.csv new.csv --ignore loss").ExitCode);
        Assert.Equal(0, command.Run("diff old.csv new.csv --only note").ExitCode);
        Assert.Equal(1, command.Run("diff old.csv new.csv --only loss,note").ExitCode);
        Assert.Equal(1, command.Run("diff old.csv new.csv --only loss note --ignore note").ExitCode);
    }

    [Fact]
    public void Json_says_the_same_in_properties()
    {
        using var command = new Command();
        var result = Compare(
            command,
            Table,
            "format,x,loss,note\nfloat32,1,inf,a|b\nfloat128,2,0.3,c\nfloat64,3,1,d\n",
            "diff old.csv new.csv --json");
        Assert.Equal(1, result.ExitCode);
        using var json = JsonDocument.Parse(result.Output);
        var file = json.RootElement.GetProperty("files")[0];
        Assert.False(json.RootElement.GetProperty("equal").GetBoolean());
        Assert.Equal(("new.csv", "table"), (file.GetProperty("path").GetString(), file.GetProperty("kind").GetString()));
        Assert.Equal((4, 2, 2), (Number(file, "rows"), Number(file, "matchedRows"), Number(file, "changedRows")));
        Assert.Equal(
            (1, 3),
            (Number(file.GetProperty("rowsOnlyInOld"), "count"),
             Number(file.GetProperty("rowsOnlyInOld").GetProperty("first")[0], "line")));
        Assert.Equal(["float64", "3"], Texts(file.GetProperty("rowsOnlyInNew").GetProperty("first")[0].GetProperty("key")));
        Assert.Equal(["format", "x"], Texts(file.GetProperty("key")));
        var loss = file.GetProperty("columns")[0];
        Assert.Equal(
            ("loss", 0, 2, 0, 1),
            (loss.GetProperty("name").GetString(), Number(loss, "equal"), Number(loss, "changed"),
             Number(loss, "within"), Number(loss, "withoutDistance")));

        // From 0.2 to 0.25 in steps of 2^−115, from there to 0.3 of 2^−114: 2^113 − round(0.2 · 2^115) + round(0.3 ·
        // 2^114) − 2^112.
        Assert.Equal("3115378115120896577118297797532057", loss.GetProperty("largestUlps").GetString());
        Assert.Equal("0.1", loss.GetProperty("largestAbsolute").GetString());
        var first = loss.GetProperty("first");
        Assert.Equal(
            ("0.5", "inf", JsonValueKind.Null),
            (first.GetProperty("old").GetString(), first.GetProperty("new").GetString(), first.GetProperty("ulps").ValueKind));
        Assert.Equal(3, file.GetProperty("first").GetArrayLength());
        Assert.Equal(0, command.Run("diff old.csv old.csv --json").ExitCode);

        static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();

        static IEnumerable<string?> Texts(JsonElement element) => element.EnumerateArray().Select(text => text.GetString());
    }

    [Fact]
    public void Markdown_is_tables_in_which_no_cell_breaks_a_row()
    {
        using var command = new Command();
        var result = Compare(
            command,
            Table,
            Table.Replace(",a", ",a|`b`", StringComparison.Ordinal).Replace("0.2", "0.25", StringComparison.Ordinal),
            "diff old.csv new.csv --md");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith(
            "**the files differ** (OLD `old.csv`, NEW `new.csv`)\n\n| file | outcome |\n|---|---|\n| `new.csv` | 2 of 3 rows differ |\n",
            result.Output,
            StringComparison.Ordinal);
        Assert.Contains("| `float32 1` | line 2 | `note` | `a` | ``` a\\|`b` ``` |  |\n", result.Output, StringComparison.Ordinal);
        var rows = result.Output.Split('\n').Where(line => line.StartsWith('|')).Select(line =>
            line.Replace("\\|", "", StringComparison.Ordinal).Count(letter => letter == '|'));
        Assert.Equal([3, 3, 3, 7, 7, 7, 7, 7, 7, 7, 7], rows);
    }

    [Fact]
    public void Files_of_two_folders_are_compared_each_in_its_way()
    {
        using var command = new Command();
        Write(command, "old/sub/t.csv", Table);
        Write(command, "new/sub/t.csv", Table.Replace("float32,1,0.5", "float32,1.0,0.50", StringComparison.Ordinal));
        Write(command, "old/gone.txt", "");
        Write(command, "new/more.csv", "no table at all");
        Write(command, "old/words.txt", "equal until here");
        Write(command, "new/words.txt", "equal until there");
        Write(command, "new/.hidden", "");
        var result = command.Run("diff old new");
        Assert.Equal((1, ""), (result.ExitCode, result.Error));
        Assert.Equal(
            """
            gone.txt   only in OLD
            more.csv   only in NEW
            words.txt  differs from byte 12 on; 16 bytes in OLD, 17 in NEW

            3 of 4 files differ

            """,
            result.Output);
    }

    [Fact]
    public void Pictures_are_compared_by_pixels_and_their_differences_are_drawn()
    {
        using var command = new Command();
        WritePicture(command, "old/a/x.png", SKColors.Gray);
        WritePicture(command, "new/a/x.png", SKColors.Gray, new SKColor(128, 128, 131));
        WritePicture(command, "old/y.png", SKColors.Gray);
        WritePicture(command, "new/y.png", SKColors.Gray);
        var equal = command.Run("diff old new --pixels 3 --pictures drawn");
        Assert.Equal(
            (0, "a/x.png  equal within the tolerance, largest channel difference 3\n\n2 files are equal\n"),
            (equal.ExitCode, equal.Output));
        Assert.Equal(["new", "old"], command.Files());
        var different = command.Run("diff old new --pixels 2 --pictures drawn");
        Assert.Equal(1, different.ExitCode);
        Assert.Contains("a/x.png  1 of 6 pixels differ, largest channel difference 3\n", different.Output, StringComparison.Ordinal);
        Assert.Equal("wrote    drawn/a-x-difference.png\n", different.Error);
        Assert.Equal(["a-x-difference.png"], command.Files("drawn"));
        using var drawn = SKBitmap.Decode(command.PathOf("drawn/a-x-difference.png"));
        Assert.Equal((3, 2, new SKColor(0xD5, 0x5E, 0x00)), (drawn.Width, drawn.Height, drawn.GetPixel(0, 0)));
        Assert.NotEqual(drawn.GetPixel(0, 0), drawn.GetPixel(1, 0));
        var quiet = command.Run("diff old new --pictures drawn --quiet");
        Assert.Equal((1, "", ""), (quiet.ExitCode, quiet.Output, quiet.Error));
    }

    [Fact]
    public void Files_that_are_the_same_bytes_are_equal_whatever_they_hold()
    {
        using var command = new Command();
        foreach (var (name, text) in new[] { ("t.csv", "x,x\n\"1,\n"), ("p.png", "no picture"), ("none.csv", ""), ("manifest.json", "{") })
        {
            Write(command, $"old/{name}", text);
            Write(command, $"new/{name}", text);
            Assert.Equal(
                (0, "the files are equal\n"),
                (command.Run($"diff old/{name} new/{name}").ExitCode, command.Run($"diff old/{name} new/{name}").Output));
        }

        Assert.Equal("4 files are equal\n", command.Run("diff old new").Output);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" --md")]
    [InlineData(" --json")]
    public void A_file_that_cannot_be_compared_is_one_line_and_the_others_are_compared(string form)
    {
        using var command = new Command();
        Write(command, "old/bad.csv", "x,y\n1,1\n");
        Write(command, "new/bad.csv", "x,y\n1\n");
        Write(command, "old/good.csv", "x,y\n1,1\n");
        Write(command, "new/good.csv", "x,y\n1,2\n");
        Write(command, "old/picture.png", "none");
        Write(command, "new/picture.png", "no picture");
        var result = command.Run("diff old new" + form);
        Assert.Equal((2, ""), (result.ExitCode, result.Error));
        Assert.Single(result.Output.Split('\n'), line => line.Contains("1 cell; expected 2, as in the header", StringComparison.Ordinal));
        Assert.Single(
            result.Output.Split('\n'),
            line => line.Contains("old/picture.png cannot be read as a PNG: it is no PNG", StringComparison.Ordinal));
        Assert.Contains("1 of 1 rows differ", result.Output, StringComparison.Ordinal);
        if (form.Length == 0)
        {
            Assert.Contains("bad.csv      cannot be compared: new/bad.csv, line 2: 1 cell;", result.Output, StringComparison.Ordinal);
            Assert.EndsWith("\n1 of 3 files differ, 2 cannot be compared\n", result.Output, StringComparison.Ordinal);
        }

        var quiet = command.Run("diff old new --quiet" + form);
        Assert.Equal((2, ""), (quiet.ExitCode, quiet.Output));
        Assert.Equal(2, quiet.Error.Split('\n').Count(line => line.StartsWith("error: ", StringComparison.Ordinal)));
        Assert.Equal(1, command.Run("diff old new --exclude bad.csv *.png" + form).ExitCode);
    }

    [Fact]
    public void Tolerances_are_those_of_their_columns_and_of_decimals_as_written()
    {
        using var command = new Command();
        _ = Compare(command, "x,loss,time\n1,0.063,16.313\n", "x,loss,time\n1,0.062,16.312\n", "diff old.csv new.csv");
        Assert.Equal(0, command.Run("diff old.csv new.csv --absolute 0.001").ExitCode);
        Assert.Equal(1, command.Run("diff old.csv new.csv --absolute loss=0.001").ExitCode);
        Assert.Equal(0, command.Run("diff old.csv new.csv --absolute loss=0.001 --relative time=1e-4").ExitCode);
        Assert.Equal(0, command.Run("diff --absolute loss=0.001,time=0.001 old.csv new.csv").ExitCode);
        Assert.Equal(0, command.Run("diff --absolute loss=0.001 --absolute time=0.001 old.csv new.csv").ExitCode);
        Assert.Equal(1, command.Run("diff --absolute 1 --absolute time=0.0001 old.csv new.csv").ExitCode);
        Assert.Equal(1, command.Run("diff old.csv new.csv --ulps 1 --absolute loss=0.001").ExitCode);
    }

    [Fact]
    public void A_table_without_header_with_blanks_and_other_separators_is_compared()
    {
        using var command = new Command();
        var result = Compare(command, "A,1\nB,2\n", "A;1\nB ; 3\n", "diff old.csv new.csv --no-header --key 1");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("  B, line 2\n    2: 2 → 3, ", result.Output, StringComparison.Ordinal);
        Assert.Equal(0, Compare(command, "x , y\n1, 2\n", "x,y\n1,2\n", "diff old.csv new.csv").ExitCode);
        Assert.Equal(1, Compare(command, "x,id\n1,01234\n", "x,id\n1,1234\n", "diff old.csv new.csv").ExitCode);
    }

    [Fact]
    public void A_decimal_comma_is_named()
    {
        using var command = new Command();
        var result = Compare(command, "x;loss\n1;0,5\n2;1,25\n", "x;loss\n1;0,5\n2;1,26\n", "diff old.csv new.csv --absolute 1");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(
            "  loss: 1,25 has a decimal comma and is compared as text; expected a decimal point\n",
            result.Output,
            StringComparison.Ordinal);
        result = Compare(command, "1,5;2,5\n3,1;4,2\n", "1,5;2,5\n3,1;4,3\n", "diff old.csv new.csv --no-header --key 1");
        Assert.Contains("  3,1, line 2\n    2: 4,2 → 4,3\n", result.Output, StringComparison.Ordinal);
        result = Compare(command, "x,words\n1,a\n", "x,words\n1,b\n", "diff old.csv new.csv");
        Assert.DoesNotContain("decimal comma", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("no finite number", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_without_a_name_is_called_unnamed_and_rows_without_counterpart_leave_no_equal_columns()
    {
        using var command = new Command();
        var result = Compare(command, ",loss\n0,1\n", ",loss\n0,2\n", "diff old.csv new.csv");
        Assert.Contains("new.csv: rows by (unnamed)\n", result.Output, StringComparison.Ordinal);
        Assert.Contains("Rows by `(unnamed)`.\n", command.Run("diff old.csv new.csv --md").Output, StringComparison.Ordinal);
        result = Compare(command, "x,y\n", "x,y\n1,1\n", "diff old.csv new.csv");
        Assert.Equal(1, result.ExitCode);
        Assert.DoesNotContain("equal", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Pipes_and_broken_links_in_folders_are_a_line_each_and_nothing_waits_for_them()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes among files.");
        using var command = new Command();
        foreach (var folder in new[] { "old", "new" })
        {
            Write(command, $"{folder}/empty.csv", "");
            Write(command, $"{folder}/good.csv", "x,y\n1,1\n");
            using var made = System.Diagnostics.Process.Start(
                "mkfifo", [command.PathOf($"{folder}/pipe"), command.PathOf($"{folder}/table.csv")]);
            made.WaitForExit();
            File.CreateSymbolicLink(command.PathOf($"{folder}/link"), "pipe");
            File.CreateSymbolicLink(command.PathOf($"{folder}/broken"), "nowhere");
        }

        foreach (var options in new[] { "", " --key x" })
        {
            var result = command.Run("diff old new" + options);
            Assert.Equal((2, ""), (result.ExitCode, result.Error));
            Assert.EndsWith("\n0 of 6 files differ, 4 cannot be compared\n", result.Output, StringComparison.Ordinal);
            Assert.Equal(3, result.Output.Split("it is no regular file").Length);
            Assert.Equal(3, result.Output.Split("it is a link that leads to no file").Length);
        }
    }

    [Fact]
    public async Task An_interrupt_ends_the_wait_for_a_pipe_at_once()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes among files.");
        using var folder = new TemporaryFolder();
        using var made = System.Diagnostics.Process.Start("mkfifo", [folder.At("a")]);
        await made.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var interrupt = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        var parsed = Diff.Command(interrupt.Token).Parse([folder.At("a"), folder.At("a")]);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.ThrowsAny<OperationCanceledException>(() => parsed.Invoke(new() { EnableDefaultExceptionHandler = false }));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20);
    }

    [Fact]
    public void A_report_is_bounded_however_much_differs()
    {
        using var command = new Command();
        var header = "x," + string.Join(',', Enumerable.Range(0, 200).Select(i => $"column{i}")) + "\n";
        string Rows(char letter) =>
            header + string.Concat(Enumerable.Range(0, 50).Select(i =>
                $"{i}," + string.Join(',', Enumerable.Repeat(new string(letter, 100), 200)) + "\n"));
        foreach (var i in Enumerable.Range(0, 30))
        {
            Write(command, $"old/{i}.csv", Rows('a'));
            Write(command, $"new/{i}.csv", Rows('\u001b'));
        }

        foreach (var form in new[] { "", " --md" })
        {
            var result = command.Run("diff old new" + form);
            Assert.Equal(1, result.ExitCode);
            Assert.InRange(result.Output.Length, 1000, form.Length == 0 ? 200_000 : 60_500);
            Assert.DoesNotContain('\u001b', result.Output);
        }
    }

    internal static void Write(Command command, string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(command.PathOf(name))!);
        File.WriteAllText(command.PathOf(name), text);
    }

    private static Command.Result Compare(Command command, string before, string after, string arguments)
    {
        Write(command, "old.csv", before);
        Write(command, "new.csv", after);
        return command.Run(arguments);
    }

    private static void WritePicture(Command command, string name, SKColor colour, SKColor? first = null)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(3, 2, SKColorType.Rgba8888, SKAlphaType.Opaque));
        bitmap.Erase(colour);
        bitmap.SetPixel(0, 0, first ?? colour);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        Directory.CreateDirectory(Path.GetDirectoryName(command.PathOf(name))!);
        File.WriteAllBytes(command.PathOf(name), data.ToArray());
    }
}

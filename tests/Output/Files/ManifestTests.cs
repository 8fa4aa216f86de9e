using System.Text;
using Experiments.Output.Files;
using Experiments.Output.Tables;

namespace Experiments.Tests.Output.Files;

public sealed class ManifestTests : IDisposable
{
    private const string Digest = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
    private readonly string folder = Directory.CreateTempSubdirectory("experiments").FullName;

    [Fact]
    public void A_folder_without_one_has_an_empty_one() => Assert.Empty(Manifest.Of(folder).Entries);

    [Fact]
    public void It_has_a_line_a_file_in_the_order_of_names_and_reads_back()
    {
        var manifest = Manifest.Of(folder);
        manifest.Record("b/c.png", new(Digest, "network --data 'né\"'", "1.2.3", 4, "cats", [1, ulong.MaxValue]));
        manifest.Record("a.csv", new(Digest, "curves", "1.2.3", 4));
        manifest.Record("B.csv", new(Digest, "old", "1.2.3", 4));
        manifest.Record("B.csv", new(Digest, "new", "1.2.3", 4));
        const string Text = $$"""
            {
              "version": 1,
              "files": {
                "B.csv": {"sha256":"{{Digest}}","command":"new","program":"1.2.3","formulas":4},
                "a.csv": {"sha256":"{{Digest}}","command":"curves","program":"1.2.3","formulas":4},
                "b/c.png": {"sha256":"{{Digest}}","command":"network --data 'né\"'","program":"1.2.3","formulas":4,"data":"cats","seeds":[1,18446744073709551615]}
              }
            }

            """;
        Assert.Equal(Text, TextOf(manifest));
        Write(Text);
        Assert.Equal(Text, TextOf(Manifest.Of(folder)));
    }

    [Fact]
    public void A_table_has_its_key_and_the_formats_of_its_columns_in_order()
    {
        var manifest = Manifest.Of(folder);
        var schema = new TableSchema(["format", "x"], [new("y", "row"), new("format", "text"), new("x", "row"), new("error", "float64")]);
        manifest.Record("t.csv", new Origin("round-trip", "1.2.3", 4).Entry(Digest, schema));
        var text = TextOf(manifest);
        Assert.Contains(
            "\"formulas\":4,\"key\":[\"format\",\"x\"],"
                + "\"columns\":{\"y\":\"row\",\"format\":\"text\",\"x\":\"row\",\"error\":\"float64\"}}\n",
            text,
            StringComparison.Ordinal);
        Write(text);
        var read = Manifest.Of(folder).Entries["t.csv"].Schema!;
        Assert.Equal(schema.Key, read.Key);
        Assert.Equal(schema.Columns, read.Columns);
        Assert.Equal(text, TextOf(Manifest.Of(folder)));
    }

    [Theory]
    [InlineData("{\n\"version\": 1,\n\"files\": {\n", "line 4: ")]
    [InlineData("", "line 1: ")]
    [InlineData("null", "line 1: it is no manifest. Expected one")]
    [InlineData("[]", "line 1: ")]
    [InlineData("{\"files\": {}}", "line 1: it is no manifest. Expected one")]
    [InlineData("{\"version\": 1}", "line 1: it is no manifest. Expected one")]
    [InlineData("{\"version\": 1, \"files\": null}", "line 1: it is no manifest, for $.files is not as expected.")]
    [InlineData("{\"version\": 2, \"files\": []}", "it is of version 2; this program reads version 1.")]
    [InlineData("{\"version\": 99999999999, \"files\": []}", "it is of version 99999999999; this program reads version 1.")]
    [InlineData(
        "{\"version\": 1, \"files\": {\"../a\": {\"sha256\": \"d\", \"command\": \"c\", \"program\": \"p\", \"formulas\": 1}}}",
        "'../a' is no name of a file below the folder.")]
    [InlineData(
        "{\"version\": 1, \"files\": {\"./a\": {\"sha256\": \"d\", \"command\": \"c\", \"program\": \"p\", \"formulas\": 1}}}",
        "'./a' is no name of a file below the folder.")]
    [InlineData(
        "{\"version\": 1, \"files\": {\"/a\": {\"sha256\": \"d\", \"command\": \"c\", \"program\": \"p\", \"formulas\": 1}}}",
        "'/a' is no name of a file below the folder.")]
    [InlineData("{\"version\": 0, \"files\": {}}", "it is of version 0; this program reads version 1.")]
    [InlineData("{\"version\": 1, \"files\": {\"a.csv\": null}}", "the entry of 'a.csv' is empty.")]
    [InlineData("{\"version\": 1,\n\"files\": {\n\"a\": {\"command\": \"c\", \"program\": \"p\", \"formulas\": 1}}}", "line 3: ")]
    [InlineData(
        "{\"version\": 1,\n\"files\": {\n\"a\": {\"sha256\": null, \"command\": \"c\", \"program\": \"p\", \"formulas\": 1}}}",
        "line 3: ")]
    [InlineData(
        "{\"version\": 1,\n\"files\": {\n\"a\": {\"sha256\": \"d\", \"command\": \"c\", \"program\": \"p\", \"formulas\": \"one\"}}}",
        "line 3: ")]
    [InlineData(
        "{\"version\": 1,\n\"files\": {\n\"a\": {\"sha256\": \"d\", \"command\": \"c\", \"program\": \"p\", \"formulas\": 1, \"seeds\": "
            + "[-1]}}}",
        "line 3: ")]
    public void What_is_no_manifest_is_refused_with_file_and_line(string text, string message)
    {
        Write(text);
        var error = Assert.Throws<ManifestException>(() => Manifest.Of(folder)).Message;
        Assert.StartsWith(Path.Combine(folder, "manifest.json"), error, StringComparison.Ordinal);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Experiments.", error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF }, 3)]
    [InlineData(new byte[] { 0xC3, (byte)'(' }, 3)]
    public void What_is_no_UTF_8_is_refused_with_its_line(byte[] bytes, int line)
    {
        File.WriteAllBytes(
            Path.Combine(folder, "manifest.json"),
            [
                .. "{\"version\": 1,\n\"files\": {\n\"a"u8, .. bytes,
                .. "\": {\"sha256\": \"d\", \"command\": \"c\", \"program\": \"p\", \"formulas\": 1}}}"u8,
            ]);
        var error = Assert.Throws<ManifestException>(() => Manifest.Of(folder)).Message;
        Assert.StartsWith($"{Path.Combine(folder, "manifest.json")}, line {line}: it is no UTF-8.", error, StringComparison.Ordinal);
    }

    [Fact]
    public void UTF_16_is_refused_and_the_mark_of_UTF_8_is_not()
    {
        const string Text = "{\"version\": 1, \"files\": {}}";
        File.WriteAllText(Path.Combine(folder, "manifest.json"), Text, Encoding.Unicode);
        Assert.Contains("it is no UTF-8", Assert.Throws<ManifestException>(() => Manifest.Of(folder)).Message, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(folder, "manifest.json"), Text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        Assert.Empty(Manifest.Of(folder).Entries);
    }

    [Fact]
    public void A_file_is_current_stale_altered_missing_or_unknown()
    {
        var origin = new Origin("curves", "1.2.3", 4, "data 1");
        File.WriteAllText(Path.Combine(folder, "there.csv"), "abc");
        File.WriteAllText(Path.Combine(folder, "other.csv"), "abd");
        File.WriteAllText(Path.Combine(folder, "new.csv"), "abc");
        var manifest = Manifest.Of(folder);
        Array.ForEach(["there.csv", "other.csv", "gone.csv"], name => manifest.Record(name, origin.Entry(Digest)));

        Assert.Equal(FileState.Current, Of("there.csv", origin));
        Assert.Equal(FileState.Unknown, Of("there.csv", origin with { Data = null }));
        Assert.Equal(FileState.Stale, Of("there.csv", origin with { Data = null, Formulas = 5 }));
        Assert.Equal(FileState.Stale, Of("there.csv", origin with { Command = "curves --step 1" }));
        Assert.Equal(FileState.Stale, Of("there.csv", origin with { Program = "1.2.4" }));
        Assert.Equal(FileState.Stale, Of("there.csv", origin with { Formulas = 5 }));
        Assert.Equal(FileState.Stale, Of("there.csv", origin with { Data = "data 2" }));
        Assert.Equal(FileState.Altered, Of("other.csv", origin));
        Assert.Equal(FileState.Missing, Of("gone.csv", origin));
        Assert.Equal(FileState.Missing, Of("never.csv", origin));
        Assert.Equal(FileState.Unknown, Of("new.csv", origin));

        FileState Of(string name, Origin asked) => FileStates.Of(folder, manifest, name, asked);
    }

    [Fact]
    public void The_names_are_those_there_and_those_recorded_without_hidden_ones()
    {
        Directory.CreateDirectory(Path.Combine(folder, "sub", ".hidden"));
        foreach (var name in new[] { "z.csv", "sub/a.csv", "sub/.hidden/b.csv", ".c.tmp", "manifest.json", "sub/manifest.json" })
        {
            File.WriteAllText(Path.Combine(folder, name), "{\"version\": 1, \"files\": {}}");
        }

        var manifest = Manifest.Of(folder);
        manifest.Record("gone.csv", new(Digest, "curves", "1", 1));
        manifest.Record("z.csv", new(Digest, "curves", "1", 1));
        Assert.Equal(
            ["gone.csv", "sub/a.csv", "sub/manifest.json", "z.csv"],
            FileStates.Names(folder, manifest, TestContext.Current.CancellationToken));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static string TextOf(Manifest manifest)
    {
        using var stream = new MemoryStream();
        manifest.Write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private void Write(string text) => File.WriteAllText(Path.Combine(folder, "manifest.json"), text);
}

using Experiments.Tests.Cli;

namespace Experiments.Tests.Compare;

/// <summary>Tables of which manifest.json records the key and the formats.</summary>
public class DiffSchemaTests
{
    // 1.3132616 and 1.3132617 are neighbours in float32; 0.25 and 0.25000000000000006 in float64.
    [Theory]
    [InlineData(
        "frameworks.csv",
        "loss format label x",
        "text text text row row row",
        "loss,format,label,x,value,gradient",
        "keras-3,float32,1,-1,1.3132617,-0.7310586",
        "1.3132617",
        "1.3132616",
        "value",
        "keras-3 float32 1 -1",
        "1 ulp")]
    [InlineData(
        "training-effect.csv",
        "data noise arm seed",
        "text float64 text integer integer float64",
        "data,noise,arm,seed,epochs,test_loss",
        "fashion,0.05,a-a,3,30,0.25",
        "0.25",
        "0.25000000000000006",
        "test_loss",
        "fashion 0.05 a-a 3",
        "1 ulp")]
    [InlineData(
        "training-effect.csv",
        "data noise arm seed",
        "text float64 text integer integer float64",
        "data,noise,arm,seed,epochs,test_loss",
        "fashion,0.05,a-a,3,30,0.25",
        ",30,",
        ",33,",
        "epochs",
        "fashion 0.05 a-a 3",
        "3 ulps")]
    [InlineData(
        "census.csv",
        "format sign exponent",
        "text text text integer row",
        "format,sign,exponent,inputs,worst_x",
        "float32,-,zero,8388608,-1",
        "8388608",
        "8388607",
        "inputs",
        "float32 - zero",
        "1 ulp")]
    public void A_planned_table_is_equal_to_itself_and_one_altered_cell_is_found(
        string name,
        string key,
        string formats,
        string header,
        string row,
        string cell,
        string altered,
        string column,
        string place,
        string ulps)
    {
        using var command = new Command();
        string[] columns = [.. header.Split(',').Zip(formats.Split(' '), (one, format) => $"\"{one}\":\"{format}\"")];
        var manifest = $"{{\"version\":1,\"files\":{{\"{name}\":{{\"sha256\":\"\",\"command\":\"\",\"program\":\"\",\"formulas\":1,"
            + $"\"key\":[\"{key.Replace(" ", "\",\"", StringComparison.Ordinal)}\"],\"columns\":{{{string.Join(',', columns)}}}}}}}}}";
        string[] rows =
        [
            row,
            .. row.Contains("float32")
                ? [row.Replace("float32", "float16", StringComparison.Ordinal)]
                : new[] { row.Replace("a-a", "logits", StringComparison.Ordinal) },
        ];
        foreach (var isRecorded in new[] { true, false })
        {
            foreach (var folder in new[] { "old", "new", "other" })
            {
                DiffTests.Write(command, $"{folder}/manifest.json", isRecorded ? manifest : "{}");
                DiffTests.Write(command, $"{folder}/{name}", $"{header}\n{string.Join('\n', folder == "new" ? rows.Reverse() : rows)}\n");
            }

            Assert.Equal((0, "2 files are equal\n"), (command.Run("diff old new").ExitCode, command.Run("diff old new").Output));
            DiffTests.Write(command, $"other/{name}", $"{header}\n{rows[0].Replace(cell, altered, StringComparison.Ordinal)}\n{rows[1]}\n");
            var result = command.Run("diff old other");
            Assert.Equal(1, result.ExitCode);
            Assert.Contains($"{name}  1 of 2 rows differ\n", result.Output, StringComparison.Ordinal);
            if (isRecorded)
            {
                Assert.Contains($"{name}: rows by {key}\n", result.Output, StringComparison.Ordinal);
                Assert.Matches($"  {place}, line 2\n    {column}: .* → .*, {ulps}\n", result.Output);
            }
        }
    }

    [Fact]
    public void A_manifest_that_cannot_be_read_or_records_no_schema_leaves_the_key_to_be_told_from_the_header()
    {
        using var command = new Command();
        const string entry = "{\"version\":1,\"files\":{\"t.csv\":{\"sha256\":\"\",\"command\":\"\",\"program\":\"\",\"formulas\":1}}}";
        (string Text, bool IsDamaged)[] manifests = [("no manifest", true), ("[]", true), ("{\"files\":{}}", true), (entry, false)];
        foreach (var (manifest, isDamaged) in manifests)
        {
            DiffTests.Write(command, "a/manifest.json", manifest);
            DiffTests.Write(command, "b/manifest.json", manifest);
            DiffTests.Write(command, "a/t.csv", "x,y\n1,1\n");
            DiffTests.Write(command, "b/t.csv", "x,y\n1,2\n");
            var result = command.Run("diff a b");
            Assert.Contains("t.csv: rows by x\n", result.Output, StringComparison.Ordinal);
            Assert.Equal(isDamaged ? 2 : 0, result.Error.Split('\n').Count(line => line.StartsWith("warning: ", StringComparison.Ordinal)));
            Assert.Equal(isDamaged, result.Error.Contains("b/manifest.json, line 1: it is no manifest", StringComparison.Ordinal));
            var quiet = command.Run("diff a b -q");
            Assert.Equal((1, "", ""), (quiet.ExitCode, quiet.Output, quiet.Error));
        }
    }
}

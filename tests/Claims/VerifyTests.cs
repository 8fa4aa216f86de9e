using System.Text.Json;
using Experiments.Claims;
using Experiments.Tests.Cli;
using Experiments.Tests.Training.Features;

namespace Experiments.Tests.Claims;

/// <summary>The command verify; what its claims notice is tested in Claims.</summary>
public class VerifyTests
{
    private static readonly string Model = FeatureFixture.PathOf("tiny_nhwc.onnx");

    private static readonly string[] Ids = [.. Enumerable.Range(1, 19).Select(i => $"C{i}"), "F1", "F2", "F3", "F4"];

    [Fact]
    public void Quickly_all_but_training_is_as_recorded_and_nothing_is_written()
    {
        using var command = new Command();
        var result = command.Run("verify --quick --json --quiet", ("GITHUB_ACTIONS", "true"));
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Empty(command.Files());
        var rows = Rows(result.Output);
        Assert.Equal(Ids, rows.Select(row => row["id"]));
        Assert.All(
            Json(result.Output),
            row => Assert.Equal(
                ["id", "claim", "article", "ours", "verdict", "expected", "why", "values"],
                row.EnumerateObject().Select(field => field.Name)));
        Assert.All(rows[..11].Concat(rows[19..22]), row => Assert.Equal(("reproduced", "reproduced"), (row["verdict"], row["expected"])));
        Assert.All(rows[11..17].Append(rows[22]), row => Assert.Equal(("not tested", "not tested"), (row["verdict"], row["expected"])));
        Assert.All(rows[17..19], row => Assert.Equal(("illustrated", "illustrated"), (row["verdict"], row["expected"])));

        // Known from elsewhere: README, the article's formulas by hand, and the two ends of the clip.
        Says("C2", "14.689623");
        Says("C3", "16.635532; the sigmoid is 1 from there on");
        Says("C4", "log(2^−23) = -15.942385; ");
        Says("C5", "195641450 losses for each label, all finite, from 1.00000015e-7 to 16.118095");
        Says("C6", "up to -16.118097: 16.118095 for label 1, 1.00000015e-7 for label 0; from 15.536921 on: 1.1920933e-7 and 15.942385");
        Says("C10", "ends at 44.361419555836499803 in float80");
        Says("F1", "from x = -0.000017821629 up to 0.000014871542; ");
        Assert.Contains(
            "e^−x overflows from x = -88.72284 down, and the gradient is 0 there where the true one is -1",
            rows[4]["why"],
            StringComparison.Ordinal);

        void Says(string id, string ours) => Assert.StartsWith(ours, rows[Array.IndexOf(Ids, id)]["ours"], StringComparison.Ordinal);
    }

    [Fact]
    public void With_everything_it_writes_the_table_and_ends_with_1_where_a_model_draws_another_picture()
    {
        // The model's weights are random, and its features of no use.
        using var command = new Command();
        var result = command.Run($"verify --long --threads 1 --output there --features {Model} --preprocess chollet");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains(
            "error: not the recorded verdict: C18 (not reproduced, recorded is illustrated)\n",
            result.Error,
            StringComparison.Ordinal);
        Assert.EndsWith(
            "15 reproduced, 6 illustrated, 1 differs (other data), 1 not reproduced; "
                + "not as recorded: C18 (not reproduced, recorded is illustrated) ",
            result.Output.Replace('\n', ' '),
            StringComparison.Ordinal);
        Assert.All(result.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        Assert.Equal(["there"], command.Files());
        Assert.Equal(["claims.csv", "manifest.json"], command.Files("there"));

        // The rows of the training are those of the committed one, which `network` wrote.
        var lines = command.Read("there/claims.csv").TrimEnd('\n').Split('\n');
        Assert.Equal("id,claim,article,ours,verdict,expected,why", lines[0]);
        Assert.Equal(Ids, lines.Skip(1).Select(line => line.Split(',')[0]));
        using var written = new MemoryStream();
        ClaimRow.Table.Write(written, Enumerable.Range(12, 6).Select(i => Judged.Row($"C{i}", Judged.Committed)));
        Assert.Equal(System.Text.Encoding.UTF8.GetString(written.ToArray()).TrimEnd('\n').Split('\n').Skip(1), lines[12..18]);
    }

    [Fact]
    public void An_interrupt_leaves_no_table()
    {
        Assert.SkipWhen(Command.IsIgnored("INT"), Command.IgnoredReason);
        using var command = new Command();
        var result = command.Interrupt($"verify --features {Model} --preprocess chollet --state kept --output there", "INT", ".cache");
        Assert.Equal(130, result.ExitCode);
        Assert.Equal(["kept"], command.Files());
        Assert.All(command.Files("kept"), name => Assert.EndsWith(".cache", name, StringComparison.Ordinal));
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("--quick --output there", "--output: claims.csv holds every claim, and --quick leaves some out")]
    [InlineData("--quick --features model.npy", "--features: --quick leaves training out")]
    [InlineData("--state there", "--state: features are kept there; give a model")]
    [InlineData("--threads 0", "--threads: '0' is not a whole number from 1")]
    [InlineData("--layout nhwc", "--layout: it says how to feed a model")]
    [InlineData("--features missing.npy --labels missing.csv --output there", "--features: cannot read 'missing.npy'")]
    [InlineData("--features model.bin", "--features: 'model.bin' ends neither")]
    [InlineData("--seed 2", "'--seed' is not an option of verify")]
    [InlineData("--quik", "did you mean '--quick'?")]
    [InlineData("C55", "CLAIM: 'C55' is not a claim: did you mean 'C5'? Claims are C1, C2, ")]
    [InlineData("C2,C5", "CLAIM: 'C2,C5' is not a claim")]
    [InlineData("C2 --output there", "--output: claims.csv holds every claim; name none, or leave --output out")]
    [InlineData("C2 --features model.npy", "--features: no claim that is named takes a model; C18 does")]
    [InlineData("--network there", "--network: there is no folder 'there'")]
    [InlineData("--network there --output here", "--output: claims.csv is of this program's own training")]
    [InlineData("--network there --quick", "--network: the training is that of the tables; leave --quick out")]
    [InlineData("--network there --features model.npy", "--network: the training is that of the tables; leave --features out")]
    [InlineData("--output /dev/null", "--output: cannot write to the folder '/dev/null'")]
    [InlineData("--output", "--output")]
    public void Nonsense_is_refused_in_one_line_and_writes_nothing(string options, string message)
    {
        using var command = new Command();
        var result = command.Run($"verify {options}");
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.Empty(command.Files());
    }

    [Fact]
    public void Claims_that_are_named_are_judged_alone_without_a_training_that_they_do_not_need()
    {
        using var command = new Command();
        var result = command.Run("verify c7 C2");
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("epoch", result.Error, StringComparison.Ordinal);
        Assert.Equal(
            "2 reproduced; all as recorded\n\nreproduced\n"
                + "  C2   round trip 1 % off from         14.689623 (article: 14.6)\n"
                + "  C7   loss from raw outputs smooth    1 ulp at most, monotone on a grid\n",
            result.Output);
    }

    [Fact]
    public void Json_has_numbers_as_numbers()
    {
        using var command = new Command();
        var values = Json(command.Run("verify C2 C10 --json --quiet").Output)
            .Select(row => row.GetProperty("values")).ToArray();
        Assert.Equal("{\"article\":14.6,\"one_percent_from\":14.689623}", Compact(values[0]));
        Assert.Equal(
            "{\"float80_ends_at\":44.361419555836499803,\"float128_ends_at\":78.32563140327381996414722972477395}", Compact(values[1]));

        static string Compact(JsonElement element) =>
            string.Concat(element.GetRawText().Where(letter => !char.IsWhiteSpace(letter)));
    }

    [Fact]
    public void The_tables_of_a_network_are_judged_without_training_it_again()
    {
        using var command = new Command();
        CopyRun(command);
        var result = command.Run("verify --network run --json");
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("epoch", result.Error, StringComparison.Ordinal);
        var rows = Rows(result.Output);
        Assert.Equal(Ids[11..18], rows.Select(row => row["id"]));
        foreach (var row in rows[..6])
        {
            var trained = Judged.Row(row["id"], Judged.Committed);
            Assert.Equal(
                (trained.Ours, trained.Verdict.Word, trained.Expected?.Word), (row["ours"], row["verdict"], (string?)row["expected"]));
        }
    }

    [Fact]
    public void Data_of_the_users_are_tested_on_and_no_verdict_is_recorded_of_them()
    {
        using var command = new Command();
        CopyRun(command);
        Alter(command, "manifest.json", text => text
            .Replace("Fashion-MNIST 55506a9", "cats 0123456789abcdef", StringComparison.Ordinal)
            .Replace("\"network\"", "\"network --data cats\"", StringComparison.Ordinal));
        var result = command.Run("verify --network run --json");
        Assert.Equal(0, result.ExitCode);
        var rows = Rows(result.Output);
        Assert.Equal(
            ["not reproduced", "reproduced", "reproduced", "not reproduced", "reproduced", "reproduced", "not tested"],
            rows.Select(row => row["verdict"]));
        Assert.All(rows[..6], row => Assert.StartsWith("tested on cats 0123456789abcdef; ", row["why"], StringComparison.Ordinal));
        Assert.All(rows[..6], row => Assert.Null(row["expected"]));
    }

    [Theory]
    [InlineData("network-trained.csv", "is missing")]
    [InlineData("network-results.csv", "is missing")]
    [InlineData("network-epoch8.csv", "is missing")]
    [InlineData("manifest.json", "there is no manifest.json in 'run'")]
    public void A_missing_table_of_a_network_is_named(string file, string message)
    {
        using var command = new Command();
        CopyRun(command);
        File.Delete(command.PathOf($"run/{file}"));
        AssertRefused(command, file, message);
    }

    [Fact]
    public void A_foreign_table_of_a_network_is_named()
    {
        using var command = new Command();
        CopyRun(command);
        Alter(command, "network-epoch8.csv", text => text + "2000,1,3,0.9,0.1,0.1\n");
        AssertRefused(command, "network-epoch8.csv", "has other bytes than manifest.json records");
        CopyRun(command);
        Alter(command, "manifest.json", text => text.Replace("\"network-results.csv\"", "\"other.csv\"", StringComparison.Ordinal));
        AssertRefused(command, "network-results.csv", "is not recorded in manifest.json");
        CopyRun(command);
        Alter(command, "manifest.json", text => string.Join('\n', text.Split('\n').Select(line =>
            line.Contains("network-results.csv", StringComparison.Ordinal)
                ? line.Replace("\"network\"", "\"network --epochs 2\"", StringComparison.Ordinal) : line)));
        AssertRefused(command, "network-results.csv", "was made by 'network --epochs 2', network-trained.csv by 'network'");
    }

    private static void AssertRefused(Command command, string file, string message)
    {
        var result = command.Run("verify --network run");
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("error: --network: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(file, result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
    }

    private static void CopyRun(Command command)
    {
        Directory.CreateDirectory(command.PathOf("run"));
        foreach (var name in new[] { "manifest.json", "network-trained.csv", "network-epoch8.csv", "network-results.csv" })
        {
            File.Copy(Path.Combine(AppContext.BaseDirectory, "output", name), command.PathOf($"run/{name}"), overwrite: true);
        }
    }

    private static void Alter(Command command, string file, Func<string, string> change) =>
        File.WriteAllText(command.PathOf($"run/{file}"), change(command.Read($"run/{file}")));

    private static JsonElement[] Json(string text) => JsonSerializer.Deserialize<Dictionary<string, JsonElement[]>>(text)!["claims"];

    /// <summary>The fields of each claim but its numbers.</summary>
    private static Dictionary<string, string>[] Rows(string json) =>
        [.. Json(json).Select(row => row.EnumerateObject()
            .Where(field => field.Name != "values").ToDictionary(field => field.Name, field => field.Value.GetString()!))];
}

using System.Diagnostics;
using Experiments.Cli;
using Experiments.Output.Files;
using Experiments.Samples;
using Experiments.Tests.Cli;
using Experiments.Tests.Network;

namespace Experiments.Tests.Compare;

public class ManifestReportTests
{
    [Fact]
    public void A_command_records_its_own_files_and_leaves_the_entries_of_others()
    {
        using var command = new Command();
        Run(command, "curves --no-plots --step 1");
        Run(command, "round-trip --no-plots --step 1");
        var before = Entries(command);
        Assert.Equal(
            ["curves-reachable.csv", "curves.csv", "round-trip-near-zero.csv", "round-trip-observed.csv", "round-trip.csv"], before.Keys);
        Run(command, "curves --no-plots --step 2");
        var after = Entries(command);
        Assert.Equal("curves --step 2", after["curves.csv"].Command);
        Assert.All(
            ["round-trip.csv", "round-trip-near-zero.csv"],
            name => Assert.Equal((before[name].Origin, before[name].Sha256), (after[name].Origin, after[name].Sha256)));
        Assert.NotEqual(before["curves.csv"].Sha256, after["curves.csv"].Sha256);
    }

    [Theory]
    [InlineData("round-trip --step 1.0 --from -0 --to 2e1 --format single --quiet --no-plots", "round-trip --step 1")]
    [InlineData(
        "round-trip --to 1 --step 5e-1 --format half,float32 --no-plots",
        "round-trip --format float16 float32 --to 1 --step 0.5")]
    [InlineData(
        "cross-entropy --label 0,1 --step +1 --from -1e-30 --to .1E2 --format double --no-plots",
        "cross-entropy --format float64 --from -1e-30 --to 10 --step 1 --label 0 1")]
    [InlineData("curves --p-step .1 --step 8 --no-plots", "curves --step 8 --p-step 0.1")]
    [InlineData("mixed-precision --step 4 --label 0 1 --no-plots", "mixed-precision --step 4")]
    [InlineData(
        "network --train 20 --validation 10 --test 0 --epochs 1 --threads 1 --no-plots --state s",
        "network --train 20 --validation 10 --test 0 --epochs 1")]
    [InlineData(
        "network --train 20 --validation 10 --epochs 1 --seeds 3,4 7 --no-plots",
        "network --train 20 --validation 10 --epochs 1 --seeds 3..4 7")]
    [InlineData(
        "network --train 20 --validation 10 --test 0 --epochs 1 --seed 7 --watch training --loss sigmoid --batch 2 4 --patience 3 "
            + "--no-plots",
        "network --train 20 --validation 10 --test 0 --epochs 1 --patience 3 --watch training --loss sigmoid --seed 7 --batch 2 4")]
    public void The_recorded_command_has_what_changes_bytes_and_is_not_the_default(string arguments, string canonical)
    {
        using var command = new Command();
        Run(command, arguments);
        Assert.Equal(canonical, Assert.Single(Entries(command).Values.Select(entry => entry.Command).Distinct()));

        // The canonical form makes the same bytes, and is its own.
        using var again = new Command();
        Run(again, canonical + " --no-plots");
        Assert.All(command.Files("output"), name => Assert.Equal(command.Read($"output/{name}"), again.Read($"output/{name}")));
    }

    [Fact]
    public void The_committed_claims_are_recorded_as_those_of_verify()
    {
        var claims = Manifest.Of(Path.Combine(AppContext.BaseDirectory, "output")).Entries["claims.csv"];
        Assert.Equal(("verify", "Fashion-MNIST 55506a9"), (claims.Command, claims.Data));
        Assert.Equal([TrainingEvidence.ShownSeed], claims.Seeds!);
    }

    [Fact]
    public void Data_and_seeds_of_a_training_are_recorded()
    {
        using var command = new Command();
        Run(command, "network --train 20 --validation 10 --test 0 --epochs 1 --seeds 3..4 --no-plots");
        var entry = Entries(command)["network-seeds.csv"];
        Assert.Equal("Fashion-MNIST 55506a9", entry.Data);
        Assert.Equal([3, 4], entry.Seeds!);
    }

    [Fact]
    public void Check_says_what_each_file_is_and_is_0_when_all_are_current()
    {
        using var command = new Command();
        Run(command, "curves --no-plots");
        var check = command.Run("manifest --check");
        Assert.Equal((0, "current  output/curves-reachable.csv\ncurrent  output/curves.csv\n"), (check.ExitCode, check.Output));

        File.AppendAllText(command.PathOf("output/curves.csv"), "\n");
        File.Delete(command.PathOf("output/curves-reachable.csv"));
        File.WriteAllText(command.PathOf("output/notes.txt"), "mine");
        check = command.Run("manifest --check");
        Assert.Equal(
            (1, "missing  output/curves-reachable.csv\naltered  output/curves.csv\nunknown  output/notes.txt\n"),
            (check.ExitCode, check.Output));
    }

    [Fact]
    public void Files_of_another_version_of_program_formulas_or_data_are_stale()
    {
        using var command = new Command();
        Run(command, "curves --no-plots");
        Run(command, "network --train 20 --validation 10 --epochs 1 --seeds 3 --no-plots");
        var manifest = command.Read("output/manifest.json");
        AssertStale(
            "\"command\":\"curves\",\"program\":\"1.0.0\"",
            "\"command\":\"curves\",\"program\":\"0.9.0\"",
            "stale    output/curves-reachable.csv\nstale    output/curves.csv\ncurrent  output/network-seeds.csv\ncurrent  "
                + "output/network-summary.csv\n");
        AssertStale(
            "\"curves\",\"program\":\"1.0.0\",\"formulas\":1",
            "\"curves\",\"program\":\"1.0.0\",\"formulas\":0",
            "stale    output/curves-reachable.csv\nstale    output/curves.csv\ncurrent  output/network-seeds.csv\ncurrent  "
                + "output/network-summary.csv\n");
        AssertStale(
            "55506a9",
            "0000000",
            "current  output/curves-reachable.csv\ncurrent  output/curves.csv\nstale    output/network-seeds.csv\nstale    "
                + "output/network-summary.csv\n");

        void AssertStale(string was, string becomes, string expected)
        {
            Assert.Contains(was, manifest, StringComparison.Ordinal);
            File.WriteAllText(command.PathOf("output/manifest.json"), manifest.Replace(was, becomes, StringComparison.Ordinal));
            var check = command.Run("manifest --check");
            Assert.Equal((1, expected), (check.ExitCode, check.Output));
        }
    }

    [Fact]
    public void The_committed_outputs_are_those_recorded()
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "output");
        using var command = new Command();
        var check = command.Run($"manifest --check --output {folder}");
        Assert.True(check.ExitCode == 0, check.Output);
    }

    [Fact]
    public void A_dry_run_lists_every_file_and_writes_nothing()
    {
        using var command = new Command();
        var dry = command.Run("all --dry-run");
        Assert.Equal(1, dry.ExitCode);
        Assert.Empty(command.Files());
        var committed = Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "output")).Select(path => Path.GetFileName(path)!);
        Assert.Equal(
            committed.Except([Manifest.FileName, .. TrainedNetworkTests.MadeByHand]).Order(StringComparer.Ordinal).Select(name =>
                $"missing  output/{name}"),
            dry.Output.TrimEnd('\n').Split('\n').Order(StringComparer.Ordinal));

        Run(command, "curves --step 1");
        File.AppendAllText(command.PathOf("output/curves.png"), "x");
        File.Copy(command.PathOf("output/curves.csv"), command.PathOf("output/curves.svg"));
        Assert.Equal(
            "current output/curves.csv, current output/curves-reachable.csv, altered output/curves.png, unknown output/curves.svg",
            Dry("curves --step 1.0 --svg"));
        Assert.Equal("stale output/curves.csv, stale output/curves-reachable.csv", Dry("curves --no-plots"));

        Assert.Equal(1, command.Run("curves --no-plots --dry-run").ExitCode);
        Assert.Equal(0, command.Run("curves --step 1 --no-plots --dry-run").ExitCode);

        string Dry(string arguments) =>
            string.Join(
                ", ",
                command.Run(arguments + " --dry-run").Output.TrimEnd('\n').Split('\n').Select(line =>
                    string.Join(' ', line.Split(' ', StringSplitOptions.RemoveEmptyEntries))));
    }

    [Fact]
    public void Files_of_one_command_made_with_different_options_are_mixed_and_both_commands_are_named()
    {
        using var command = new Command();
        Run(command, "curves --step 1");
        Run(command, "curves --step 1 --from -1 --no-plots");
        var check = command.Run("manifest --check");
        Assert.Equal(
            (
                1,
                "mixed    output/curves-reachable.csv: made by 'curves --from -1 --step 1', others by 'curves --step 1'\n"
                    + "mixed    output/curves.csv: made by 'curves --from -1 --step 1', others by 'curves --step 1'\n"
                    + "mixed    output/curves.png: made by 'curves --step 1', others by 'curves --from -1 --step 1'\n"),
            (check.ExitCode, check.Output));
        Run(command, "curves --step 1 --from -1");
        Assert.Equal(0, command.Run("manifest --check").ExitCode);
    }

    [Fact]
    public void What_a_training_with_other_options_left_is_mixed_until_it_is_deleted()
    {
        using var command = new Command();
        const string Small = "network --train 20 --validation 10 --test 0 --no-plots";
        Run(command, $"{Small} --epochs 1 --seeds 1..2");
        Run(command, $"{Small} --epochs 1 --batch 4 8");
        Assert.Equal(0, command.Run("manifest --check").ExitCode);
        Run(command, $"{Small} --epochs 2");
        var check = command.Run("manifest --check");
        Assert.Equal(1, check.ExitCode);
        Assert.Contains(
            "mixed    output/network-batch8.csv: made by 'network --train 20 --validation 10 --test 0 --epochs 1 --batch 4 8', "
                + "others by 'network --train 20 --validation 10 --test 0 --epochs 2'\n",
            check.Output,
            StringComparison.Ordinal);
        Assert.Contains("current  output/network-seeds.csv\n", check.Output, StringComparison.Ordinal);
        File.Delete(command.PathOf("output/network-batch8.csv"));
        check = command.Run("manifest --check");
        Assert.True(check.ExitCode == 0, check.Output);
        Assert.DoesNotContain("batch8", check.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_over_outputs_of_all_with_other_options_is_said()
    {
        using var command = new Command();
        Assert.DoesNotContain("writes over", command.Run("curves --step 2 --no-plots").Error, StringComparison.Ordinal);
        Assert.DoesNotContain("writes over", command.Run("curves --no-plots").Error, StringComparison.Ordinal);
        Assert.DoesNotContain("writes over", command.Run("curves --no-plots").Error, StringComparison.Ordinal);
        Assert.Empty(command.Run("curves --step 1 --no-plots --quiet").Error);
        Run(command, "curves --no-plots");
        Assert.StartsWith(
            "curves --step 1: writes over what 'curves' made, as 'all' does: curves.csv, curves-reachable.csv\n",
            command.Run("curves --step 1 --no-plots").Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void All_stale_does_what_is_not_current_and_says_what_it_skips()
    {
        using var command = new Command();
        var committed = Path.Combine(AppContext.BaseDirectory, "output");
        Directory.CreateDirectory(command.PathOf("output"));
        Array.ForEach(Directory.GetFiles(committed), path => File.Copy(path, command.PathOf($"output/{Path.GetFileName(path)}")));
        const string Skipped = "skipped  mixed-precision: its files are current\nskipped  frameworks: its files are current\n"
            + "skipped  functions: its files are current\nskipped  audit: its files are current\n"
            + "skipped  census: its files are current\n"
            + "skipped  network: its files are current\nskipped  verify: its files are current\n";
        var all = command.Run("all --stale");
        Assert.Equal((0, 12), (all.ExitCode, all.Error.Split("skipped  ").Length - 1));
        Assert.EndsWith(
            Skipped + "skipped  report: its files are current\nleft     output/manifest.json\n", all.Error, StringComparison.Ordinal);
        Assert.Equal("{}\n", command.Run("all --stale --json").Output);

        File.AppendAllText(command.PathOf("output/curves.csv"), "x");
        File.Delete(command.PathOf("output/round-trip.csv"));
        var dry = command.Run("all --stale --dry-run --no-plots");
        Assert.Equal(
            (
                1,
                "altered  output/curves.csv\ncurrent  output/curves-reachable.csv\n"
                    + "missing  output/round-trip.csv\ncurrent  output/round-trip-near-zero.csv\n"
                    + "current  output/round-trip-observed.csv\n"),
            (dry.ExitCode, dry.Output));
        var some = command.Run("all --stale --no-plots");
        Assert.Equal(0, some.ExitCode);
        Assert.Contains(Skipped, some.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("skipped  curves", some.Error, StringComparison.Ordinal);
        Assert.Contains("replaced output/curves.csv\n", some.Error, StringComparison.Ordinal);
        Assert.Contains("wrote    output/round-trip.csv\n", some.Error, StringComparison.Ordinal);
        Assert.Equal(0, command.Run("manifest --check").ExitCode);

        // The claims need the training that they are judged by.
        File.AppendAllText(command.PathOf("output/claims.csv"), "x");
        var claims = command.Run("all --stale --dry-run --no-plots").Output;
        Assert.Contains("altered  output/claims.csv\n", claims, StringComparison.Ordinal);
        Assert.Contains("current  output/network-results.csv\n", claims, StringComparison.Ordinal);
        Assert.DoesNotContain("curves", claims, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_no_regular_file_is_never_opened_and_named()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes are told on Linux alone");
        using var command = new Command();
        Run(command, "curves --step 1 --no-plots");
        File.Delete(command.PathOf("output/curves.csv"));
        using var pipe = Process.Start("mkfifo", [command.PathOf("output/curves.csv")]);
        pipe.WaitForExit();
        var check = command.Run("manifest --check");
        Assert.Equal(
            (
                1,
                "current  output/curves-reachable.csv\naltered  output/curves.csv\n",
                "output/curves.csv: it is no regular file, and not opened\n"),
            (check.ExitCode, check.Output, check.Error));
        var run = command.Run("curves --step 1 --no-plots");
        Assert.Equal(
            (2, "error: --output: cannot write output/curves.csv: it is no regular file.\n"),
            (run.ExitCode, run.Error));
    }

    [Fact]
    public void Help_says_that_the_folder_is_read()
    {
        using var command = new Command();
        var help = command.Run("manifest --help").Output;
        Assert.Contains("folder to read", help, StringComparison.Ordinal);
        Assert.DoesNotContain("folder to write", help, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("curves")]
    [InlineData("curves --from -1 --step 1")]
    [InlineData("network --data 'it'\\''s mine' --classes T-shirt/top 'two words' --train 20 --features model.onnx --preprocess chollet")]
    [InlineData("network --seeds 1..3 7")]
    public void A_recorded_command_is_read_back(string canonical) =>
        Assert.Equal(canonical, Commands.Plan(Program.Experiments, canonical)?.Command);

    [Theory]
    [InlineData("verify")]
    [InlineData("curves --stepp 1")]
    [InlineData("curves --step 0")]
    [InlineData("")]
    public void What_no_experiment_takes_is_no_plan(string canonical) => Assert.Null(Commands.Plan(Program.Experiments, canonical));

    [Fact]
    public void A_second_run_touches_no_file_and_says_so()
    {
        using var command = new Command();
        Run(command, "curves --step 1");
        var then = new DateTime(2019, 2, 21, 0, 0, 0, DateTimeKind.Utc);
        Assert.All(command.Files("output"), name => File.SetLastWriteTimeUtc(command.PathOf($"output/{name}"), then));
        var second = command.Run("curves --step 1");
        Assert.Equal(
            "left     output/curves.csv\nleft     output/curves-reachable.csv\nleft     output/curves.png\nleft     output/manifest.json\n",
            second.Error);
        Assert.All(command.Files("output"), name => Assert.Equal(then, File.GetLastWriteTimeUtc(command.PathOf($"output/{name}"))));
        Assert.Equal(
            "replaced output/curves.csv\nleft     output/curves-reachable.csv\nreplaced output/manifest.json\n",
            command.Run("curves --step 2 --no-plots").Error);
        Assert.NotEqual(then, File.GetLastWriteTimeUtc(command.PathOf("output/curves.csv")));
    }

    [Fact]
    public void What_a_dry_run_cannot_know_of_data_of_the_users_it_does_not_claim()
    {
        using var command = new Command();
        Directory.CreateDirectory(command.PathOf("photos"));
        foreach (var name in new[] { "train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz" })
        {
            using var from = new FashionMnist().Open(name);
            using var to = File.Create(command.PathOf($"photos/{name}"));
            from.CopyTo(to);
        }

        const string Run = "network --data photos --train 20 --validation 10 --test 0 --epochs 1 --no-plots";
        ManifestReportTests.Run(command, Run);
        var entry = Entries(command)["network-trained.csv"];
        Assert.Equal("network --data photos --train 20 --validation 10 --test 0 --epochs 1", entry.Command);
        Assert.Matches("^photos [0-9a-f]{16}$", entry.Data!);
        Assert.StartsWith("unknown  output/network-results.csv\n", command.Run(Run + " --dry-run").Output, StringComparison.Ordinal);
        Assert.StartsWith(
            "stale    output/network-results.csv\n",
            command.Run(Run + " --seed 2 --dry-run").Output,
            StringComparison.Ordinal);
        Assert.Equal(0, command.Run("manifest --check").ExitCode);
    }

    [Fact]
    public void Two_commands_at_once_lose_no_entry()
    {
        using var command = new Command();
        string[] runs =
            ["curves --no-plots", "round-trip --step 1 --no-plots", "cross-entropy --step 1 --no-plots", "formats --step 10 --no-plots"];
        Parallel.ForEach(runs, run => Run(command, run));
        var check = command.Run("manifest --check");
        Assert.True(check.ExitCode == 0, check.Output);
        Assert.Equal(9, Entries(command).Count);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("T-shirt/top", "T-shirt/top")]
    [InlineData("two words", "'two words'")]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("", "''")]
    public void Words_are_quoted_where_a_shell_would_take_them_apart(string text, string word) => Assert.Equal(word, Setting.Word(text));

    [Fact]
    public void A_folder_without_a_manifest_cannot_be_checked()
    {
        using var command = new Command();
        Directory.CreateDirectory(command.PathOf("output"));
        var check = command.Run("manifest --check");
        Assert.Equal(
            (2, "error: --output: 'output' has no manifest.json; give a folder that commands have written to.\n"),
            (check.ExitCode, check.Error));
    }

    [Theory]
    [InlineData("curves --no-plots")]
    [InlineData("curves --dry-run")]
    [InlineData("manifest")]
    [InlineData("manifest --check")]
    public void A_manifest_that_cannot_be_read_is_refused_before_anything_is_written(string arguments)
    {
        using var command = new Command();
        Directory.CreateDirectory(command.PathOf("output"));
        File.WriteAllText(command.PathOf("output/manifest.json"), "{\n \"version\": 1,\n oops }");
        var result = command.Run(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("output/manifest.json, line 3: ", result.Error, StringComparison.Ordinal);
        Assert.Equal(["manifest.json"], command.Files("output"));
    }

    [Fact]
    public void Without_check_it_lists_digests_names_and_commands()
    {
        using var command = new Command();
        Run(command, "curves --no-plots --step 1");
        var entries = Entries(command);
        Assert.Equal(
            string.Concat(entries.Select(file => $"{file.Value.Sha256}  {file.Key}  curves --step 1\n")),
            command.Run("manifest").Output);
    }

    private static IReadOnlyDictionary<string, ManifestEntry> Entries(Command command) => Manifest.Of(command.PathOf("output")).Entries;

    private static void Run(Command command, string arguments)
    {
        var result = command.Run(arguments);
        Assert.True(result.ExitCode == 0, result.Error);
    }
}

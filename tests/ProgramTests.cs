using System.Diagnostics;
using Experiments.Output.Files;
using Experiments.Tests.Cli;
using Experiments.Tests.Network;

namespace Experiments.Tests;

public class ProgramTests
{
    [Fact]
    public void Single_commands_write_the_committed_tables()
    {
        using var single = new Command();
        foreach (var experiment in Program.Experiments.Where(experiment => experiment.Name != "network"))
        {
            Assert.Equal(0, single.Run($"{experiment.InAll ?? experiment.Name} --no-plots").ExitCode);
        }

        var committed = Path.Combine(AppContext.BaseDirectory, "output");
        string[] tables =
        [
            .. Directory.EnumerateFiles(committed, "*.csv").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)
                .Where(name => name is not "claims.csv" && !name.StartsWith("sigmoids", StringComparison.Ordinal)
                    && !name.StartsWith("training-effect", StringComparison.Ordinal)
                    && !name.StartsWith("network", StringComparison.Ordinal)),
        ];
        Assert.Equal(tables, single.Files("output").Where(name => name != Manifest.FileName));
        Assert.All(tables, name => Assert.Equal(File.ReadAllText(Path.Combine(committed, name)), single.Read($"output/{name}")));
    }

    [Fact]
    public void List_names_every_experiment_and_what_it_shows()
    {
        using var command = new Command();
        var result = command.Run("list");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(
            Program.Experiments.Concat(Program.Alone).Select(experiment => $"{experiment.Name} {experiment.Figure} {experiment.Summary}"),
            result.Output.TrimEnd('\n').Split('\n').Select(line =>
                string.Join(' ', line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))));
    }

    [Theory]
    [InlineData("all --only curves --no-plots", "curves-reachable.csv curves.csv")]
    [InlineData(
        "all --only curves,round-trip --no-plots",
        "curves-reachable.csv curves.csv round-trip-near-zero.csv round-trip-observed.csv round-trip.csv")]
    [InlineData("all --only round-trip curves --skip curves --no-plots", "round-trip-near-zero.csv round-trip-observed.csv round-trip.csv")]
    [InlineData("curves --no-plots --step 1", "curves-reachable.csv curves.csv")]
    [InlineData(
        "round-trip --format single,double --from 1e0 --to 2 --step .5 --no-plots",
        "round-trip-near-zero.csv round-trip-observed.csv round-trip.csv")]
    [InlineData("cross-entropy --format decimal --label 0 1 --from -30 --to 30 --step 10 --no-plots", "cross-entropy.csv")]
    [InlineData("round-trip --step 0.5", "round-trip-near-zero.csv round-trip-observed.csv round-trip.csv round-trip.png")]
    [InlineData(
        "round-trip --step 0.5 --svg",
        "round-trip-near-zero.csv round-trip-observed.csv round-trip.csv round-trip.png round-trip.svg")]
    [InlineData("formats --step 5", "formats-curves.csv formats.csv formats.png")]
    [InlineData("formats --format half decimal --from 1 --to 2 --step 0.1 --svg", "formats-curves.csv formats.csv formats.png formats.svg")]
    [InlineData("curves --step 0.5 --svg", "curves-reachable.csv curves.csv curves.png curves.svg")]
    [InlineData("round-trip --format FP16 Bf16,Float80 --step 5 --no-plots", "round-trip-near-zero.csv round-trip.csv")]
    [InlineData("cross-entropy --step 0.5 --format float32 --quiet", "cross-entropy-observed.csv cross-entropy.csv cross-entropy.png")]
    [InlineData("mixed-precision --step 0.5", "mixed-precision.csv mixed-precision.png")]
    [InlineData("mixed-precision --format half,single --label 1 --from -1e6 --to 1e6 --step 1e5 --no-plots", "mixed-precision.csv")]
    [InlineData("mixed-precision --from 3 --to 3 --svg", "mixed-precision.csv mixed-precision.png mixed-precision.svg")]
    [InlineData("mixed-precision --label 1 --from 300 --to 400", "mixed-precision.csv mixed-precision.png")]
    [InlineData("census --format bf16 --no-plots", "census-losses.csv census-regions.csv census.csv")]
    [InlineData(
        "census --format bfloat16,bf16 --fast --threads 1 --svg", "census-losses.csv census-regions.csv census.csv census.png census.svg")]
    public void Good_options_write_their_files(string arguments, string files)
    {
        using var command = new Command();
        var result = command.Run(arguments + " --output there");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal([.. files.Split(' ').Append("manifest.json").Order(StringComparer.Ordinal)], command.Files("there"));
        Assert.NotEmpty(result.Output);
        Assert.Equal(arguments.Contains("--quiet", StringComparison.Ordinal), result.Error.Length == 0);
    }

    [Theory]
    [InlineData("", "See experiments --help.")]
    [InlineData("curvs", "did you mean 'curves'?")]
    [InlineData("nonsense", "Commands are curves")]
    [InlineData("curves --fron 1", "did you mean '--from'?")]
    [InlineData("curves again", "one argument too many")]
    [InlineData("curves --from", "--from")]
    [InlineData("curves --from 1 --from 2", "--from: it is given 2 times, as 1 and 2; give it once.")]
    [InlineData("curves --output -", "--output: '-' is no name")]
    [InlineData("curves --output -5", "--output: '-5' looks like an option; a file or folder of that name is ./-5.")]
    [InlineData("curves --svg --no-plots", "--svg: --no-plots draws no figure")]
    [InlineData("all --no-plots --dry-run --svg", "--svg: --no-plots draws no figure")]
    [InlineData("all --stale --svg --no-plots", "--svg: --no-plots draws no figure")]
    [InlineData("curves --from −1", "--from: '−1' begins with a typographic minus; type -1.")]
    [InlineData("curves --from 1e999999999", "--from: '1e999999999' is not a decimal number")]
    [InlineData("curves --step 1e-400", "--step: 1e-400 makes more than 10^12 points from -8 to 8")]
    [InlineData("[suggest:-1]", "'[suggest:-1]' is not a request for completions")]
    [InlineData("[suggest:x] curves", "'[suggest:x]' is not a request for completions")]
    [InlineData("@arguments", "'@arguments' is not a command")]
    [InlineData("curves --step 1 --output --dry-run", "--output: a value is needed before --dry-run.")]
    [InlineData("curves --format -q", "--format: a value is needed before -q.")]
    [InlineData("network --state --resume", "--state: a value is needed before --resume.")]
    [InlineData("cross-entropy --label 1 --epsilonn 1e-4", "'--epsilonn' is not an option of cross-entropy: did you mean '--epsilon'?")]
    [InlineData("cross-entropy --label 1 --stepp 1", "'--stepp' is not an option of cross-entropy: did you mean '--step'?")]
    [InlineData("curves --p-from -0.5", "probability")]
    [InlineData("curves --p-to 1.5", "probability")]
    [InlineData("round-trip --format float33", "known are float16, bfloat16, float32, float64, float80, float128, decimal")]
    [InlineData("round-trip --format ,", "--format: at least one")]
    [InlineData("round-trip --from x", "--from: 'x' is not a decimal number")]
    [InlineData("round-trip --to 1,5", "--to: '1,5' is not a decimal number")]
    [InlineData("round-trip --step nan", "--step: 'nan' is not a decimal number")]
    [InlineData("round-trip --step inf", "--step: 'inf' is not a decimal number")]
    [InlineData("round-trip --step 0", "--step: 0 leads nowhere")]
    [InlineData("round-trip --step -0.00", "leads nowhere")]
    [InlineData("round-trip --step -1", "must be positive")]
    [InlineData("round-trip --from 20 --to 0", "must be negative")]
    [InlineData("round-trip --step 1e-7", "at most 10 million")]
    [InlineData("round-trip --step 1e-99999", "at most 10 million")]
    [InlineData("round-trip --from -1e39 --step 1e38", "--from: -1e39 is beyond the range of float32")]
    [InlineData("round-trip --to 1e39 --step 1e38", "--to: 1e39 is beyond the range of float32")]
    [InlineData("cross-entropy --format decimal --to 8e28 --step 1e28", "beyond the range of decimal")]
    [InlineData("formats --format float16 --from -70000", "--from: -70000 is beyond the range of float16")]
    [InlineData("formats --format float8", "--format: 'float8' is not a number format")]
    [InlineData("formats --label 1", "--label")]
    [InlineData("cross-entropy --label 2", "--label: '2' is not a label")]
    [InlineData(
        "mixed-precision --format float64",
        "--format: float32 does not hold every number of 'float64'; formats here are float16, bfloat16, float32")]
    [InlineData("mixed-precision --format float16 decimal", "--format: float32 does not hold every number of 'decimal'")]
    [InlineData("mixed-precision --format float33", "known are float16, bfloat16, float32, float8_e4m3fn, float8_e5m2, tf32.")]
    [InlineData("mixed-precision --to 1e39 --step 1e38", "--to: 1e39 is beyond the range of float32")]
    [InlineData("mixed-precision --label yes", "--label: 'yes' is not a label")]
    [InlineData("census --format float33", "--format: 'float33' is not a number format; known are float16, bfloat16, float32, ")]
    [InlineData(
        "census --format float16 float64",
        "--format: 'float64' has more numbers than can be counted one by one; formats here are float16, bfloat16, float32, ")]
    [InlineData("census --format decimal", "--format: 'decimal' has more numbers than can be counted")]
    [InlineData("census --threads 0", "--threads: '0' is not a whole number from 1 to 1024.")]
    [InlineData("census --from 1", "'--from' is not an option of census")]
    [InlineData("all --only curvs", "--only: 'curvs' is not an experiment")]
    [InlineData("all --only curves --skip curves", "--skip: no experiment is left")]
    [InlineData("list --format float32", "not an option of list")]
    [InlineData("manifest --check --output none", "--output: there is no folder 'none'")]
    [InlineData("curves --output /dev/null", "--output: cannot write to the folder '/dev/null'")]
    [InlineData("curves --output /dev/null/below", "--output: cannot write")]
    [InlineData("curves --output /proc/none", "--output: cannot write")]
    public void Nonsense_is_refused_in_one_line_and_writes_nothing(string arguments, string message)
    {
        using var command = new Command();
        var result = command.Run(arguments);
        Assert.Equal(2, result.ExitCode);
        Assert.Empty(result.Output);
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.Empty(command.Files());
    }

    [Theory]
    [InlineData("HUP", 129)]
    [InlineData("INT", 130)]
    [InlineData("QUIT", 131)]
    [InlineData("TERM", 143)]
    public void An_interrupt_leaves_what_was_there(string signal, int exitCode)
    {
        Assert.SkipWhen(Command.IsIgnored(signal), Command.IgnoredReason);
        using var command = new Command();
        Directory.CreateDirectory(command.PathOf("output"));
        File.WriteAllText(command.PathOf("output/round-trip.csv"), "old");
        var result = command.Interrupt("round-trip --no-plots --format decimal --step 0.00001", signal, ".tmp");
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains("nothing was written", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Output);
        Assert.Equal(["round-trip.csv"], command.Files("output"));
        Assert.Equal("old", command.Read("output/round-trip.csv"));
    }

    [Theory]
    [InlineData("mkdir curves.csv", "it is a folder")]
    [InlineData("ln -s nowhere curves.csv", "it is a link that leads to no file")]
    [InlineData("ln -s curves.csv curves.csv", "it is a link that leads to no file")]
    [InlineData("mkfifo curves.csv", "it is no regular file")]
    [InlineData("touch curves.csv && chmod a-w curves.csv", "it is read-only")]
    public void What_hinders_writing_is_found_before_the_work(string obstacle, string why)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "pipes are told on Linux alone");
        using var command = new Command();
        Directory.CreateDirectory(command.PathOf("output"));
        using var shell = Process.Start("sh", ["-c", $"cd '{command.PathOf("output")}' && {obstacle}"]);
        shell.WaitForExit();

        // The work would take minutes.
        var result = command.Run("curves --step 0.00001 --no-plots");
        Assert.Equal((2, $"error: --output: cannot write output/curves.csv: {why}.\n"), (result.ExitCode, result.Error));
        Assert.Empty(result.Output);
        Assert.Equal(["curves.csv"], command.Files("output"));
    }

    [Fact]
    public void A_link_that_leads_to_no_folder_is_refused()
    {
        using var command = new Command();
        Directory.CreateSymbolicLink(command.PathOf("output"), "output");
        var result = command.Run("curves --no-plots");
        Assert.Equal(
            (2, "error: --output: cannot write to the folder 'output': it is a link that leads to no folder.\n"),
            (result.ExitCode, result.Error));
    }

    [Fact]
    public void Replacing_takes_the_room_of_the_new_files_alone()
    {
        // Of some 70 kB each there is room for two, not for three.
        using var command = new Command();
        Directory.CreateDirectory(command.PathOf("output"));
        var mount = $"mount -t tmpfs -o size=200k none '{command.PathOf("output")}'";
        using var probe = Process.Start("unshare", ["-rm", "sh", "-c", mount]);
        probe.WaitForExit();
        Assert.SkipUnless(probe.ExitCode == 0, "no file system of a given size can be made here");
        var program = $"dotnet '{Path.Combine(AppContext.BaseDirectory, "experiments.dll")}'";
        var output = $"'{command.PathOf("output")}'";
        using var runs = Process.Start(
            "unshare",
            [
                "-rm", "sh", "-c",
                $"exec > /dev/null; {mount} && {program} curves --no-plots -q -o {output} && "
                    + $"{program} curves --from -7.75 --no-plots -q -o {output} && "
                    + $"test $(stat -c %s {output}/curves.csv) -gt 65000 && test $(ls -A {output} | wc -l) -eq 3",
            ]);
        runs.WaitForExit();
        Assert.Equal(0, runs.ExitCode);
    }

    [Theory]
    [InlineData(26)]
    [InlineData(34)]
    [InlineData(49)]
    [InlineData(67)]
    public void Few_file_handles_end_in_a_line(int handles)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "tried on Linux alone");
        using var command = new Command();
        var result = command.RunInShell("curves --no-plots", string.Empty, $"ulimit -n {handles};");
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("error: ", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd('\n').Split('\n'));
        Assert.Empty(result.Output);
    }

    [Fact]
    public void What_a_killed_process_leaves_is_whole()
    {
        // A limit on the size of files ends the process as it writes the larger table.
        using var command = new Command();
        Assert.Equal(0, command.Run("curves --step 1 --no-plots").ExitCode);
        var before = command.Read("output/curves.csv");
        var result = command.RunInShell("curves --step 0.001 --no-plots", string.Empty, "ulimit -f 100;");
        Assert.NotEqual(0, result.ExitCode);
        Assert.Equal(before, command.Read("output/curves.csv"));
        Assert.Equal(0, command.Run("manifest --check").ExitCode);
    }

    [Fact]
    public void An_x_equal_to_the_one_before_is_written_once()
    {
        // 10,001 steps of 1e-10 from 1 meet 9 float32 numbers, over three batches of rows; and −1e-50, 0 and 1e-50 are
        // all 0.
        using var command = new Command();
        Assert.Equal(0, command.Run("round-trip --from 1 --to 1.000001 --step 1e-10 --no-plots").ExitCode);
        Assert.Equal(
            ["1", "1.0000001", "1.0000002", "1.0000004", "1.0000005", "1.0000006", "1.0000007", "1.0000008", "1.000001"],
            command.Read("output/round-trip.csv").Split('\n').Skip(1).SkipLast(1).Select(row => row.Split(',')[1]));
        Assert.Equal(0, command.Run("round-trip --from -1e-50 --to 1e-50 --step 1e-50 --no-plots").ExitCode);
        Assert.Equal("float32,-0,0.5,0,0,0", command.Read("output/round-trip.csv").Split('\n')[1]);
    }

    [Fact]
    public void The_outputs_are_those_committed()
    {
        using var command = new Command();
        var result = command.Run("all");
        Assert.Equal(0, result.ExitCode);
        AssertSummary(result.Output, command.Read("output/claims.csv"));
        var committed = Path.Combine(AppContext.BaseDirectory, "output");
        Assert.Equal(
            Directory.EnumerateFiles(committed).Select(path => Path.GetFileName(path)).Except(TrainedNetworkTests.MadeByHand)
                .Order(StringComparer.Ordinal),
            command.Files("output"));

        // What is recorded of them, but for the digest of pictures; pictures are the same bytes on x86-64 Linux. The
        // committed page is of files of other commands, too.
        var (made, recorded) = (Manifest.Of(command.PathOf("output")).Entries, Manifest.Of(committed).Entries);
        Assert.All(made, file => Assert.Equal(recorded[file.Key].Command, file.Value.Command));
        Assert.Equal(recorded.Keys.Except(TrainedNetworkTests.MadeByHand), made.Keys);
        foreach (var name in command.Files("output").Where(name =>
            name is not (Manifest.FileName or "report.html") && (Redrawing.IsHome || name.EndsWith(".csv", StringComparison.Ordinal))))
        {
            Assert.True(
                File.ReadAllBytes(Path.Combine(committed, name)).AsSpan()
                    .SequenceEqual(File.ReadAllBytes(command.PathOf($"output/{name}"))),
                name);
        }
    }

    /// <summary>
    /// That a table stands there for each command, two for some, and last how many claims have
    /// which verdict.
    /// </summary>
    private static void AssertSummary(string output, string claims)
    {
        var blocks = output.TrimEnd('\n').Split("\n\n").Select(block => block.Split('\n')).ToArray();
        Assert.Equal(Program.Experiments.Count + 9, blocks.Length);
        Assert.All(blocks.SelectMany(block => block), line => Assert.InRange(line.Length, 1, 80));
        foreach (var line in blocks[^1].Skip(2))
        {
            // Verdict and count; a recorded verdict stands in claims.csv twice.
            var (verdict, count) = (line[..^2].TrimEnd(), line[^2..].Trim());
            var recorded = claims.Split($",{verdict},{verdict},").Length - 1;
            Assert.Equal(recorded, int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void A_descending_sweep_draws_the_picture_of_the_ascending_one()
    {
        using var up = new Command();
        using var down = new Command();
        Assert.Equal(0, up.Run("cross-entropy --from -30 --to 30 --step 0.25").ExitCode);
        Assert.Equal(0, down.Run("cross-entropy --from 30 --to -30 --step -0.25").ExitCode);
        Assert.Equal(File.ReadAllBytes(up.PathOf("output/cross-entropy.png")), File.ReadAllBytes(down.PathOf("output/cross-entropy.png")));
        Assert.NotEqual(up.Read("output/cross-entropy.csv"), down.Read("output/cross-entropy.csv"));
    }

    [Theory]
    [InlineData("list", "1>&-", 1)]
    [InlineData("curves --help", "1>&-", 1)]
    [InlineData("list", ">/dev/full", 1)]
    [InlineData("nonsense", "2>&-", 2)]
    [InlineData("nonsense", "2>/dev/full", 2)]
    [InlineData("curves --step 1 --no-plots", "2>/dev/full", 0)]
    [InlineData("curves --dry-run", ">/dev/full", 1)]
    [InlineData("verify --quick --quiet", ">/dev/full", 1)]
    public void A_stream_that_cannot_be_written_changes_no_exit_code_but_that_of_what_was_to_go_there(
        string arguments,
        string redirection,
        int exitCode)
    {
        using var command = new Command();
        var result = command.RunInShell(arguments, redirection);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.DoesNotContain("   at ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("list", "1>&-")]
    [InlineData("list", ">/dev/full")]
    [InlineData("diff --help", ">/dev/full")]
    public void A_stdout_that_cannot_be_written_is_named(string arguments, string redirection)
    {
        using var command = new Command();
        var result = command.RunInShell(arguments, redirection);
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith("error: stdout cannot be written: ", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("curves --p-from", 5000)]
    [InlineData("round-trip --from", 100_000)]
    public void A_number_of_many_digits_is_refused_in_a_line_that_can_be_read(string option, int digits)
    {
        using var command = new Command();
        var result = command.Run($"{option} {new string('7', digits)}");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("777…", result.Error, StringComparison.Ordinal);
        Assert.InRange(result.Error.Length, 20, 300);
    }

    [Theory]
    [InlineData("manifest")]
    [InlineData("manifest --check")]
    [InlineData("diff output output --all")]
    public void A_full_stdout_ends_reports_with_1(string arguments)
    {
        using var command = new Command();
        Assert.Equal(0, command.Run("curves --step 1 --no-plots").ExitCode);
        var result = command.RunInShell(arguments, ">/dev/full");
        Assert.Equal((1, "error: stdout cannot be written: No space left on device.\n"), (result.ExitCode, result.Error));
    }

    [Fact]
    public void Outputs_do_not_depend_on_the_culture_or_on_vector_instructions()
    {
        using var plain = new Command();
        using var other = new Command();
        string[] runs =
        [
            "curves", "round-trip --step 0.25", "cross-entropy --step 1 --format float32 float80 decimal", "formats --step 10",
            "mixed-precision --step 1",
        ];
        Assert.All(runs, run => Assert.Equal(0, plain.Run($"{run} --svg").ExitCode));
        (string, string)[] environments = [("LC_ALL", "de_DE.UTF-8"), ("DOTNET_EnableAVX2", "0"), ("DOTNET_EnableHWIntrinsic", "0")];
        foreach (var environment in environments)
        {
            Assert.All(runs, run => Assert.Equal(0, other.Run($"{run} --svg", environment).ExitCode));
            Assert.All(
                plain.Files("output"),
                name => Assert.Equal(File.ReadAllBytes(plain.PathOf($"output/{name}")), File.ReadAllBytes(other.PathOf($"output/{name}"))));
        }
    }

    [Fact]
    public void Help_and_version_go_to_stdout()
    {
        using var command = new Command();
        var help = command.Run("cross-entropy --help");
        Assert.Equal(0, help.ExitCode);
        Assert.All(
            ["--format", "--from", "--to", "--step", "--label", "--output", "--no-plots", "--svg", "--quiet", "--dry-run", "--json"],
            option => Assert.Contains(option, help.Output, StringComparison.Ordinal));
        var version = command.Run("--version");
        Assert.Equal(0, version.ExitCode);
        Assert.Matches(@"^\d+\.\d+\.\d+\n$", version.Output);
    }
}

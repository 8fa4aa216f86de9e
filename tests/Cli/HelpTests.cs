using Experiments.Cli;

namespace Experiments.Tests.Cli;

public class HelpTests
{
    private static readonly string[] Commands = [.. Root().Subcommands.Select(command => command.Name)];

    [Fact]
    public void Help_fits_80_columns_and_no_word_of_it_is_cut()
    {
        foreach (var (help, lines) in Commands.Prepend(string.Empty).Select(command => (command, Help(command))))
        {
            Assert.All(lines, line => Assert.InRange(line.Length, 0, 80));
            Assert.DoesNotContain(lines, line => line.Contains("—:", StringComparison.Ordinal));

            // A first column that is too long goes on in a line that begins within a word.
            Assert.DoesNotContain(lines, line => line.StartsWith("  <", StringComparison.Ordinal) && !line.Contains('>'));
        }
    }

    [Fact]
    public void Every_setting_is_said_in_words_and_with_its_default()
    {
        foreach (var option in Root().Subcommands.SelectMany(command => command.Options))
        {
            Assert.False(string.IsNullOrWhiteSpace(option.Description), option.Name);
            Assert.True(option.Arity.MaximumNumberOfValues == 0 || option.HelpName is { Length: > 0 }, option.Name);
        }
    }

    [Fact]
    public void The_first_screen_says_what_to_run_first_and_names_every_command()
    {
        var lines = Help(string.Empty);
        var start = lines[(Array.IndexOf(lines, "Start with:") + 1)..].TakeWhile(line => line.Length > 0).ToArray();
        Assert.Equal(4, start.Length);
        Assert.All(Commands, command => Assert.Contains(lines, line => line.StartsWith($"  {command} ", StringComparison.Ordinal)));
        Assert.All(start[..^1], line => Assert.Null(Explained(line.Trim().Split("  ")[0])));
    }

    [Fact]
    public void Each_command_has_examples_that_it_accepts()
    {
        using var command = new Command();
        Directory.CreateDirectory(command.PathOf("PHOTOS"));
        Assert.Equal(0, command.Run("curves --step 1 --no-plots").ExitCode);
        Assert.Equal(0, command.Run("curves --step 1 --no-plots --output before").ExitCode);
        Assert.Equal(0, command.Run("curves --step 1 --no-plots --output after").ExitCode);
        File.WriteAllText(command.PathOf("old.csv"), "x,loss\n1,2\n");
        File.WriteAllText(command.PathOf("new.csv"), "x,loss\n1,2.0000001\n");
        foreach (var name in Commands)
        {
            var lines = Help(name);
            var at = Array.FindIndex(lines, line => line is "Example:" or "Examples:");
            var examples = lines[(at + 1)..].TakeWhile(line => line.Length > 0).Select(line => line.Trim()).ToArray();
            Assert.InRange(examples.Length, 1, 2);
            Assert.All(examples, example =>
            {
                Assert.StartsWith($"experiments {name}", example, StringComparison.Ordinal);
                Assert.Null(Explained(example));
                var makes = Root().Subcommands.Single(known => known.Name == name).Options.Any(option => option.Name == "--dry-run");
                var result = command.Run(example["experiments ".Length..] + (makes ? " --dry-run" : string.Empty));
                Assert.True(result.ExitCode < 2, $"{example}: {result.Error}");
            });
        }
    }

    private static string? Explained(string example)
    {
        var (words, root) = (example.Split(' ')[1..], Root());
        return Suggestions.Explain(words, root.Parse(words, new() { ResponseFileTokenReplacer = null }), root);
    }

    private static string[] Help(string command)
    {
        using var output = new StringWriter();
        Assert.Equal(0, Root().Parse($"{command} --help").Invoke(new() { Output = output }));
        return output.ToString().Split('\n');
    }

    private static System.CommandLine.RootCommand Root() => Program.Root(TestContext.Current.CancellationToken);
}

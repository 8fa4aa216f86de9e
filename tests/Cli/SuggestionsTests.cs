using System.CommandLine;
using Experiments.Cli;

namespace Experiments.Tests.Cli;

public class SuggestionsTests
{
    // Parsing leaves it as it is.
    private static readonly RootCommand Root = Program.Root(CancellationToken.None);

    [Theory]
    [InlineData("curves --version", "'--version' is not an option of curves; it is given alone: experiments --version.")]
    [InlineData("--step 1 curves", "'--step' is not an option of experiments; commands that have it: curves, round-trip,")]
    [InlineData("curves --seed 1", "'--seed' is not an option of curves; commands that have it: network.")]
    [InlineData("curves --output --foo", "'--foo' is not an option of curves")]
    [InlineData("curves --format float32 --foo", "'--foo' is not an option of curves")]
    [InlineData("curves --from --foo --bar", "'--foo' is not an option of curves")]
    [InlineData("curves --from --foo=1", "'--foo' is not an option of curves")]
    [InlineData("diff a --foo b", "'--foo' is not an option of diff")]
    [InlineData("diff -x a b", "'-x' is not an option of diff. See")]
    [InlineData("diff a b --exclude -x", "'-x' is not an option of diff")]
    [InlineData("--foo", "'--foo' is not an option of experiments. See experiments --help.")]
    [InlineData("curves --help --foo", "'--foo' is not an option of curves")]
    [InlineData("curves --st 1", "did you mean '--step'?")]
    [InlineData("curves -step 1", "'-step' is not an option of curves: did you mean '--step'?")]
    [InlineData("curves --STEP 1", "'--STEP' is not an option of curves: did you mean '--step'?")]
    [InlineData("curves —step 1", "'—step' is not an option of curves: did you mean '--step'?")]
    [InlineData("curves –-step 1", "'–-step' is not an option of curves: did you mean '--step'?")]
    [InlineData("curves --step", "--step: a value is needed. Give --step NUMBER.")]
    [InlineData("curves -o", "--output: a value is needed. Give -o DIR.")]
    [InlineData("curves -qo", "--output: a value is needed.")]
    [InlineData("curves -qo --svg", "--output: a value is needed before --svg.")]
    [InlineData("curves --output -q", "--output: a value is needed before -q.")]
    [InlineData("curves --output --output here", "--output: a value is needed before --output.")]
    [InlineData("curves --output -- here", "--output: a value is needed before --.")]
    [InlineData("network --state --resume", "--state: a value is needed before --resume.")]
    [InlineData("diff a b --ulps --json", "--ulps: a value is needed before --json.")]
    [InlineData("curves --from=", "--from: a value is needed behind '='.")]
    [InlineData("curves --svg=true", "--svg: it takes no value; leave '=true' out.")]
    [InlineData("curves --svg true", "'true' is one argument too many")]
    [InlineData("curves --step 1 --step 1", "--step: it is given 2 times, as 1 and 1; give it once.")]
    [InlineData("curves -o a --output b", "--output: it is given 2 times, as a and b; give it once.")]
    [InlineData("curves --step 1 2", "'2' is one argument too many for curves")]
    [InlineData("curves curves", "'curves' is one argument too many for curves")]
    [InlineData("curves -- --step", "'--step' is one argument too many for curves")]
    [InlineData("-- curves", "'curves' stands behind '--'; leave '--' out.")]
    [InlineData("diff", "diff: OLD and NEW missing")]
    [InlineData("diff a", "diff: NEW missing")]
    [InlineData("[suggest:9999999999] curves", "is not a request for completions")]
    [InlineData("[suggest:] curves", "is not a request for completions")]
    public void What_is_wrong_is_said_with_what_would_be_right(string line, string message) =>
        Assert.StartsWith(message, Explain(line) is { } said && said.Contains(message, StringComparison.Ordinal)
            ? said[said.IndexOf(message, StringComparison.Ordinal)..]
            : Explain(line) ?? "nothing", StringComparison.Ordinal);

    [Theory]
    [InlineData("curves --from -5 --to -.5 --step .5")]
    [InlineData("curves --from=-5 --to:3")]
    [InlineData("curves --from -inf")]
    [InlineData("curves -qo here")]
    [InlineData("curves -ohere -q")]
    [InlineData("curves --svg --svg --format float32 --format float64")]
    [InlineData("diff --ulps 2 --ulps loss=3 a b --json")]
    [InlineData("diff -- a b")]
    [InlineData("diff --help")]
    [InlineData("curves --help")]
    [InlineData("--help")]
    [InlineData("[suggest] cur")]
    [InlineData("[suggest:9] curves --")]
    public void What_is_right_is_not_wrong(string line) => Assert.Null(Explain(line));

    [Fact]
    public void No_option_is_suggested_to_itself()
    {
        var options = Root.Subcommands.SelectMany(command => command.Options).Concat(Root.Options).Select(option => option.Name).Distinct();
        foreach (var (command, option) in Root.Subcommands.SelectMany(command => options.Select(option => (command.Name, option))))
        {
            Assert.DoesNotContain($"mean '{option}'", Explain($"{command} {option} 1") ?? string.Empty, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_option_takes_another_or_an_unknown_one_for_its_value()
    {
        foreach (var command in Root.Subcommands)
        {
            foreach (var option in command.Options.Where(option => option.Arity.MaximumNumberOfValues > 0))
            {
                var (known, unknown) = (Explain($"{command.Name} {option.Name} --help"), Explain($"{command.Name} {option.Name} --dry"));
                Assert.StartsWith($"{option.Name}: a value is needed before --help.", known, StringComparison.Ordinal);
                Assert.StartsWith($"'--dry' is not an option of {command.Name}", unknown, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("[suggest:8]", "curves --", "--step")]
    [InlineData("[suggest:18]", "cross-entropy --la", "--label")]
    [InlineData("[suggest:16]", "curves --format ", "float32")]
    [InlineData("[suggest:14]", "network --net ", "chollet")]
    [InlineData("[suggest:3]", "cur", "curves")]
    public void A_shell_is_offered_what_can_stand_at_the_cursor(string directive, string line, string offered)
    {
        using var output = new StringWriter();
        Assert.Equal(0, Root.Parse([directive, line]).Invoke(new() { Output = output }));
        Assert.Contains(offered, output.ToString().Split('\n'));
        Assert.DoesNotContain("/?", output.ToString(), StringComparison.Ordinal);
    }

    private static string? Explain(string line)
    {
        var words = line.Split(' ');
        return Suggestions.Explain(words, Root.Parse(words, new() { ResponseFileTokenReplacer = null }), Root);
    }
}

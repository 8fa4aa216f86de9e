using System.CommandLine;
using Experiments.Cli;

namespace Experiments.Tests.Cli;

public class SettingTests
{
    private static readonly Setting<int> Count = Setting.Integer("--count", "how many", 7, 0, 9);
    private static readonly Setting<bool> Loud = Setting.Flag("--loud", "whether to shout");
    private static readonly Setting<string?> From = Setting.Path("--from", "DIR", "where from");

    private static readonly Setting<string> Colour = Setting.Choice(
        "--colour",
        "of what colour",
        "#f00",
        ("red", "#f00"),
        ("blue", "#00f"));

    private static readonly Setting<IReadOnlyList<int>> Sizes = Setting.List(
        "--sizes", "N", "how large", "1 2", text => (int)Setting.WholeNumber(text, 1, 99), size => $"{size}");

    // Its default is that of another.
    private static readonly Setting<int> Most = Setting.Integer(
        "--most", "at most", new("as many", given => $"{Count.Read(given)}"), 0, 9) with
    {
        Alias = "-m",
    };

    private static readonly Setting<int> Threads = Setting.Integer("--threads", "how fast", 1, 1, 9) with { ChangesBytes = false };
    private static readonly Setting<int?> Rest = Setting.One<int?>("--rest", "N", "left", null, text => text.Length, length => $"{length}");

    private static readonly Setting[] All = [Count, Loud, From, Colour, Sizes, Most, Threads, Rest];

    [Theory]
    [InlineData("", "try")]
    [InlineData("--count 7 --colour red --sizes 1,2 --most 7 --threads 3", "try")]
    [InlineData("--threads 3 -m 2 --sizes 2 2,1 --count 08 --loud", "try --count 8 --loud --sizes 2 1 --most 2")]
    [InlineData("--count 5", "try --count 5")]
    [InlineData("--count 5 --most 7", "try --count 5 --most 7")]
    [InlineData("--from /a/b's/ --rest xyz --colour blue", "try --from 'b'\\''s' --colour blue --rest 3")]
    public void A_command_in_canonical_form_has_what_is_not_the_default_in_declared_order(string arguments, string canonical) =>
        Assert.Equal(canonical, Commands.Canonical("try", All, Read(arguments)));

    [Fact]
    public void What_is_not_given_is_the_default()
    {
        var none = Given.Nothing;
        Assert.Equal(
            (7, false, null, "#f00", null),
            (Count.Read(none), Loud.Read(none), From.Read(none), Colour.Read(none), Rest.Read(none)));
        Assert.Equal([1, 2], Sizes.Read(none));
        Assert.Equal((5, 5), (Count.Read(Read("--count 5")), Most.Read(Read("--count 5"))));
    }

    [Theory]
    [InlineData("--count 10", "--count: '10' is not a whole number from 0 to 9.")]
    [InlineData("--colour green", "--colour: 'green' is not one of red, blue.")]
    [InlineData("--sizes 1,x", "--sizes: 'x' is not a whole number from 1 to 99.")]
    [InlineData("--sizes ,", "--sizes: at least one value is needed.")]
    public void What_is_refused_is_named(string arguments, string message) =>
        Assert.Equal(message, Assert.Throws<UsageException>(() => Commands.Canonical("try", All, Read(arguments))).Message);

    [Fact]
    public void Help_shows_the_default() => Assert.Equal(
        [
            "how many [default: 7]", "whether to shout", "where from", "of what colour [default: red]", "how large [default: 1 2]",
            "at most [default: as many]", "how fast [default: 1]", "left",
        ],
        All.Select(setting => setting.Symbol.Description));

    [Fact]
    public void Every_experiment_without_options_is_its_name() => Assert.All(
        Program.Experiments, experiment => Assert.Equal(experiment.Name, experiment.Plan(Given.Nothing).Command));

    private static Given Read(string arguments)
    {
        // An option belongs to one command alone while it is parsed.
        Given? read = null;
        var command = Commands.Create("try", "tries", "experiments try", All, given =>
        {
            read = given;
            return 0;
        });
        Assert.Empty(command.Parse(arguments).Errors);
        command.Parse(arguments).Invoke();
        return read!;
    }
}

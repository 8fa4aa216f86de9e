using System.Text.RegularExpressions;
using Experiments.Claims;
using Experiments.Cli;

namespace Experiments.Tests.Claims;

public class ClaimPageTests
{
    private static readonly ClaimRow[] Rows =
    [
        Row(
            "C1",
            "some numbers follow",
            "about 3",
            Verdict.Reproduced,
            new("3.0000001", Verdict.Reproduced, "one word after another, so that lines have to be broken somewhere")),
        Row("C12", "a claim", "8", Verdict.Illustrated, new("9", Verdict.NotReproduced, "it differs")),
        Row("F1", "another claim", "—", Verdict.Reproduced, null),
    ];

    [Theory]
    [InlineData(100)]
    [InlineData(60)]
    [InlineData(40)]
    public void No_line_is_longer_than_the_terminal_is_wide_and_no_word_is_lost(int width)
    {
        var page = ClaimPage.Long(Rows, width, isColoured: false);
        Assert.All(page.Split('\n'), line => Assert.InRange(line.Length, 0, width));
        Assert.Contains(
            "one word after another, so that lines have to be broken somewhere",
            Regex.Replace(page, "\\s+", " "),
            StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', page);
    }

    [Fact]
    public void A_terminal_of_one_column_gets_whole_words() =>
        Assert.Contains(
            "         3.0000001\n",
            ClaimPage.Long(Rows, 1, isColoured: false).Replace("ours", "    ", StringComparison.Ordinal),
            StringComparison.Ordinal);

    [Fact]
    public void Colours_are_on_verdicts_alone()
    {
        var page = ClaimPage.Long(Rows, 80, isColoured: true);
        Assert.Contains("C1   \u001b[32mreproduced\u001b[0m\n", page, StringComparison.Ordinal);
        Assert.Contains(
            "C12  \u001b[31mnot reproduced\u001b[0m\n     recorded illustrated\n     a claim\n",
            page,
            StringComparison.Ordinal);
        Assert.Contains("F1   \u001b[2mnot tested\u001b[0m\n", page, StringComparison.Ordinal);
        Assert.Equal(ClaimPage.Long(Rows, 80, isColoured: false), Regex.Replace(page, "\u001b\\[\\d+m", ""));
    }

    [Fact]
    public void The_last_line_counts_verdicts_and_names_those_not_recorded()
    {
        Assert.Equal(
            "1 reproduced, 1 not reproduced, 1 not tested; not as recorded: C12 (not reproduced, recorded is illustrated)",
            ClaimPage.Summary(Rows));
        Assert.Equal("1 reproduced, 1 not tested; all as recorded", ClaimPage.Summary([Rows[0], Rows[2]]));
        Assert.EndsWith("\n\n1 reproduced; all as recorded\n", ClaimPage.Long(Rows[..1], 80, isColoured: false), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(80)]
    [InlineData(40)]
    public void In_short_the_counts_come_first_and_then_a_line_a_claim_by_verdict(int width)
    {
        var lines = ClaimPage.Short(Rows, width, isColoured: false).Split('\n');
        Assert.All(lines, line => Assert.InRange(line.Length, 0, width));
        Assert.StartsWith("1 reproduced, 1 not reproduced, 1 not", string.Join(' ', lines), StringComparison.Ordinal);
        Assert.Equal(
            ["reproduced", "  C1", "not reproduced", "  C12", "not tested", "  F1"],
            lines.SkipWhile(line => line.Length > 0).Where(line => line.Length > 0)
                .Select(line => line.StartsWith("  ", StringComparison.Ordinal) ? line[..5].TrimEnd() : line));
        if (width >= 80)
        {
            Assert.Contains($"  C1   {"a title",-31} 3.0000001 (article: about 3)", lines);
        }
    }

    [Fact]
    public void The_exit_code_says_whether_all_verdicts_are_the_recorded_ones()
    {
        Assert.Equal(0, Commands.ExitCode([new ClaimVerdicts([Rows[0], Rows[2]])]));
        Assert.Equal(1, Commands.ExitCode([new ClaimVerdicts(Rows)]));
    }

    private static ClaimRow Row(string id, string text, string article, Verdict expected, Judgement? judgement) =>
        new(new(id, "a title", text, article, expected, _ => judgement, "something is missing"), judgement);
}

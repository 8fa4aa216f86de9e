using System.Text;
using Experiments.Article;
using Experiments.Cli;
using Experiments.Numerics.Formats;
using Experiments.Tests.Numerics.Formats;

namespace Experiments.Tests;

/// <summary>
/// A format that is no more than one file joins with one line, and its tables are those of another program: see
/// Fixtures/oracle.
/// </summary>
public class EighthFormatTests
{
    // The line it would be in NumberFormat.All.
    private static readonly NumberFormat TensorFloat32 = new NumberFormat.Of<TensorFloat32>();

    [Theory]
    [InlineData("round-trip-tf32")]
    [InlineData("cross-entropy-tf32-wide")]
    [InlineData("cross-entropy-tf32-clip")]
    public void Its_tables_are_the_oracles(string file)
    {
        var folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "oracle");
        var arguments = File.ReadLines(Path.Combine(folder, "cases.txt"))
            .Single(line => line.StartsWith(file + ".csv\t", StringComparison.Ordinal)).Split('\t')[1];
        var expected = File.ReadAllLines(Path.Combine(folder, file + ".csv"));

        // Columns to the right may be more than the oracle's.
        var columns = expected[0].Split(',').Length;
        Assert.Equal(
            expected,
            Table(arguments.Split(' ')).TrimEnd('\n').Split('\n').Select(line => string.Join(',', line.Split(',').Take(columns))));
    }

    /// <summary>The table that a command line of the program writes.</summary>
    private static string Table(string[] words)
    {
        var sweep = Sweep.Between(Value("--from"), Value("--to"), Value("--step"));
        var work = new Work(new Messages(isTerminal: false, isQuiet: true), folder: null, TestContext.Current.CancellationToken);
        var outputs = words[0] == "round-trip"
            ? RoundTrip.Form(work, [TensorFloat32], sweep)
            : CrossEntropy.Form(work, [TensorFloat32], [.. Values("--label").Select(label => label == "1")], sweep);
        using var stream = new MemoryStream();
        outputs.Tables.Single(table => table.Stem == words[0]).Write(stream, false);
        return Encoding.UTF8.GetString(stream.ToArray());

        ExactNumber Value(string option) => ExactNumber.Parse(Values(option)[0]);

        string[] Values(string option) =>
            [.. words.SkipWhile(word => word != option).Skip(1).TakeWhile(word => !word.StartsWith("--", StringComparison.Ordinal))];
    }
}

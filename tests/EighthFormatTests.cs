using Experiments.Article;
using Experiments.Cli;
using Experiments.Losses;
using Experiments.Numerics.Formats;
using Experiments.Output.Files;
using Experiments.Output.Tables;
using Experiments.Tests.Numerics.Formats;

namespace Experiments.Tests;

/// <summary>A format that is no more than one file joins with one line, and its tables are those of another program: see Fixtures/oracle.</summary>
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
        var arguments = File.ReadLines(Path.Combine(folder, "cases.txt")).Single(line => line.StartsWith(file + ".csv\t", StringComparison.Ordinal)).Split('\t')[1];
        Assert.Equal(File.ReadAllText(Path.Combine(folder, file + ".csv")), Table(arguments.Split(' ')));
    }

    /// <summary>The table that a command line of the program writes.</summary>
    private static string Table(string[] words)
    {
        var sweep = Sweep.Parse(Values("--from")[0], Values("--to")[0], Values("--step")[0]);
        var folder = Directory.CreateTempSubdirectory("experiments").FullName;
        try
        {
            using (var output = OutputFolder.Open(folder))
            {
                var run = new Run(output, plots: false, svg: false, new Messages(isTerminal: false, isQuiet: true), CancellationToken.None);
                run.Do(words[0] == "round-trip"
                    ? Article.RoundTrip.Plan("", [TensorFloat32], sweep)
                    : CrossEntropy.Plan("", [TensorFloat32], [.. Values("--label").Select(label => label == "1")], sweep));

                output.Commit();
            }

            return File.ReadAllText(Path.Combine(folder, words[0] + ".csv"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        string[] Values(string option) =>
            [.. words.SkipWhile(word => word != option).Skip(1).TakeWhile(word => !word.StartsWith("--", StringComparison.Ordinal))];
    }
}

using Experiments.Numerics.Formats;
using Experiments.Tests.Cli;

namespace Experiments.Tests;

/// <summary>Tables against those of another program, in Python with MPFR: see Fixtures/oracle.</summary>
public class OracleTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Fixtures", "oracle");

    public static TheoryData<string, string, string?> Cases()
    {
        var cases = new TheoryData<string, string, string?>();
        foreach (var parts in File.ReadLines(Path.Combine(Folder, "cases.txt")).Select(line => line.Split('\t')))
        {
            var formats = parts[1].Split("--format ").ElementAtOrDefault(1)?.Split(' ')[0];
            if (formats is null || NumberFormat.Find(formats) is not null)
            {
                cases.Add(parts[0], parts[1], parts.ElementAtOrDefault(2));
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_cell_is_the_oracles(string file, string arguments, string? part)
    {
        using var command = new Command();
        Assert.Equal(0, command.Run(arguments + " --no-plots").ExitCode);
        var expected = File.ReadAllLines(Path.Combine(Folder, file));
        var actual = command.Read($"output/{part ?? $"{arguments.Split(' ')[0]}.csv"}").TrimEnd('\n').Split('\n');
        if (part is not null)
        {
            // The oracle has some of the rows.
            actual = [.. actual.Where(expected.ToHashSet().Contains)];
        }

        Assert.Equal(expected.Length, actual.Length);

        // Columns to the right may be more than the oracle's.
        var columns = expected[0].Split(',').Length;
        for (var i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], string.Join(',', actual[i].Split(',').Take(columns)));
        }
    }
}

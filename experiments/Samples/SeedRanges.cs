using System.Globalization;
using Experiments.Cli;

namespace Experiments.Samples;

/// <summary>Seeds as users write them: numbers, and ranges such as 1..20.</summary>
internal static class SeedRanges
{
    private const int MostSeeds = 1000;

    /// <summary>The setting of several seeds.</summary>
    public static Setting<IReadOnlyList<ulong>> Setting(string description, Default? usual) => Cli.Setting.Several<IReadOnlyList<ulong>>(
        "--seeds",
        "N",
        description,
        usual,
        none: [],
        texts => [.. texts.SelectMany(Range).Distinct()],
        Ranges);

    /// <summary>The seeds that a text names: one, or a first and a last with two dots between them.</summary>
    private static IEnumerable<ulong> Range(string text)
    {
        var ends = text.Split("..").Select(end =>
            ulong.TryParse(end, NumberStyles.None, CultureInfo.InvariantCulture, out var seed) && seed <= long.MaxValue ? (long)seed
                : throw new UsageException($"'{text}' is neither a seed nor a range such as 1..20.")).ToArray();
        if (ends.Length > 2 || ends[^1] < ends[0] || ends[^1] - ends[0] >= MostSeeds)
        {
            throw new UsageException($"'{text}' is no range of at most {MostSeeds} seeds such as 1..20.");
        }

        for (var seed = ends[0]; seed <= ends[^1]; seed++)
        {
            yield return (ulong)seed;
        }
    }

    /// <summary>Seeds in their order, those that follow one another as ranges; null for none.</summary>
    private static string? Ranges(IReadOnlyList<ulong> seeds)
    {
        var words = new List<string>();
        for (var first = 0; first < seeds.Count;)
        {
            var last = first;
            while (last + 1 < seeds.Count && seeds[last + 1] == seeds[last] + 1)
            {
                last++;
            }

            words.Add(first == last ? $"{seeds[first]}" : $"{seeds[first]}..{seeds[last]}");
            first = last + 1;
        }

        return words.Count == 0 ? null : string.Join(' ', words);
    }
}

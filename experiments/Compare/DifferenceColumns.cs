using Experiments.Cli;
using Experiments.Formats;
using Experiments.Numerics.Formats;
using Experiments.Output.Figures;
using Experiments.Output.Tables;

namespace Experiments.Compare;

/// <summary>The columns that options name, held against the headers there are.</summary>
internal sealed class DifferenceColumns
{
    private readonly TableOptions options;
    private readonly Dictionary<FilePair, HashSet<string>> headers;
    private readonly bool isFolder;

    /// <summary>Reads the headers.</summary>
    /// <exception cref="UsageException">An option names a column that no table has.</exception>
    public DifferenceColumns(IReadOnlyList<FilePair> pairs, TableOptions options)
    {
        this.options = options;
        isFolder = pairs.Count > 1;
        headers = pairs.Where(pair => pair.IsTable).ToDictionary(pair => pair, pair => pair.Columns().ToHashSet());
        (string Option, IReadOnlyList<string> Names)[] named = [("--key", options.Key), ("--only", options.Only), ("--ignore", options.Ignored)];
        foreach (var (option, names) in named)
        {
            if (names.FirstOrDefault(name => !headers.Values.Any(header => header.Contains(name))) is { } unknown)
            {
                throw new UsageException($"{option}: no table has a column '{unknown}'{Known()}.");
            }
        }
    }

    /// <summary>The options for a pair: of two folders, the key is for tables that have its columns.</summary>
    public TableOptions OptionsOf(FilePair pair) =>
        isFolder && headers.TryGetValue(pair, out var header) && !options.Key.All(header.Contains) ? options with { Key = [] } : options;

    private string Known() => headers.Count == 1 ? $"; there are {Excerpt.Of(string.Join(", ", headers.Values.Single()))}" : string.Empty;
}

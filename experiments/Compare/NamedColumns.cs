using Experiments.Cli;
using Experiments.Output.Tables;

namespace Experiments.Compare;

/// <summary>The columns that options name, held against the headers there are.</summary>
internal sealed class NamedColumns
{
    private readonly TableOptions options;
    private readonly Dictionary<FilePair, HashSet<string>> headers = [];
    private readonly bool isFolder;

    /// <summary>Reads the headers, when an option names a column.</summary>
    /// <exception cref="UsageException">An option names a column that no table has.</exception>
    public NamedColumns(IReadOnlyList<FilePair> pairs, TableOptions options, IEnumerable<(string Option, string Column)> named)
    {
        (this.options, isFolder) = (options, pairs.Count > 1);
        foreach (var (option, column) in named)
        {
            if (headers.Count == 0)
            {
                headers = pairs.Where(pair => pair.IsTable).ToDictionary(pair => pair, Header);
            }

            // A table that cannot be read may have the column; what is wrong with it is said when it is compared.
            if (!headers.Values.Any(header => header.Count == 0 || header.Contains(column)))
            {
                throw new UsageException($"{option}: no table has a column '{column}'{Known()}.");
            }
        }
    }

    /// <summary>The options for a pair: the schema that is recorded of it, and of two folders the key for tables that have its columns.</summary>
    public TableOptions OptionsOf(FilePair pair) => options with
    {
        Schema = pair is { IsTable: true, Old: { } old, New: { } next } && options.HasHeader ? RecordedSchema.SchemaOf(next) ?? RecordedSchema.SchemaOf(old) : null,
        Key = isFolder && headers.TryGetValue(pair, out var header) && !options.Key.All(header.Contains) ? [] : options.Key,
    };

    private HashSet<string> Header(FilePair pair)
    {
        try
        {
            using var before = new CsvRows(pair.Old!, options.HasHeader);
            using var after = new CsvRows(pair.New!, options.HasHeader);
            return [.. before.Header, .. after.Header];
        }
        catch (TableException)
        {
            return [];
        }
    }

    private string Known() => headers.Count == 1 ? $"; there are {Excerpt.Of(string.Join(", ", headers.Values.Single()))}" : string.Empty;
}

using Experiments.Cli;
using Experiments.Output.Files;
using Experiments.Output.Tables;

namespace Experiments.Compare;

/// <summary>The columns that options name and that manifests record, held against the headers there are.</summary>
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
                var known = headers.Count == 1 ? $"; there are {Excerpt.Of(string.Join(", ", headers.Values.Single()))}" : string.Empty;
                throw new UsageException($"{option}: no table has a column '{column}'{known}.");
            }
        }
    }

    /// <summary>The options for a pair, with its schema and, in two folders, the key if it has its columns.</summary>
    public TableOptions OptionsOf(FilePair pair) => pair is not { IsTable: true, Old: { } old, New: { } next } ? options : options with
    {
        Schema = options.HasHeader ? SchemaOf(next) ?? SchemaOf(old) : null,
        Key = isFolder && headers.TryGetValue(pair, out var header) && !options.Key.All(header.Contains) ? [] : options.Key,
    };

    /// <summary>The schema of a file; null when its folder has no manifest that records one.</summary>
    private static TableSchema? SchemaOf(string path)
    {
        try
        {
            var (folder, name) = (Path.GetDirectoryName(Path.GetFullPath(path))!, Path.GetFileName(path));
            return Manifest.Of(folder).Entries.GetValueOrDefault(name)?.Schema;
        }
        catch (ManifestException)
        {
            return null;
        }
    }

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
}

using Experiments.Cli;
using Experiments.Output.Files;
using Experiments.Output.Tables;

namespace Experiments.Compare;

/// <summary>The columns that options name and that manifests record, held against the headers there are.</summary>
internal sealed class NamedColumns
{
    private readonly TableOptions options;
    private readonly Messages messages;
    private readonly Dictionary<string, Manifest?> manifests = [];
    private readonly Dictionary<FilePair, HashSet<string>> headers = [];
    private readonly bool isFolder;

    /// <summary>Reads the headers, when an option names a column.</summary>
    /// <exception cref="UsageException">An option names a column that no table has.</exception>
    public NamedColumns(
        IReadOnlyList<FilePair> pairs, TableOptions options, Messages messages, IEnumerable<(string Option, string Column)> named)
    {
        (this.options, this.messages, isFolder) = (options, messages, pairs.Count > 1);
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
    private TableSchema? SchemaOf(string path)
    {
        var (folder, name) = (Path.GetDirectoryName(path) ?? string.Empty, Path.GetFileName(path));
        if (!manifests.TryGetValue(folder, out var manifest))
        {
            manifests[folder] = manifest = Read(folder);
        }

        return manifest?.Entries.GetValueOrDefault(name)?.Schema;
    }

    private Manifest? Read(string folder)
    {
        try
        {
            return Manifest.Of(folder);
        }
        catch (ManifestException error)
        {
            messages.Say($"warning: {error.Message} The tables beside it are compared without it.");
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
        catch (Exception error) when (error is TableException or IOException)
        {
            return [];
        }
    }
}

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
    private string? unread;

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

            if (!headers.Values.Any(header => header.Contains(column)))
            {
                var known = Excerpt.Of(string.Join(", ", headers.Values.SelectMany(header => header).Distinct()));
                throw new UsageException(
                    $"{option}: no table has a column '{column}'{(known.Length > 0 ? $"; there are {known}" : string.Empty)}"
                    + (unread is null ? "." : $", as far as headers can be read: {unread}"));
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

    private HashSet<string> Header(FilePair pair) => [.. Header(pair.Old!), .. Header(pair.New!)];

    /// <summary>The header of a table; none of one that cannot be read, of which more is said when it is compared.</summary>
    private IReadOnlyList<string> Header(string path)
    {
        try
        {
            using var rows = new CsvRows(path, options.HasHeader);
            return rows.Header;
        }
        catch (Exception error) when (error is TableException or IOException)
        {
            unread ??= error.Message;
            return [];
        }
    }
}

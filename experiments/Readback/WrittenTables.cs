using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using Experiments.Output.Files;
using Experiments.Output.Inputs;
using Experiments.Output.Tables;

namespace Experiments.Readback;

/// <summary>The files that commands wrote into a folder, each read once, and what its manifest says of them.</summary>
/// <param name="folder">The folder, as the user wrote it.</param>
/// <param name="manifest">What is recorded.</param>
/// <param name="place">Where a file is: its temporary, while it has not taken its place.</param>
internal sealed class WrittenTables(string folder, Manifest manifest, Func<string, string> place)
{
    private const NumberStyles Plain = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    // The largest of ours has some megabytes.
    private const long LargestTable = 1 << 28;

    private readonly Dictionary<string, (FileState State, byte[] Bytes)> files = [];
    private readonly Dictionary<string, TableException?> checks = [];

    /// <summary>The folder.</summary>
    public string Folder => folder;

    /// <summary>What is recorded of each file.</summary>
    public Manifest Manifest => manifest;

    /// <summary>What a file is: current, altered, missing, or unknown where it is not recorded.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public FileState State(string name) => Load(name).State;

    /// <summary>Whether a table is there as it is recorded.</summary>
    public bool Has(string stem) => State(stem + ".csv") == FileState.Current;

    /// <summary>The rows of a table, read from the bytes that were compared with the record.</summary>
    /// <exception cref="TableException">It is not there as recorded, or is no table.</exception>
    public CsvRows Open(string stem)
    {
        var name = stem + ".csv";
        var (state, _) = Load(name);
        if (state != FileState.Current)
        {
            throw new TableException($"{Path.Combine(folder, name)}: it is {Word(state)}.");
        }

        if (!checks.TryGetValue(name, out var wrong))
        {
            checks[name] = wrong = manifest.Entries[name].Schema is { Key.Count: > 0 } schema ? Wrong(name, schema)
                : new($"{Path.Combine(folder, name)}: it is recorded without the columns that name a row.");
        }

        return wrong is null ? Read(name) : throw wrong;
    }

    /// <summary>The rows of a table, each made by a function of its cells.</summary>
    /// <exception cref="TableException">It is not there as recorded, is no table, or has not what the function
    /// reads.</exception>
    [SuppressMessage("Performance", "CA1851", Justification = "Rows are read once.")]
    public IReadOnlyList<TRow> Rows<TRow>(string stem, Func<WrittenRow, TRow> make)
    {
        using var rows = Open(stem);
        var read = new List<TRow>();
        while (rows.Read())
        {
            read.Add(make(new(rows)));
        }

        return read.Count > 0 ? read : throw rows.Wrong(1, "there is no row below the header");
    }

    /// <summary>Whether a cell is a number as tables have it, or empty.</summary>
    public static bool IsNumber(string cell) => cell is "" or "inf" or "-inf" or "nan" or "overflow" or "div0" or "log0"
        || (double.TryParse(cell, Plain, CultureInfo.InvariantCulture, out _) && char.IsAsciiDigit(cell[^1]));

    /// <summary>A state in a word.</summary>
    public static string Word(FileState state) => state.ToString().ToLowerInvariant();

    private CsvRows Read(string name) =>
        new(new MemoryStream(files[name].Bytes, writable: false), Path.Combine(folder, name), hasHeader: true);

    /// <summary>
    /// What is wrong with a table: other columns than are recorded, a key that stands twice, a cell that is no number in a
    /// column of numbers; null where nothing is.
    /// </summary>
    private TableException? Wrong(string name, TableSchema schema)
    {
        try
        {
            using var rows = Read(name);
            string[] columns = [.. schema.Columns.Select(column => column.Name)];
            if (!rows.Header.SequenceEqual(columns))
            {
                return rows.Wrong(1, $"the header is {Excerpt.Of(string.Join(',', rows.Header))}; expected {string.Join(',', columns)}");
            }

            if (schema.Key.FirstOrDefault(key => rows.IndexOf(key) < 0) is { } absent)
            {
                return rows.Wrong(1, $"there is no column '{Excerpt.Of(absent)}', which is recorded as a key");
            }

            int[] keys = [.. schema.Key.Select(rows.IndexOf)];
            var lines = new Dictionary<string, long>();
            while (rows.Read())
            {
                // Cells hold no NUL: files that do are refused.
                var key = string.Join('\0', keys.Select(rows.Cell));
                if (!lines.TryAdd(key, rows.Line))
                {
                    return rows.Wrong(
                        rows.Line, $"the key {Excerpt.Of(key.Replace('\0', ' '))} is that of line {lines[key]} too; expected each once");
                }

                for (var i = 0; i < columns.Length; i++)
                {
                    if (schema.Columns[i].Format is not ColumnFormats.Text and var format && !IsNumber(rows.Cell(i), format))
                    {
                        return rows.Wrong(rows.Line, $"{columns[i]} is '{Excerpt.Of(rows.Cell(i))}'; expected a number");
                    }
                }
            }

            return null;
        }
        catch (TableException error)
        {
            return error;
        }
    }

    private static bool IsNumber(string cell, string format) =>
        format == ColumnFormats.Integer && cell.Length > 0
            ? BigInteger.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _) : IsNumber(cell);

    private (FileState State, byte[] Bytes) Load(string name)
    {
        if (files.TryGetValue(name, out var known))
        {
            return known;
        }

        var path = place(name);
        var isFile = RegularFile.Is(path);
        var isTable = name.EndsWith(".csv", StringComparison.Ordinal);
        if (isTable && isFile && new FileInfo(path).Length > LargestTable)
        {
            // Such a table is none of ours.
            return files[name] = (FileState.Unknown, []);
        }

        // A table is shown from the very bytes that are compared.
        var bytes = isTable && isFile ? File.ReadAllBytes(path) : [];
        var state = manifest.Entries.TryGetValue(name, out var entry)
            ? isFile ? (isTable ? Sha256.Of(bytes) : Sha256.OfFile(path)) == entry.Sha256 ? FileState.Current : FileState.Altered
                : File.Exists(path) || Directory.Exists(path) ? FileState.Altered : FileState.Missing
            : File.Exists(path) ? FileState.Unknown : FileState.Missing;
        return files[name] = (state, bytes);
    }
}

using System.Text.Json.Serialization;
using Experiments.Output.Tables;

namespace Experiments.Output.Files;

/// <summary>
/// What is recorded of a file: the digest of its bytes, in lower-case hexadecimal, and what it was made from; of a
/// table its schema.
/// </summary>
/// <param name="Sha256">The digest.</param>
/// <param name="Command">See <see cref="Origin"/>, as for the next four.</param>
/// <param name="Program">The program's version.</param>
/// <param name="Formulas">The version of its formulas.</param>
/// <param name="Data">The data that went in.</param>
/// <param name="Seeds">The seeds.</param>
/// <param name="Key">The columns that name a row of a table; null for other files, and for tables recorded without a
/// schema.</param>
/// <param name="Columns">The format of each column of a table, in order.</param>
public sealed record ManifestEntry(
    string Sha256,
    string Command,
    string Program,
    int Formulas,
    string? Data = null,
    IReadOnlyList<ulong>? Seeds = null,
    IReadOnlyList<string>? Key = null,
    OrderedDictionary<string, string>? Columns = null)
{
    /// <summary>What the file was made from.</summary>
    [JsonIgnore]
    public Origin Origin => new(Command, Program, Formulas, Data, Seeds);

    /// <summary>The schema of a table; null where none is recorded.</summary>
    [JsonIgnore]
    public TableSchema? Schema => Key is null || Columns is null
        ? null
        : new(Key, [.. Columns.Select(column => new ColumnSchema(column.Key, column.Value))]);
}

using Experiments.Output.Tables;

namespace Experiments.Output.Files;

/// <summary>What an output is a function of; nothing that depends on the machine or the time.</summary>
/// <param name="Command">The command in canonical form: the options that change bytes, defaults left out.</param>
/// <param name="Program">The program's version, without commit.</param>
/// <param name="Formulas">The version of its formulas.</param>
/// <param name="Data">The data that went in, with their version or a checksum; null for none.</param>
/// <param name="Seeds">The seeds of all random numbers, which are part of the command too; null where none were
/// drawn.</param>
public sealed record Origin(string Command, string Program, int Formulas, string? Data = null, IReadOnlyList<ulong>? Seeds = null)
{
    /// <summary>The entry of a file of this origin with a digest; of a table with its schema.</summary>
    public ManifestEntry Entry(string sha256, TableSchema? schema = null) => new(
        sha256,
        Command,
        Program,
        Formulas,
        Data,
        Seeds,
        schema?.Key,
        schema is null ? null : new(schema.Columns.Select(column => KeyValuePair.Create(column.Name, column.Format))));

    /// <summary>
    /// Whether a file of this origin is what another origin would give. Seeds are part of the command.
    /// </summary>
    public bool IsAsOf(Origin other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Command == other.Command && Program == other.Program && Formulas == other.Formulas && Data == other.Data;
    }
}

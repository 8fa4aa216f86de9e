using System.Text.Json.Serialization;

namespace Experiments.Output.Files;

/// <summary>What is recorded of a file: the digest of its bytes, in lower-case hexadecimal, and what it was made from.</summary>
public sealed record ManifestEntry(string Sha256, string Command, string Program, int Formulas, string? Data = null, IReadOnlyList<ulong>? Seeds = null)
{
    /// <summary>What the file was made from.</summary>
    [JsonIgnore]
    public Origin Origin => new(Command, Program, Formulas, Data, Seeds);
}

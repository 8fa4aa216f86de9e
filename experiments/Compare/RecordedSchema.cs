using System.Text.Json;
using Experiments.Output.Files;
using Experiments.Output.Tables;

namespace Experiments.Compare;

/// <summary>The schema of a table, as the manifest of its folder records it.</summary>
internal static class RecordedSchema
{
    /// <summary>The schema of a file; null when there is no manifest that can be read, or it records none.</summary>
    public static TableSchema? SchemaOf(string path)
    {
        var full = Path.GetFullPath(path);
        var manifest = Path.Combine(Path.GetDirectoryName(full)!, Manifest.FileName);
        try
        {
            using var json = JsonDocument.Parse(File.Exists(manifest) ? File.ReadAllBytes(manifest) : "{}"u8.ToArray());
            return json.RootElement.TryGetProperty("files", out var files) && files.TryGetProperty(Path.GetFileName(full), out var entry)
                && entry.TryGetProperty("key", out var key) && entry.TryGetProperty("columns", out var columns)
                ? new(
                    [.. key.EnumerateArray().Select(name => name.GetString()!)],
                    [.. columns.EnumerateObject().Select(column => new ColumnSchema(column.Name, column.Value.GetString()!))])
                : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Experiments.Output.Inputs;

namespace Experiments.Output.Files;

/// <summary>What each file of an output folder is; in the folder itself, as manifest.json.</summary>
/// <remarks>
/// A line a file, in the order of their names, so that a change of one is a change of one line; of tables the columns
/// that name a row, and the format of each column:
/// <code>
/// {
///   "version": 1,
///   "files": {
///     "curves.csv": {"sha256":"…","command":"curves","program":"1.0.0","formulas":1,"key":["x"],"columns":{…}},
///     "network-trained.png": {"sha256":"…","command":"network","program":"1.0.0","formulas":1,"data":"…","seeds":[1]}
///   }
/// }
/// </code>
/// Names are relative to the folder, with '/'.
/// </remarks>
public sealed partial class Manifest
{
    /// <summary>Its file's name.</summary>
    public const string FileName = "manifest.json";

    private const int Version = 1;

    // How data begin that are all the other files.
    private const string WholeFolder = "the other files, sha256 ";

    private const string Advice = "Expected a manifest as this program writes it; delete the file to begin anew.";

    private static readonly Json Layout = new(new JsonSerializerOptions(Json.Default.Options)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    });

    private readonly SortedDictionary<string, ManifestEntry> entries;

    private Manifest(IReadOnlyDictionary<string, ManifestEntry> files) => entries = new(files.ToDictionary(), StringComparer.Ordinal);

    /// <summary>A manifest of no file.</summary>
    public static Manifest Empty => new(new Dictionary<string, ManifestEntry>());

    /// <summary>The entries, in the order of their names.</summary>
    public IReadOnlyDictionary<string, ManifestEntry> Entries => entries;

    /// <summary>The manifest of a folder; an empty one where there is none.</summary>
    /// <exception cref="ManifestException">It cannot be read, is no manifest, or is one of a newer version.</exception>
    public static Manifest Of(string folder)
    {
        var path = Path.Combine(folder, FileName);
        try
        {
            if (Directory.Exists(path))
            {
                throw new ManifestException($"{path}: it is a folder; expected the file that commands record their outputs in.");
            }

            if (!File.Exists(path))
            {
                return Empty;
            }

            if (!RegularFile.Is(path))
            {
                throw new ManifestException($"{path}: it is no regular file. {Advice}");
            }

            var text = Text(path, File.ReadAllBytes(path));
            return JsonSerializer.Deserialize(text, Layout.Head)?.Version switch
            {
                Version => new(Checked(path, JsonSerializer.Deserialize(text, Layout.Whole)!.Files)),
                null => throw new JsonException(),
                var other => throw new ManifestException($"{path}: it is of version {other}; this program reads version {Version}."),
            };
        }
        catch (JsonException error)
        {
            throw new ManifestException(
                $"{path}, line {1 + (error.LineNumber ?? 0)}: it is no manifest{Where(error.Path)}. "
                + "Expected one as this program writes it; delete the file to begin anew.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ManifestException($"{path}: cannot be read: {error.Message}");
        }
    }

    /// <summary>Records a file in the place of what was recorded under its name.</summary>
    public void Record(string name, ManifestEntry entry) => entries[name] = entry;

    /// <summary>
    /// What names all files but one by all that is recorded of them, as the data of a file that is made from all others.
    /// </summary>
    public string DataFor(string name)
    {
        var lines = entries.Where(file => file.Key != name)
            .Select(file => $"{file.Key} {JsonSerializer.Serialize(file.Value, Layout.ManifestEntry)}\n");
        return WholeFolder + Sha256.Of(Encoding.UTF8.GetBytes(string.Concat(lines)));
    }

    /// <summary>Recorded data as they are: of a file that is made from all others, those of these others.</summary>
    public string? Now(string name, string? data) =>
        data?.StartsWith(WholeFolder, StringComparison.Ordinal) == true ? DataFor(name) : data;

    /// <summary>Writes it: UTF-8 without BOM, "\n".</summary>
    public void Write(Stream stream)
    {
        var lines = entries.Select(file =>
            $"    {JsonSerializer.Serialize(file.Key, Layout.String)}: {JsonSerializer.Serialize(file.Value, Layout.ManifestEntry)}");
        using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        writer.Write($"{{\n  \"version\": {Version},\n  \"files\": {{\n{string.Join(",\n", lines)}\n  }}\n}}\n");
    }

    private static string Text(string path, byte[] bytes)
    {
        try
        {
            // Editors put a mark before it that is none of its characters.
            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException error)
        {
            throw new ManifestException($"{path}, line {1 + bytes.AsSpan(0, error.Index).Count((byte)'\n')}: it is no UTF-8. {Advice}");
        }
    }

    private static string Where(string? path) => path is null or "$" ? string.Empty : $", for {path} is not as expected";

    /// <summary>The entries, each there and of a name below the folder.</summary>
    private static Dictionary<string, ManifestEntry> Checked(string path, Dictionary<string, ManifestEntry?> files)
    {
        foreach (var (name, entry) in files)
        {
            var shown = new string([.. name.Where(letter => !char.IsControl(letter))]);
            if (entry is null)
            {
                throw new ManifestException($"{path}: the entry of '{shown}' is empty. {Advice}");
            }

            if (Path.IsPathRooted(name) || shown != name || name.Split('/', '\\').Any(part => part is "" or "." or ".."))
            {
                throw new ManifestException($"{path}: '{shown}' is no name of a file below the folder. {Advice}");
            }
        }

        return files!;
    }

    /// <summary>What tells whether the rest can be read.</summary>
    private sealed record Head(long Version);

    private sealed record Whole(Dictionary<string, ManifestEntry?> Files);

    /// <summary>How these are read and written, made at compile time.</summary>
    [JsonSourceGenerationOptions(
        PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false)]
    [JsonSerializable(typeof(Head))]
    [JsonSerializable(typeof(Whole))]
    private sealed partial class Json : JsonSerializerContext;
}

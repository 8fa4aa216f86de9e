using System.IO.Compression;

namespace Experiments.Observed;

/// <summary>The recorded tables that the program carries with it.</summary>
internal static class ObservedTables
{
    private const string Prefix = "observed/";
    private const string Suffix = ".csv.gz";

    /// <summary>Their names, such as tensorflow-1.12.0-keras224.</summary>
    public static IEnumerable<string> Names => typeof(ObservedTables).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .Select(name => name[Prefix.Length..^Suffix.Length]);

    /// <summary>A table by its name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ObservedTable Load(string name)
    {
        using var file = typeof(ObservedTables).Assembly.GetManifestResourceStream(Prefix + name + Suffix)
            ?? throw new ArgumentException($"There is no recorded table {name}.", nameof(name));
        using var reader = new StreamReader(new GZipStream(file, CompressionMode.Decompress));
        string[][] lines = [.. reader.ReadToEnd().TrimEnd('\n').Split('\n').Select(line => line.Split(','))];
        return new(lines[0], lines[1..]);
    }
}

using Experiments.Numerics.Formats;

namespace Experiments.Output.Tables;

/// <summary>The columns that name a row, told from the header: what the program's own tables are keyed by, and others like them.</summary>
internal static class DefaultKeys
{
    private const string Format = "format";

    // The first that fits counts: label, for one, is a key beside x, and a class beside index.
    private static readonly string[][] Known =
    [
        ["id"],
        ["seed", "quantity"],
        ["epoch"],
        ["size", "batch"],
        ["batch"],
        ["batch_size"],
        ["index"],
        ["function", "x"],
        ["label", "x"],
        ["x"],
        ["p"],
        [],
    ];

    /// <summary>The key of a table; format belongs to it wherever there is one. Null when none fits.</summary>
    public static IReadOnlyList<string>? Of(IReadOnlyCollection<string> header)
    {
        var known = Known.First(names => names.All(header.Contains) && !(names is ["epoch"] && header.Contains("seed")));
        string[] key = header.Contains(Format) ? [Format, .. known] : known;
        return key.Length > 0 ? key : null;
    }
}

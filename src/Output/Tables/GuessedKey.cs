namespace Experiments.Output.Tables;

/// <summary>The columns that name a row of a table that declares none, told from its header.</summary>
internal static class GuessedKey
{
    private const string Format = "format";

    // The first that fits counts: label, for one, is a key beside x, and a class beside index. pandas names no index.
    private static readonly string[][] Known =
    [
        ["id"], ["data", "noise", "arm", "seed"], ["data", "noise", "arm", "quantity"], ["loss", "label", "x"],
        ["loss", "label", "measure"], ["sign", "exponent"], ["property", "sign"], ["seed", "quantity"], ["epoch"],
        ["loss", "framework"], ["stack", "quantity"], ["size", "batch"], ["batch"], ["batch_size"],
        ["index"], ["row", "output"], ["row"], ["sigmoid", "end", "x"], ["function", "x"], ["label", "x"], ["label", "from"],
        ["x"], ["p"], ["quantity"], ["sigmoid", Format], [""], [],
    ];

    /// <summary>The key of a table; format belongs to it wherever there is one. Null when none fits.</summary>
    public static IReadOnlyList<string>? Find(IReadOnlySet<string> header)
    {
        var known = Known.First(names => names.All(header.Contains) && !(names is ["epoch"] && header.Contains("seed")));
        string[] key = header.Contains(Format) ? [.. known.Prepend(Format).Distinct()] : known;
        return key.Length > 0 ? key : null;
    }
}

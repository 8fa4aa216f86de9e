using Experiments.Numerics.Formats;

namespace Experiments.Output.Tables;

/// <summary>Words that programs write in different ways: inf, nan, true and false.</summary>
internal static class Spelling
{
    private static readonly Dictionary<string, string> Words = new(StringComparer.OrdinalIgnoreCase)
    {
        ["nan"] = "nan",
        ["+nan"] = "nan",
        ["-nan"] = "nan",
        ["inf"] = "inf",
        ["+inf"] = "inf",
        ["infinity"] = "inf",
        ["+infinity"] = "inf",
        ["-inf"] = "-inf",
        ["-infinity"] = "-inf",
        ["true"] = "true",
        ["false"] = "false",
    };

    /// <summary>The word as the project's tables have it; any other text as it is.</summary>
    public static string Of(string text) => Words.GetValueOrDefault(text, text);
}

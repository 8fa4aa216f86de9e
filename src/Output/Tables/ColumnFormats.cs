namespace Experiments.Output.Tables;

/// <summary>The formats of columns that are no number formats' names.</summary>
public static class ColumnFormats
{
    /// <summary>Words.</summary>
    public const string Text = "text";

    /// <summary>Whole numbers.</summary>
    public const string Integer = "integer";

    /// <summary>Numbers in the format that the row names in its column `format`.</summary>
    public const string Row = "row";
}

namespace Experiments.Output.Tables;

/// <summary>What a table declares of itself: the columns that name a row, and all columns in their order.</summary>
public sealed record TableSchema(IReadOnlyList<string> Key, IReadOnlyList<ColumnSchema> Columns);

/// <summary>A column, with text, integer, row (the format that the row names) or a number format's name.</summary>
public readonly record struct ColumnSchema(string Name, string Format);

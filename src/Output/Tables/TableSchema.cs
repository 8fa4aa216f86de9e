namespace Experiments.Output.Tables;

/// <summary>What a table declares of itself: the columns that name a row, and all columns in their order.</summary>
public sealed record TableSchema(IReadOnlyList<string> Key, IReadOnlyList<ColumnSchema> Columns);

/// <summary>A column: its name, and `text`, `integer`, `row` (the number format that the row names) or the name of a number format.</summary>
public readonly record struct ColumnSchema(string Name, string Format);

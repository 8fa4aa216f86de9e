namespace Experiments.Output.Tables;

/// <summary>What the columns of a table mean: which of them name a row, and the format of each, in order.</summary>
public sealed record TableSchema(IReadOnlyList<string> Key, IReadOnlyList<ColumnSchema> Columns);

/// <summary>A column: its name, and the format of its cells.</summary>
/// <remarks>
/// The format is `text`, `integer`, the name of a number format, or `row`: the number format that the row's cell in the column
/// `format` names.
/// </remarks>
public readonly record struct ColumnSchema(string Name, string Format);

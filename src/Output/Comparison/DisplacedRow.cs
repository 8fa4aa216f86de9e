namespace Experiments.Output.Comparison;

/// <summary>A row that is kept until the row of the other file with its key is met: its line and its cells.</summary>
internal readonly record struct DisplacedRow(long Line, string Cells);

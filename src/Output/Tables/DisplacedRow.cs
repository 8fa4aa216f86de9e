using Experiments.Output.Figures;

namespace Experiments.Output.Tables;

/// <summary>A row that is kept until the row of the other file with its key is met: its line and its cells.</summary>
internal readonly record struct DisplacedRow(long Line, string Cells);

using Experiments.Output.Figures;

namespace Experiments.Output.Tables;

/// <summary>A row as it is compared: the line on which it begins, and its cells in the order of the layout.</summary>
internal readonly record struct TableRow(long Line, string[] Cells);

namespace Experiments.Cli;

/// <summary>A row of a table: its cells, and the values of it that a figure draws.</summary>
internal readonly record struct Row(string[] Cells, double[] Drawn);

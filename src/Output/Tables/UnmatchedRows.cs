using Experiments.Output.Figures;

namespace Experiments.Output.Tables;

/// <summary>The rows that only one table has: how many, and the keys and lines of the first few.</summary>
public sealed record UnmatchedRows(long Count, IReadOnlyList<(IReadOnlyList<string> Key, long Line)> First);

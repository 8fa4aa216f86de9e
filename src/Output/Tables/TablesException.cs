namespace Experiments.Output.Tables;

/// <summary>Files that cannot be compared: the message names the file and the line, what is there and what was expected.</summary>
public sealed class ComparisonException(string message) : Exception(message);

namespace Experiments.Output.Tables;

/// <summary>A table that cannot be read or compared: the message names the file and the line, what is there and what was expected.</summary>
public sealed class TableException(string message) : Exception(message);

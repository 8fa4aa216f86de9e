namespace Experiments.Output.Files;

/// <summary>A manifest cannot be used: the message names the file, the line or entry, and what was expected.</summary>
public sealed class ManifestException(string message) : Exception(message);

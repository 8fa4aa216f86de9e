namespace Experiments.Training;

/// <summary>
/// A checkpoint cannot be used: it is damaged, or of another version, architecture, seed or data. The message says
/// which.
/// </summary>
public sealed class CheckpointException(string message, Exception? inner = null) : Exception(message, inner);

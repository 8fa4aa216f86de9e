namespace Experiments.Cli;

/// <summary>
/// Something wrong with what the user gave: the message names the option, the value and what would be right. Exit code
/// 2.
/// </summary>
internal sealed class UsageException(string message) : Exception(message);

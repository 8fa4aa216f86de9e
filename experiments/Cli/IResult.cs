namespace Experiments.Cli;

/// <summary>What a command found.</summary>
internal interface IResult
{
    /// <summary>Why the exit code is 1, in one line; null where it is 0.</summary>
    string? Failure => null;
}

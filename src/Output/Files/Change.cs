namespace Experiments.Output.Files;

/// <summary>What became of a target.</summary>
public enum Change
{
    /// <summary>It was not there.</summary>
    Wrote,

    /// <summary>It had other bytes.</summary>
    Replaced,

    /// <summary>It had these bytes and was not touched.</summary>
    Left,
}

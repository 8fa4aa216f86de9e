namespace Experiments.Losses;

/// <summary>The formulas as a whole.</summary>
public static class Formulas
{
    /// <summary>Raised whenever a digit of any output changes for the same command: files of another version are stale.</summary>
    public const int Version = 1;
}

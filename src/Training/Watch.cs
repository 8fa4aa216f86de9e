namespace Experiments.Training;

/// <summary>Which loss the stopping rule watches.</summary>
public enum Watch
{
    /// <summary>The mean over the validation samples after each epoch, dropout off.</summary>
    Validation,

    /// <summary>The running mean over the epoch's batches, dropout on.</summary>
    Training,
}

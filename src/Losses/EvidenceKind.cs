namespace Experiments.Losses;

/// <summary>How it is known that a framework computes a loss as it is declared.</summary>
public enum EvidenceKind
{
    /// <summary>It was run: a recorded table agrees in every cell that the declaration allows.</summary>
    Executed,

    /// <summary>Its source was read at the version named.</summary>
    Read,

    /// <summary>It follows from documentation or from what others report.</summary>
    Inferred,
}

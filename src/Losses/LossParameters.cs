using Experiments.Numerics.Exact;

namespace Experiments.Losses;

/// <summary>A constant of a loss that its framework lets the user choose.</summary>
public enum Parameter
{
    /// <summary>ε, which keeps logarithms from 0.</summary>
    Epsilon,

    /// <summary>The factor of the term of label 1.</summary>
    PosWeight,

    /// <summary>γ, the power of the focal loss.</summary>
    Gamma,

    /// <summary>α, the share of label 1 in the focal loss.</summary>
    Alpha,
}

/// <summary>The constants of a loss that a user chose, exactly; null where the framework's own stay.</summary>
public sealed record LossParameters
{
    /// <summary>ε, in (0, ½).</summary>
    public Rational? Epsilon { get; init; }

    /// <summary>The factor of the term of label 1, above 0.</summary>
    public Rational? PosWeight { get; init; }

    /// <summary>γ, the power of the focal loss, 0 or more.</summary>
    public Rational? Gamma { get; init; }

    /// <summary>α, the share of label 1 in the focal loss, in [0, 1].</summary>
    public Rational? Alpha { get; init; }

    /// <summary>The weight of the sample, by which value and gradient are multiplied.</summary>
    public Rational? Weight { get; init; }
}

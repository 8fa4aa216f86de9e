namespace Experiments.Losses.Frameworks;

/// <summary>Losses of the libraries on JAX.</summary>
public static class Jax
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [Optax];

    /// <summary>
    /// optax: −y·L(x) − (1 − y)·L(−x), L(x) = −softplus(−x), softplus(a) = max(a, 0) + log1p(e^−|a|).
    /// </summary>
    /// <remarks>
    /// Both tails are kept, in the loss and in the gradient: the derivative of softplus is written e^(a − softplus(a)).
    /// </remarks>
    public static Loss Optax { get; } = new()
    {
        Name = "optax",
        Framework = "optax on JAX",
        Versions = "0.1 – 0.2.8",
        Evidence = EvidenceKind.Read,
        Source = "google-deepmind/optax, 2edbcbe2390d, optax/losses/_classification.py, sigmoid_binary_cross_entropy; "
            + "jax-ml/jax, cec06d116c05, jax/_src/lax/other.py, logaddexp",
        Takes = Takes.Logit,
        Formula = (x, y) => (-y * -Softplus(-x)) - ((1 - y) * -Softplus(x)),
        Backward = (x, y) => -(y * Slope(-x)) + ((1 - y) * Slope(x)),
    };

    private static Expression Softplus(Expression a) => Expression.Max(a, 0) + Expression.Log1P(Terms.ExpOfMinusSize(a));

    private static Expression Slope(Expression a) => Expression.Exp(a - Softplus(a));
}

using Experiments.Losses.Sigmoids;

namespace Experiments.Losses.Frameworks;

/// <summary>Losses of Flux.jl.</summary>
public static class Flux
{
    private const string Repository = "FluxML/Flux.jl, 3f2f828b523d";
    private const string Library = "FluxML/NNlib.jl, f71b71c7f497, src/activations.jl";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [Bce, Logits];

    /// <summary>
    /// binarycrossentropy: −xlogy(y, p + ε) − xlogy(1 − y, (1 − p) + ε), ε the machine epsilon; xlogy(0, ·) is 0.
    /// </summary>
    /// <remarks>15.94 where p is exactly wrong, −1.19·10^−7 where it is exactly right.</remarks>
    public static Loss Bce { get; } = Loss.Of(given => new()
    {
        Name = "flux-bce",
        Framework = "Flux.jl binarycrossentropy",
        Versions = "0.13 – 0.16.11",
        Evidence = EvidenceKind.Read,
        Source = $"{Repository}, src/losses/functions.jl and utils.jl",
        Takes = Takes.Probability,
        Sigmoid = AsWritten.TwoBranch,
        Formula = (p, y) => -Terms.TimesLog(y, p + Epsilon(given)) - Terms.TimesLog(1 - y, (1 - p) + Epsilon(given)),
        Backward = (p, y) => (-y / (p + Epsilon(given))) + ((1 - y) / ((1 - p) + Epsilon(given))),
        Accepts = [Parameter.Epsilon],
    });

    /// <summary>
    /// logitbinarycrossentropy: (1 − y)·x + softplus(−x), softplus(a) = log1p(e^a) below 0, else a + log1p(e^−a).
    /// </summary>
    /// <remarks>
    /// The gradient is (1 − y) − σ(−x): its tail is kept for label 1 and lost for label 0. NNlib's fast σ is 1 above 40
    /// and 0 below −80.
    /// </remarks>
    public static Loss Logits { get; } = new()
    {
        Name = "flux-logits",
        Framework = "Flux.jl logitbinarycrossentropy",
        Versions = "0.16.11 with NNlib 0.9.36",
        Evidence = EvidenceKind.Read,
        Source = $"{Repository}, src/losses/functions.jl; {Library}, softplus and logσ",
        Takes = Takes.Logit,
        Sigmoid = AsWritten.TwoBranch,
        Formula = (x, y) => ((1 - y) * x) - -Softplus(-x),
        Backward = (x, y) => (1 - y) + -CutOffs.NNlibFast.Value(-x),
    };

    private static Expression Softplus(Expression a)
    {
        var isNegative = 1 - Expression.AtLeast(a, 0);
        return Expression.Select(
            isNegative,
            Expression.Log1P(Expression.Exp(a)),
            a + Expression.Log1P(Expression.Exp(-a)));
    }

    private static Expression Epsilon(LossParameters given) => given.Epsilon is { } epsilon ? epsilon : Terms.MachineEpsilon;
}

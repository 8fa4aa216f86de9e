using Experiments.Numerics.Exact;

namespace Experiments.Frameworks.Explaining;

/// <summary>What is explained: a loss by its name, loss or gradient, the label as given and as it is taken.</summary>
internal sealed record ExplanationSubject(string Loss, string Quantity, string ShownLabel, Rational Label)
{
    public bool IsGradient => Quantity == "gradient";
}

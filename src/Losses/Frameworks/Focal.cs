using Experiments.Numerics.Exact;

namespace Experiments.Losses.Frameworks;

/// <summary>
/// Focal losses: a cross-entropy times (1 − t)^γ, t the probability of the label; γ = 2 unless another is given. A
/// given α weighs label 1 by α and label 0 by 1 − α.
/// </summary>
/// <remarks>
/// A power with γ a whole number up to 8 is a product. With another γ it is e^(γ·log), not the frameworks' own power.
/// </remarks>
public static class Focal
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [Keras3, Torchvision];

    /// <summary>Keras 3's binary_focal_crossentropy on JAX and NumPy, of the loss <see cref="Keras.Keras3"/>.</summary>
    /// <remarks>
    /// From raw outputs it takes σ first, on every backend. Only γ = 0 was run, on NumPy, where it is Keras 3's loss. The
    /// gradient is JAX's: the factors stand in the order in which JAX then adds the gradients.
    /// </remarks>
    public static Loss Keras3 { get; } = Loss.Of(given => Keras.Keras3 with
    {
        Name = "keras-3-focal",
        IsCrossEntropy = false,
        Framework = "Keras 3 on JAX and NumPy binary_focal_crossentropy",
        Evidence = EvidenceKind.Read,
        Source = "keras-team/keras, 3422977a5e38, keras/src/losses/losses.py, binary_focal_crossentropy",
        Formula = (p, y) =>
        {
            var t = (y * p) + ((1 - y) * (1 - p));
            var q = Terms.Clip(p, given.Epsilon ?? Terms.PowerOfTen(-7));
            return Weighted(Terms.CrossEntropy(q, 1 - q, y) * Power(1 - t, Gamma(given)), y, given);
        },
        Accepts = [Parameter.Epsilon, Parameter.Gamma, Parameter.Alpha],
    });

    /// <summary>torchvision's sigmoid_focal_loss: the cross-entropy is PyTorch's of raw outputs.</summary>
    public static Loss Torchvision { get; } = Loss.Of(given => new()
    {
        Name = "torchvision-focal",
        IsCrossEntropy = false,
        Framework = "torchvision sigmoid_focal_loss",
        Versions = "0.8 – 0.29 with PyTorch from 2.3",
        Evidence = EvidenceKind.Read,
        Source = "pytorch/vision, 148ddaaa5d27, torchvision/ops/focal_loss.py",
        Takes = Takes.Logit,
        Formula = (x, y) => Weighted(Torch.Logits.Formula(x, y) * Power(1 - OfLabel(x, y), Gamma(given)), y, given),
        Backward = (x, y) =>
        {
            var (s, rest, gamma) = (Sigmoid.Naive.Value(x), 1 - OfLabel(x, y), Gamma(given));
            var direct = (s - y) * Weighted(Power(rest, gamma), y, given);
            if (gamma.Sign == 0)
            {
                return direct;
            }

            var h = -(Weighted(Torch.Logits.Formula(x, y), y, given) * (gamma * Power(rest, gamma - 1)));
            return direct + ((-(h * (1 - y)) + (h * y)) * (1 - s) * s);
        },
        Accepts = [Parameter.Gamma, Parameter.Alpha],
    });

    /// <summary>s·y + (1 − s)·(1 − y), s = σ(x).</summary>
    private static Expression OfLabel(Expression x, Expression y)
    {
        var s = Sigmoid.Naive.Value(x);
        return (s * y) + ((1 - s) * (1 - y));
    }

    private static Expression Weighted(Expression loss, Expression y, LossParameters given) =>
        given.Alpha is { } alpha ? ((y * alpha) + ((1 - y) * (1 - (Expression)alpha))) * loss : loss;

    private static Rational Gamma(LossParameters given) => given.Gamma ?? 2;

    private static Expression Power(Expression a, Rational exponent)
    {
        var (whole, denominator) = exponent.Reduced();
        if (!denominator.IsOne || whole.Sign < 0 || whole > 8)
        {
            return Expression.Exp(exponent * Expression.Log(a));
        }

        return whole.IsZero ? 1 : Enumerable.Repeat(a, (int)whole).Aggregate((product, factor) => product * factor);
    }
}

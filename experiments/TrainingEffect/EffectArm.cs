using Experiments.Losses;
using Experiments.Losses.Frameworks;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Samples.Learning;

namespace Experiments.TrainingEffect;

/// <summary>What differs in a training from the one that it is compared with.</summary>
/// <param name="Name">What tables call it.</param>
/// <param name="Loss">The loss.</param>
internal sealed record EffectArm(string Name, Loss Loss)
{
    /// <summary>Whether the first weight begins one ulp further.</summary>
    public bool IsNudged { get; private init; }

    /// <summary>Whether it is not for networks on images.</summary>
    public bool IsOfFew { get; private init; }

    /// <summary>What all are compared with: the loss of raw outputs.</summary>
    public static EffectArm Reference { get; } = Of(ArticleLosses.Logits);

    /// <summary>The others, in the order of the tables.</summary>
    public static IReadOnlyList<EffectArm> All { get; } =
    [
        Of(Keras.Keras224),
        new(EffectNames.StoredFloat16, Keras.Keras224 with { Sigmoid = Stored(Keras.Keras224.Sigmoid) }),
        new("a-a", Reference.Loss) { IsNudged = true },
        new(EffectNames.Control, Keras.Keras224.With(new() { Epsilon = Rational.FromDecimal(1, -2) })),
        OfFew(Keras.Keras3),
        OfFew(Torch.Bce),
        OfFew(MxNet.Logits),
        OfFew(Paddle.Logits),
    ];

    /// <summary>Whether it must be found.</summary>
    public bool IsControl => Name == EffectNames.Control;

    private static EffectArm Of(Loss loss) => new(loss.Name, loss);

    private static EffectArm OfFew(Loss loss) => Of(loss) with { IsOfFew = true };

    private static Sigmoid Stored(Sigmoid sigmoid) =>
        sigmoid with { Value = x => Expression.Store(sigmoid.Of(x), NumberFormat.Named<Float16>()) };
}

using Experiments.Losses;

namespace Experiments.Census;

/// <summary>A loss whose verdicts are counted, and how it goes from one number to the next.</summary>
/// <param name="Name">Its name in tables, that of the catalogue.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Raw">
/// From x, a number that does not fall as x grows, whose loss as TensorFlow forms it this is; null where the loss
/// itself goes one way.
/// </param>
internal sealed record CountedLoss(string Name, Loss Loss, Expression? Raw)
{
    /// <summary>The losses that are counted.</summary>
    public static IReadOnlyList<CountedLoss> All { get; } =
    [
        new("naive", ArticleLosses.Naive, null),
        new("keras-2.2.4", ArticleLosses.Clipped, Formulas.Logit(Formulas.Clip(Sigmoid.Naive.Value(Expression.X)))),
        new("tf-logits", ArticleLosses.Logits, Expression.X),
    ];

    /// <summary>Each of them with each label.</summary>
    public static IReadOnlyList<(CountedLoss Loss, bool Label)> Cases { get; } =
        [.. All.SelectMany(loss => new[] { (loss, false), (loss, true) })];
}

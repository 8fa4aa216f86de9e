namespace Experiments.Losses.Frameworks;

/// <summary>The losses that commands know by name.</summary>
public static class Catalogue
{
    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<Loss> All { get; } =
    [
        ArticleLosses.Logits,
        ArticleLosses.Clipped,
        Keras.Keras224,
        Keras.TfKeras2,
        Keras.Keras3,
        Torch.Bce,
        TensorFlow.Logits,
        ArticleLosses.Naive,
        ArticleLosses.Exact,
    ];

    /// <summary>The loss with a name; null where there is none.</summary>
    public static Loss? Find(string name) => All.FirstOrDefault(loss => loss.Name == name);
}

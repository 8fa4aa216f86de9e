using Experiments.Losses.Formula;

namespace Experiments.Losses.Frameworks;

/// <summary>The losses that commands know by name.</summary>
public static class Catalogue
{
    /// <summary>All of them, in the order in which they are listed.</summary>
    public static IReadOnlyList<Loss> All { get; } =
    [
        .. ArticleLosses.All, .. Keras.All, .. Torch.All, .. TensorFlow.All, .. Jax.All, .. Flux.All, .. MxNet.All, .. Paddle.All,
        .. TensorFlowJs.All, .. Burn.All, .. Mlx.All, .. Dl4j.All, .. ScikitLearn.All, .. Boosting.All,
        .. MlNet.All, .. Caffe.All, .. Unprotected.All, .. ByHand.All, .. Focal.All,
        SplitLoss.Split,
    ];

    /// <summary>The loss with a name; null where there is none.</summary>
    public static Loss? Find(string name) => All.FirstOrDefault(loss => loss.Name == name);
}

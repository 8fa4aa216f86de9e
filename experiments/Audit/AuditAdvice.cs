using Experiments.Losses;
using Experiments.Numerics.Formats;

namespace Experiments.Audit;

/// <summary>What to do, by the name of the function in each framework.</summary>
internal static class AuditAdvice
{
    private const string ToUse = "w·|x| + log1p(e^−|x|), w the share of the label that x speaks against (split, in list --losses)";

    private static readonly (string Prefix, string Function)[] FromRawOutputs =
    [
        ("keras-theano", "the loss of raw outputs of a later Keras; on Theano from_logits=True goes through the clip too"),
        ("keras", "keras.losses.BinaryCrossentropy(from_logits=True), without the sigmoid layer"),
        ("tf-", "tf.nn.sigmoid_cross_entropy_with_logits, or BinaryCrossentropy(from_logits=True) without the sigmoid layer"),
        ("sigmoid", "tf.nn.sigmoid_cross_entropy_with_logits"),
        ("torch", "torch.nn.BCEWithLogitsLoss, without the sigmoid layer"),
        ("tfjs", "tf.losses.sigmoidCrossEntropy"),
        ("flux", "Flux.logitbinarycrossentropy"),
        ("mxnet", "SigmoidBinaryCrossEntropyLoss(from_sigmoid=False)"),
        ("paddle", "paddle.nn.functional.binary_cross_entropy_with_logits"),
        ("optax", "optax.sigmoid_binary_cross_entropy"),
        ("burn", "BinaryCrossEntropyLoss with logits(true)"),
        ("mlx", "mlx.nn.losses.binary_cross_entropy(with_logits=True)"),
        ("candle", ToUse + "; candle's own takes σ first"),
        ("tinygrad", "Tensor.binary_crossentropy_logits"),
        ("sklearn", "decision_function in place of predict_proba, and " + ToUse),
        ("xgboost", "predict(output_margin=True), and " + ToUse),
        ("lightgbm", "predict(raw_score=True), and " + ToUse),
        ("mlnet", "the Score column, and " + ToUse),
    ];

    /// <summary>A sentence that says what to take in place of a loss.</summary>
    public static string For(Loss loss, NumberFormat format)
    {
        if (loss.Takes == Takes.Logit)
        {
            return $"{loss.Name} takes raw outputs already: keep them, σ and the loss in a wider format than {format.Name}, "
                + $"or take {ToUse}.";
        }

        var found = FromRawOutputs.FirstOrDefault(entry => loss.Name.StartsWith(entry.Prefix, StringComparison.Ordinal)).Function;
        return $"Take the loss from raw outputs: {found ?? ToUse}.";
    }
}

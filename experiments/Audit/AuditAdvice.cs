using Experiments.Losses;

namespace Experiments.Audit;

/// <summary>What to do, by the name of the function in each framework.</summary>
internal static class AuditAdvice
{
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
        ("candle", "a loss of raw outputs such as (max(x, 0) − x·y) + log1p(e^−|x|); candle's own takes σ first"),
        ("tinygrad", "Tensor.binary_crossentropy_logits"),
        ("sklearn", "decision_function in place of predict_proba, and the formula (max(x, 0) − x·y) + log1p(e^−|x|)"),
        ("xgboost", "predict(output_margin=True), and the formula (max(x, 0) − x·y) + log1p(e^−|x|)"),
        ("lightgbm", "predict(raw_score=True), and the formula (max(x, 0) − x·y) + log1p(e^−|x|)"),
        ("mlnet", "the Score column, and the formula (max(x, 0) − x·y) + log1p(e^−|x|)"),
    ];

    /// <summary>A sentence that says what to take in place of a loss.</summary>
    public static string For(Loss loss)
    {
        var found = FromRawOutputs.FirstOrDefault(entry => loss.Name.StartsWith(entry.Prefix, StringComparison.Ordinal)).Function;
        return $"Take the loss from raw outputs: {found ?? "(max(x, 0) − x·y) + log1p(e^−|x|)"}.";
    }
}

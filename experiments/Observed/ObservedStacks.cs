using Experiments.Losses;
using Experiments.Losses.Sigmoids;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;

namespace Experiments.Observed;

/// <summary>The libraries that were run, and which entries of the catalogues model them.</summary>
/// <remarks>
/// A line is the table's name, the version, the ulps of exp, log and the like, then the entries: of the sigmoid, the loss
/// from probability and from logits, the gradient from logits and through the sigmoid.
/// </remarks>
internal static class ObservedStacks
{
    private static readonly NumberFormat Half = NumberFormat.Named<Float16>();
    private static readonly NumberFormat Single = NumberFormat.Named<Float32>();
    private static readonly NumberFormat Double = NumberFormat.Named<Float64>();

    // Of two leaves with opposite labels, one has the sum of both gradients without the other.
    private static readonly Func<Expression, Expression> Leaf = gradient =>
        gradient.With(Expression.X, 1 - Expression.Y) is var other ? (gradient + other) - other : gradient;

    private static readonly ObservedModel LightGbmBinary = new("lightgbm-binary", Double, Single) { SeenAs = Leaf };
    private static readonly ObservedModel LightGbmCrossEntropy = new("lightgbm-xentropy", Double, Single) { SeenAs = Leaf };
    private static readonly ObservedModel HalfBinomial = "sklearn-half-binomial";
    private static readonly ObservedModel HalfBinomialFused = "sklearn-half-binomial-fused";
    private static readonly ObservedModel HalfBinomialFusedInDouble = new("sklearn-half-binomial-fused", Double);
    private static readonly ObservedModel HalfBinomialInDouble = new("sklearn-half-binomial", Double);

    // A leaf is −g/2^40 in float32.
    private static readonly ObservedModel XGBoost = new("xgboost-logistic")
    {
        SeenAs = gradient => (gradient / (Rational)Dyadic.PowerOfTwo(40)) * (Rational)Dyadic.PowerOfTwo(40),
    };

    // For halves ONNX Runtime puts casts at both ends of a graph and computes it in float32, its sigmoid too.
    private static readonly ObservedModel OnnxBlock = new("onnxruntime-bce", Single) { Within = Rationals.Mlas };

    // The evaluator gives the mean of two rows, the other of which costs 1 bit.
    private static readonly ObservedModel Evaluator = new("mlnet-evaluator") { SeenAs = loss => (2 * ((loss + 1) / 2)) - 1 };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ObservedStack> All { get; } =
    [
        TensorFlow("nn", "tfjs-logloss", "tf-logits", "tf-logits"),
        TensorFlow("nn-tape", null, "tf-logits-eager", "tf-logits-eager"),
        TensorFlow("nn-weighted", null, "tf-weighted", "tf-weighted"),
        TensorFlow("keras224", "keras-2.2.4", "tf-logits", "tf-logits", "keras-2.2.4"),
        TensorFlow("tfkeras2", "tf-keras-2"),
        TensorFlow("keras3", "keras-3"),
        InHalf("tensorflow-1.12.0-keras224-float16", "1.12.0", "naive", "keras-2.2.4", "tf-logits", "tf-logits", "keras-2.2.4"),
        InHalf("tensorflow-1.12.0-tfkeras2-float16", "1.12.0", "naive", "tf-keras-2"),
        InHalf("tensorflow-1.12.0-keras3-float16", "1.12.0", "naive", "keras-3"),
        new("tensorflow-1.14.0-nn", "1.14.0", 0, "eigen-2018") { Flushes = true },
        new("tensorflow-2.3.0-nn", "2.3.0", 0, "tensorflow-2.3") { Flushes = true },
        new("tflite-2.14.1", "2.14.1", 0, "eigen-3.4") { Flushes = true },
        new("eigen-3.4.0-avx", "3.4.0", 2, "eigen-3.4", null, "tf-logits"),
        new("eigen-3.4.0-fma", "3.4.0", 2, "eigen-3.4-fma", null, "tf-logits"),
        new("eigen-5.0.1-avx", "5.0.1", 0, "eigen-5"),
        new("eigen-5.0.1-fma", "5.0.1", 0, "eigen-5-fma"),
        new("keras-2.2.4-theano-1.0.5", "2.2.4", 1, "theano", "keras-theano", "keras-theano", "keras-theano", "keras-theano"),
        new("keras-3.15.0-numpy", "3.15.0", 4, "naive", "keras-3", "keras-3"),
        new("keras-3.15.0-numpy-focal-gamma0", "3.15.0", 4, "naive", null, "keras-3"),
        InHalf("keras-3.15.0-numpy-float16", "3.15.0", "naive", "keras-3", "keras-3"),
        new("keras-3.15.0-torch", "3.15.0", 1, "naive", "keras-3-torch", "torch-logits", "torch-logits", "keras-3-torch"),
        new("keras-3.15.0-torch-focal-gamma0", "3.15.0", 1, "naive", null, "keras-3-torch"),
        InHalf("keras-3.15.0-torch-float16", "3.15.0", new("naive", Single), "keras-3-torch", "torch-logits"),
        new("torch-1.13.1-cpu", "1.13.1", 1, "naive", "torch-bce-1.13", "torch-logits-2.2", "torch-logits-2.2", "torch-bce-1.13"),
        new("torch-1.13.1-cpu-scalar", "1.13.1", 1, "naive", "torch-bce-1.13", "torch-logits-2.2", "torch-logits-2.2", "torch-bce-1.13"),
        new("torch-2.14.1-cpu", "2.14.1", 1, "naive", "torch-bce", "torch-logits", "torch-logits", "torch-bce"),
        new("tfjs-4.22.0-cpu-layers", "4.22.0", 0, "rounded", "tfjs-layers", "tfjs-logits", "tfjs-logits", "tfjs-layers"),
        new("tfjs-4.22.0-cpu-logloss", "4.22.0", 0, "rounded", "tfjs-logloss", Through: "tfjs-logloss"),
        WebGl("layers", "tfjs-layers-webgl", "tfjs-logits-wasm", "tfjs-logits-wasm", "tfjs-layers-webgl"),
        WebGl("logloss", "tfjs-logloss"),
        new("onnxruntime-1.31.1-dotnet-float-block", "1.31.1", 3, "mlas", "onnxruntime-bce", "tfjs-logits-wasm"),
        new("onnxruntime-1.31.1-dotnet-double", "1.31.1", 1, "one-minus") { Format = Double },
        new("onnxruntime-1.31.1-dotnet-float16-block", "1.31.1", 3, new("mlas", Single), OnnxBlock, new("tfjs-logits-wasm", Single))
        {
            Format = Half,
        },
        new("onnxruntime-web-1.21.0-float-block", "1.21.0", 1, "mlas-wasm", "onnxruntime-bce", "tfjs-logits-wasm"),
        new("onnxruntime-web-1.30.0-float-block", "1.30.0", 1, "eigen-2018", "onnxruntime-bce", "tfjs-logits-wasm"),
        new("mlnet-5.0.1-logloss", "5.0.1", 1, "rounded", null, "mlnet-log-loss", "mlnet-log-loss"),
        new("mlnet-5.0.1-evaluator", "5.0.1", 1, new("rounded", Single, Single), Evaluator) { Format = Double },
        new("dotnet-mathf-10.0.12", "10.0.12", 1, "naive", "candle-logits", "tfjs-logits-wasm", "torch-logits"),
        new("dotnet-tensorprimitives-11.0.0-float", "11.0.0", 2, "naive"),
        new("dotnet-tensorprimitives-11.0.0-double", "11.0.0", 2, "naive") { Format = Double },
        new("mathnet-5.0.0", "5.0.0", 1, "naive") { Format = Double },
        new("lightgbm-4.7.0-binary", "4.7.0", 1, "naive", "lightgbm-binary", null, LightGbmBinary) { Format = Double },
        new("lightgbm-4.7.0-cross_entropy", "4.7.0", 1, "naive", "lightgbm-xentropy", null, LightGbmCrossEntropy) { Format = Double },
        new("xgboost-3.3.0", "3.3.0", 1, "xgboost", "xgboost-logloss", null, XGBoost),
        new("sklearn-1.9.0-log_loss-float32", "1.9.0", 1, "naive", "sklearn-log-loss"),
        new("sklearn-1.9.0-log_loss-float64", "1.9.0", 1, "naive", "sklearn-log-loss") { Format = Double },
        new("sklearn-1.9.0-halfbinomial-float32", "1.9.0", 1, "naive", null, HalfBinomialInDouble, HalfBinomialInDouble),
        new("sklearn-1.9.0-halfbinomial-float64", "1.9.0", 1, "naive", null, HalfBinomial, HalfBinomial) { Format = Double },
        new("sklearn-1.9.0-halfbinomial-fused-float32", "1.9.0", 1, "naive", null, HalfBinomialFusedInDouble, HalfBinomialFusedInDouble),
        new("sklearn-1.9.0-halfbinomial-fused-float64", "1.9.0", 1, "naive", null, HalfBinomialFused, HalfBinomialFused)
        {
            Format = Double,
        },
        new("scipy-1.17.1-log_expit-float64", "1.17.1", 1, "naive", Gradient: "torch-logits") { Format = Double },
        new("numpy-2.4.6-float32", "2.4.6", 4, "naive", "naive", "mlx-logits", "torch-logits"),
        new("numpy-2.4.6-float64", "2.4.6", 2, "naive", "naive", "mlx-logits", "torch-logits") { Format = Double },
        new("r-4.6.2-plogis", "4.6.2", 1, "naive", "naive", Gradient: "torch-logits") { Format = Double },
        new("ggml-0.27.0", "0.27.0", 1, "naive"),
        new("tinygrad-dev", "a9069c17", 3, "tinygrad", "tinygrad-bce", "tinygrad-logits"),
        new("tinygrad-v0.11.0", "0.11.0", 3, "tinygrad", "tinygrad-bce", Through: "tinygrad-bce"),
        new("jax-js-0.1.25-cpu", "0.1.25", 0, "naive"),
        new("thinc-9.1.1", "9.1.1", 2, "thinc"),
        new("glibc-2.36-float", "2.36", 1, "naive", "naive", "tf-logits", "torch-logits"),
        new("glibc-2.36-double", "2.36", 1, "naive", "naive", "tf-logits", "torch-logits") { Format = Double },
        new("gsl-2.7.1", "2.7.1", 1, "two-branch") { Format = Double },
        new("boost-1.74-float", "1.74", 1, "naive"),
    ];

    private static ObservedStack TensorFlow(
        string table,
        ObservedModel? loss = null,
        ObservedModel? ofLogit = null,
        ObservedModel? gradient = null,
        ObservedModel? through = null) =>
        new($"tensorflow-1.12.0-{table}", "1.12.0", 1, "tensorflow-1.12", loss, ofLogit, gradient, through) { Flushes = true };

    private static ObservedStack WebGl(
        string table, ObservedModel loss, ObservedModel? ofLogit = null, ObservedModel? gradient = null, ObservedModel? through = null) =>
        new($"tfjs-4.22.0-webgl-swiftshader-{table}", "4.22.0", 48, "naive", loss, ofLogit, gradient, through) { Flushes = true };

    private static ObservedStack InHalf(
        string table,
        string version,
        ObservedModel sigmoid,
        ObservedModel loss,
        ObservedModel? ofLogit = null,
        ObservedModel? gradient = null,
        ObservedModel? through = null) =>
        new(table, version, 1, sigmoid, loss, ofLogit, gradient, through) { Format = Half };
}

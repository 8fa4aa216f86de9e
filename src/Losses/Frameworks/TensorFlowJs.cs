using Experiments.Losses.Sigmoids;

namespace Experiments.Losses.Frameworks;

/// <summary>TensorFlow.js' losses: of its layers from probabilities, of its core from either.</summary>
/// <remarks>
/// The CPU's backend computes each operation in double and keeps it in float32. WebGL and WebAssembly have log(1 + a)
/// where it says log1p(a). |x| has the slope −1 at 0 and max(x, 0) the slope 0.
/// </remarks>
public static class TensorFlowJs
{
    private const string Core = "npm @tensorflow/tfjs-core 4.22.0, dist/ops/losses";
    private const string Layers = "npm @tensorflow/tfjs-layers 4.22.0, dist/losses.js, binaryCrossentropy";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Loss> All => [LayersCpu, LayersWasm, LayersWebGl, LogLoss, Logits, LogitsWasm];

    /// <summary>Keras 2.2.4's recipe on the CPU: clip, log(q / (1 − q)), the loss of raw outputs.</summary>
    public static Loss LayersCpu { get; } = LayersOf("tfjs-layers", "cpu", AsWritten.Rounded, -7, Expression.Log1P, EvidenceKind.Executed);

    /// <summary>The same on WebAssembly, with log(1 + a) for log1p(a).</summary>
    /// <remarks>Its sigmoid is XNNPACK's: 1 from 17.32868 on as the correctly rounded one is, 0 up to −87.33655.</remarks>
    public static Loss LayersWasm { get; } =
        LayersOf("tfjs-layers-wasm", "wasm", AsWritten.Rounded, -7, LogOfOnePlus, EvidenceKind.Read);

    /// <summary>The same on WebGL, with log(1 + a) for log1p(a) and ε = 1e-4.</summary>
    /// <remarks>At most 9.2103 for label 1 and 9.2102 for label 0; a right answer costs 1.0·10^−4.</remarks>
    public static Loss LayersWebGl { get; } =
        LayersOf("tfjs-layers-webgl", "webgl", Sigmoid.Naive, -4, LogOfOnePlus, EvidenceKind.Executed);

    /// <summary>losses.logLoss: −(y·log(p + ε)) − (1 − y)·log((1 − p) + ε), ε = 1e-7, not clipped.</summary>
    /// <remarks>16.12 where p is exactly wrong, −1.19·10^−7 where it is exactly right.</remarks>
    public static Loss LogLoss { get; } = Loss.Of(given => new()
    {
        Name = "tfjs-logloss",
        Framework = "TensorFlow.js losses.logLoss",
        Versions = "0.11 – 4.22",
        Evidence = EvidenceKind.Executed,
        Source = $"{Core}/log_loss.js",
        Takes = Takes.Probability,
        Sigmoid = AsWritten.Rounded,
        Formula = (p, y) =>
        {
            Expression epsilon = given.Epsilon ?? Terms.PowerOfTen(-7);
            return -(y * Expression.Log(p + epsilon)) - ((1 - y) * Expression.Log((1 - p) + epsilon));
        },
        Rules = DerivativeRules.TensorFlowJs,
        Accepts = [Parameter.Epsilon],
    });

    /// <summary>losses.sigmoidCrossEntropy on the CPU: (max(x, 0) − x·y) + log1p(e^−|x|).</summary>
    /// <remarks>The gradient for label 1 is exactly 0 from x = 17.33 on, although the loss is not.</remarks>
    public static Loss Logits { get; } = LogitsOf("tfjs-logits", "cpu", AsWritten.Rounded, Expression.Log1P);

    /// <summary>The same on WebAssembly and WebGL, with log(1 + a) for log1p(a): 0 beyond |x| = 16.64.</summary>
    public static Loss LogitsWasm { get; } = LogitsOf("tfjs-logits-wasm", "wasm and webgl", Sigmoid.Naive, LogOfOnePlus);

    private static Loss LayersOf(
        string name, string backend, Sigmoid sigmoid, int exponent, Func<Expression, Expression> log1P, EvidenceKind evidence) =>
        Loss.Of(given => new()
        {
            Name = name,
            Framework = $"TensorFlow.js layers backend {backend}",
            Versions = "4.22",
            Evidence = evidence,
            Source = Layers,
            Takes = Takes.Probability,
            Sigmoid = sigmoid,
            Formula = (p, y) => CrossEntropy(Formulas.Logit(Terms.Clip(p, given.Epsilon ?? Terms.PowerOfTen(exponent))), y, log1P),
            Rules = DerivativeRules.TensorFlowJs,
            Accepts = [Parameter.Epsilon],
        });

    private static Loss LogitsOf(string name, string backend, Sigmoid sigmoid, Func<Expression, Expression> log1P) => new()
    {
        Name = name,
        Framework = $"TensorFlow.js losses.sigmoidCrossEntropy backend {backend}",
        Versions = "4.22",
        Evidence = EvidenceKind.Executed,
        Source = $"{Core}/sigmoid_cross_entropy.js",
        Takes = Takes.Logit,
        Sigmoid = sigmoid,
        Formula = (x, y) => CrossEntropy(x, y, log1P),
        Rules = DerivativeRules.TensorFlowJs,
    };

    /// <summary>(max(x, 0) − x·y) + log1p(e^−|x|); at 0 the maxima give the gradient to their first operand.</summary>
    private static Expression CrossEntropy(Expression x, Expression y, Func<Expression, Expression> log1P) =>
        (Expression.Max(0, x) - (x * y)) + log1P(Expression.Exp(-Expression.Max(-x, x)));

    private static Expression LogOfOnePlus(Expression a) => Expression.Log(1 + a);
}

using Experiments.Losses;
using Experiments.Numerics.Formats;

namespace Experiments.Training;

/// <summary>The loss of a raw output in training, and its derivative.</summary>
public static class Loss
{
    /// <summary>The loss of one sample, in nats: in float64 for raw outputs; in float32, widened, for sigmoid outputs.</summary>
    public static double Of(LossKind kind, float raw, bool label) => kind == LossKind.Logits
        ? BinaryCrossEntropy.Logits(new Float64(raw), label).Value
        : BinaryCrossEntropy.Clipped(new Float32(raw), label).Value;

    /// <summary>The mean over samples, summed in float64 in their order.</summary>
    public static double Mean(LossKind kind, ReadOnlySpan<float> raw, ReadOnlySpan<bool> labels)
    {
        var sum = 0d;
        for (var i = 0; i < raw.Length; i++)
        {
            sum += Of(kind, raw[i], labels[i]);
        }

        return sum / raw.Length;
    }

    /// <summary>The mean loss's derivative with respect to one raw output of a batch.</summary>
    /// <remarks>
    /// Raw outputs: (σ(x) − label) / batch in float64, then rounded to float32. Sigmoid outputs: the clipped loss's derivative / batch in
    /// float32, exactly 0 where the clip holds.
    /// </remarks>
    public static float Gradient(LossKind kind, float raw, bool label, int batch) => kind == LossKind.Logits
        ? (float)(BinaryCrossEntropy.GradientLogits(new Float64(raw), label).Value / batch)
        : BinaryCrossEntropy.GradientClipped(new Float32(raw), label).Value / batch;
}

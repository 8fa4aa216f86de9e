using Experiments.Losses;
using Experiments.Numerics.Formats;

namespace Experiments.Training;

/// <summary>
/// A loss over batches of float32 raw outputs: its mean, and the derivatives that go back through the network.
/// </summary>
/// <remarks>
/// Both are formed in the format that the loss trains in, and rounded to float64 and float32 from there.
/// </remarks>
internal abstract class BatchLoss
{
    /// <summary>The batches of a loss.</summary>
    public static BatchLoss For(Loss loss) => loss.TrainsIn.Run(new Factory(loss));

    /// <summary>
    /// The mean over samples, in nats: each loss widened to float64 and summed there in the order of the samples.
    /// </summary>
    public abstract double Mean(ReadOnlySpan<float> raw, ReadOnlySpan<bool> labels);

    /// <summary>
    /// The derivative of a batch's mean with respect to one raw output: the loss's, divided by the batch's size, then
    /// rounded to float32.
    /// </summary>
    public abstract float Gradient(float raw, bool label, int batch);

    private sealed class Factory(Loss loss) : IFormatWork<BatchLoss>
    {
        public BatchLoss Run<T>()
            where T : struct, IFloat<T> => new In<T>(loss);
    }

    private sealed class In<T>(Loss loss) : BatchLoss
        where T : struct, IFloat<T>
    {
        private readonly Evaluator<T> value = loss.Value.In<T>();
        private readonly Evaluator<T> gradient = loss.Gradient.In<T>();

        public override double Mean(ReadOnlySpan<float> raw, ReadOnlySpan<bool> labels)
        {
            var sum = 0d;
            for (var i = 0; i < raw.Length; i++)
            {
                sum += value.At(From(raw[i]), Label(labels[i])).ToDouble();
            }

            return sum / raw.Length;
        }

        public override float Gradient(float raw, bool label, int batch)
        {
            var mean = gradient.At(From(raw), Label(label)) / T.Round(batch);
            return (float)mean.ToDouble();
        }

        /// <summary>
        /// A float32 in the format; what is infinite or NaN has no exact value, and a training ends there.
        /// </summary>
        private static T From(float raw) => float.IsFinite(raw) ? T.Round(new Float32(raw).Exact) : T.Log(-T.One);

        private static T Label(bool label) => label ? T.One : T.Zero;
    }
}

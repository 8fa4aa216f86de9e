using Experiments.Numerics.Formats;

namespace Experiments.Claims;

/// <summary>The clipped losses of every probability that the clip lets through.</summary>
/// <param name="Count">The probabilities, each of which has a loss for either label.</param>
/// <param name="Least">The least loss.</param>
/// <param name="Most">The largest loss.</param>
/// <param name="IsFinite">Whether every loss is a number.</param>
internal readonly record struct ClippedLosses(long Count, float Least, float Most, bool IsFinite)
{
    private const int AtOnce = 1 << 20;

    /// <summary>The losses of every float32 c from one number to another, for both labels.</summary>
    /// <remarks>Runs of a million numbers are evaluated in parallel, each into its own slot; least, largest and count do not depend on the order.</remarks>
    public static ClippedLosses Of(Evidence evidence, Float32 from, Float32 to)
    {
        var (first, last) = (BitConverter.SingleToInt32Bits(from.Value), BitConverter.SingleToInt32Bits(to.Value));
        var parts = new ClippedLosses[((last - first) / AtOnce) + 1];
        var progress = evidence.Work.Start("claims, C5", parts.Length);
        var options = new ParallelOptions { CancellationToken = evidence.Work.Cancellation, MaxDegreeOfParallelism = evidence.Threads };

        // Looked up once: a call of a generic method through an interface is as slow as a logarithm.
        Func<Float32, Float32> logit = evidence.Formulas.Logit<Float32>;
        Func<Float32, bool, Float32> loss = evidence.Formulas.Logits<Float32>;
        var done = 0;
        Parallel.For(0, parts.Length, options, i =>
        {
            var start = first + (i * AtOnce);
            parts[i] = Part(start, Math.Min(AtOnce, last - start + 1), logit, loss);
            lock (parts)
            {
                progress.Report(++done);
            }
        });
        return parts.Aggregate((a, b) => new(a.Count + b.Count, Math.Min(a.Least, b.Least), Math.Max(a.Most, b.Most), a.IsFinite && b.IsFinite));
    }

    /// <summary>So many numbers from a bit pattern on. Neighbours often have one logit, whose losses are then those of the one before.</summary>
    private static ClippedLosses Part(int first, int count, Func<Float32, Float32> logit, Func<Float32, bool, Float32> loss)
    {
        var (least, most, isFinite, last) = (float.PositiveInfinity, float.NegativeInfinity, true, float.NaN);
        for (var i = 0; i < count; i++)
        {
            var z = logit(new(BitConverter.Int32BitsToSingle(first + i)));
            if (i > 0 && z.Value.Equals(last))
            {
                continue;
            }

            last = z.Value;
            var (loss0, loss1) = (loss(z, false).Value, loss(z, true).Value);
            isFinite &= float.IsFinite(loss0) && float.IsFinite(loss1);
            least = Math.Min(least, Math.Min(loss0, loss1));
            most = Math.Max(most, Math.Max(loss0, loss1));
        }

        return new(count, least, most, isFinite);
    }
}

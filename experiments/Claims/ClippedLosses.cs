using System.Runtime.InteropServices;
using Experiments.Losses;
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
    private const int Block = 1 << 12;

    /// <summary>The losses of every float32 c from one number to another, for both labels.</summary>
    /// <remarks>
    /// Runs of a million numbers are evaluated in parallel, each into its own slot; least, largest and count do not
    /// depend on the order.
    /// </remarks>
    public static ClippedLosses Of(Evidence evidence, Float32 from, Float32 to)
    {
        var (first, last) = (BitConverter.SingleToInt32Bits(from.Value), BitConverter.SingleToInt32Bits(to.Value));
        var parts = new ClippedLosses[((last - first) / AtOnce) + 1];
        var progress = evidence.Work.Start("claims, C5", parts.Length, "runs of a million numbers");
        var options = new ParallelOptions { CancellationToken = evidence.Work.Cancellation, MaxDegreeOfParallelism = evidence.Threads };
        var logit = evidence.Formulas.Logit(Expression.X).In<Float32>();
        Evaluator<Float32>[] losses = [OfLabel(0), OfLabel(1)];
        var done = 0;
        Parallel.For(0, parts.Length, options, i =>
        {
            var start = first + (i * AtOnce);
            parts[i] = Part(start, Math.Min(AtOnce, last - start + 1), logit, losses);
            lock (parts)
            {
                progress.Report(++done);
            }
        });
        return parts.Aggregate((a, b) =>
            new(a.Count + b.Count, Math.Min(a.Least, b.Least), Math.Max(a.Most, b.Most), a.IsFinite && b.IsFinite));

        Evaluator<Float32> OfLabel(int label) => evidence.Formulas.Logits(Expression.X, label).In<Float32>();
    }

    /// <summary>
    /// The losses of so many numbers from a bit pattern on. Neighbours often have the same logit; its losses are formed
    /// once.
    /// </summary>
    private static ClippedLosses Part(int first, int count, Evaluator<Float32> logit, Evaluator<Float32>[] losses)
    {
        var (least, most, isFinite) = (float.PositiveInfinity, float.NegativeInfinity, true);
        var (numbers, logits) = (new Float32[Block], new Float32[Block]);
        for (var start = 0; start < count; start += Block)
        {
            var block = numbers.AsSpan(0, Math.Min(Block, count - start));
            Spans.Consecutive((uint)(first + start), MemoryMarshal.Cast<Float32, float>(block));
            logit.At(block, logits);
            var distinct = Distinct(logits.AsSpan(0, block.Length));
            foreach (var loss in losses)
            {
                var values = block[..distinct.Length];
                loss.At(distinct, values);
                var (low, high) = Spans.Extent(MemoryMarshal.Cast<Float32, float>(values));
                isFinite &= float.IsFinite(low) && float.IsFinite(high);
                (least, most) = (Math.Min(least, low), Math.Max(most, high));
            }
        }

        return new(count, least, most, isFinite);
    }

    /// <summary>The numbers without those that equal the one before, moved together.</summary>
    private static Span<Float32> Distinct(Span<Float32> numbers)
    {
        var count = 1;
        for (var i = 1; i < numbers.Length; i++)
        {
            if (!numbers[i].Value.Equals(numbers[count - 1].Value))
            {
                numbers[count++] = numbers[i];
            }
        }

        return numbers[..count];
    }
}

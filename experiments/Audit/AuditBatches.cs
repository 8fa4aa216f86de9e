using Experiments.Output.Tables;
using Experiments.Samples;

namespace Experiments.Audit;

/// <summary>
/// How many batches of a size have a mean loss that is off from that of raw outputs by more than 1 %, over all orders.
/// </summary>
internal sealed record AuditBatches(int Size, long Batches, long Off)
{
    private const ulong Seed = 1;

    /// <summary>The table, a row a size.</summary>
    public static Table<AuditBatches> Table { get; } = new(
        new("batch_size", row => row.Size) { IsKey = true },
        new("batches", row => row.Batches),
        new("off", row => row.Off),
        new("share", row => row.Off / (double)row.Batches));

    /// <summary>
    /// The sizes that the network's batches have too, in as many random orders; the last batch of an order may be smaller.
    /// </summary>
    /// <param name="samples">The samples.</param>
    /// <param name="reference">The loss that means are compared with.</param>
    /// <param name="cancellation">What stops it.</param>
    public static IReadOnlyList<AuditBatches> Of(
        IReadOnlyList<AuditedSample> samples, Func<AuditedSample, double> reference, CancellationToken cancellation)
    {
        int[] sizes = [.. Samples.Batches.Sizes(samples.Count)];
        var off = new long[sizes.Length];
        for (var shuffle = 0; shuffle < Samples.Batches.Shuffles; shuffle++)
        {
            cancellation.ThrowIfCancellationRequested();
            var order = Samples.Batches.Order(samples.Count, Seed, shuffle);
            double[] losses = [.. order.Select(i => samples[i].Loss)];
            double[] logits = [.. order.Select(i => reference(samples[i]))];
            for (var i = 0; i < sizes.Length; i++)
            {
                off[i] += CountOff(losses, logits, sizes[i]);
            }
        }

        return
        [
            .. sizes.Zip(off, (size, count) =>
                new AuditBatches(size, Samples.Batches.Shuffles * (((long)samples.Count + size - 1) / size), count)),
        ];
    }

    /// <summary>The size from which on no batch is off; null where there is none.</summary>
    public static int? FineFrom(IReadOnlyList<AuditBatches> sizes) =>
        sizes.Count == 0 || sizes[^1].Off > 0 ? null
        : sizes.Reverse().TakeWhile(size => size.Off == 0).Last().Size;

    private static int CountOff(double[] losses, double[] logits, int size)
    {
        var off = 0;
        for (var start = 0; start < losses.Length; start += size)
        {
            var (loss, logit) = (0.0, 0.0);
            for (var i = start; i < Math.Min(start + size, losses.Length); i++)
            {
                loss += losses[i];
                logit += logits[i];
            }

            off += Batch.AreApart(loss, logit) ? 1 : 0;
        }

        return off;
    }
}

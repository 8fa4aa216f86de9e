using Experiments.Output.Tables;


namespace Experiments.Audit;

/// <summary>How many batches of a size have a mean loss that is off by more than 1 %, over all orders.</summary>
internal sealed record AuditBatches(int Size, long Batches, long Off)
{
    private const double OnePercent = 0.01;
    private const ulong Seed = 1;

    /// <summary>The table, a row a size.</summary>
    public static Table<AuditBatches> Table { get; } = new(
        new("batch_size", row => row.Size) { IsKey = true },
        new("batches", row => row.Batches),
        new("off", row => row.Off),
        new("share", row => row.Off / (double)row.Batches));

    /// <summary>
    /// The sizes 1, 2, 4 and so on that there are samples for, in as many random orders as elsewhere; what is left over at
    /// the end of an order makes no batch.
    /// </summary>
    public static IReadOnlyList<AuditBatches> Of(IReadOnlyList<AuditedSample> samples, CancellationToken cancellation)
    {
        var sizes = new List<AuditBatches>();
        for (var size = 1; size <= samples.Count; size *= 2)
        {
            sizes.Add(new(size, (long)Samples.Batches.Shuffles * (samples.Count / size), 0));
        }

        for (var shuffle = 0; shuffle < Samples.Batches.Shuffles; shuffle++)
        {
            cancellation.ThrowIfCancellationRequested();
            var order = Samples.Batches.Order(samples.Count, Seed, shuffle);
            double[] losses = [.. order.Select(i => samples[i].Loss)];
            double[] exact = [.. order.Select(i => samples[i].Exact)];
            for (var i = 0; i < sizes.Count; i++)
            {
                sizes[i] = sizes[i] with { Off = sizes[i].Off + CountOff(losses, exact, sizes[i].Size) };
            }
        }

        return sizes;
    }

    /// <summary>The size from which on no batch is off; null where there is none.</summary>
    public static int? FineFrom(IReadOnlyList<AuditBatches> sizes) =>
        sizes.Count == 0 || sizes[^1].Off > 0 ? null
        : sizes.Reverse().TakeWhile(size => size.Off == 0).Last().Size;

    private static int CountOff(double[] losses, double[] truths, int size)
    {
        var off = 0;
        for (var start = 0; start + size <= losses.Length; start += size)
        {
            var (loss, exact) = (0.0, 0.0);
            for (var i = start; i < start + size; i++)
            {
                loss += losses[i];
                exact += truths[i];
            }

            // NaN is off, and so is ∞ beside a number.
            off += Math.Abs(loss - exact) <= OnePercent * exact || loss == exact ? 0 : 1;
        }

        return off;
    }
}

namespace Experiments.Training.Products;

/// <summary>
/// Shares items of work among threads; each item writes numbers of its own, so that which thread does it makes no
/// difference.
/// </summary>
internal sealed class Workers(int count)
{
    /// <summary>How many threads.</summary>
    public int Count { get; } = count;

    /// <summary>
    /// Does all items. The work gets the item and the number of its worker, which has scratch memory of its own.
    /// </summary>
    public void Share(int items, Action<int, int> work)
    {
        if (Count == 1 || items == 1)
        {
            for (var item = 0; item < items; item++)
            {
                work(item, 0);
            }

            return;
        }

        var next = -1;
        Parallel.For(0, Count, new ParallelOptions { MaxDegreeOfParallelism = Count }, worker =>
        {
            for (var item = Interlocked.Increment(ref next); item < items; item = Interlocked.Increment(ref next))
            {
                work(item, worker);
            }
        });
    }
}

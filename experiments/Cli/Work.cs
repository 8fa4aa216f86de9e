using System.Collections.Concurrent;
using Experiments.Numerics.Formats;

namespace Experiments.Cli;

/// <summary>
/// What experiments work with: when to stop, how to say how far they are, and rows formed in parallel.
/// </summary>
/// <param name="messages">What stderr says.</param>
/// <param name="folder">The output folder, as the user wrote it; null where nothing is written.</param>
/// <param name="cancellation">Set when the program is to stop.</param>
internal sealed class Work(Messages messages, string? folder, CancellationToken cancellation)
{
    private const int RowsAtOnce = 1024;

    /// <summary>The output folder, as the user wrote it; null where nothing is written.</summary>
    public string? Folder => folder;

    /// <summary>Set when the program is to stop.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Says a line on stderr.</summary>
    public void Say(string line) => messages.Say(line);

    /// <summary>Begins a piece of work of so many units, such as rows, of which stderr shows the progress.</summary>
    public Messages.Progress Start(string what, long total, string units) => messages.Start(what, total, units);

    /// <summary>
    /// The rows of a sweep in a format, in order and in parts, each of which can be formed on its own; an x equal to the
    /// one before has none.
    /// </summary>
    public IEnumerable<Func<TRow[]>> Rows<T, TRow>(string what, Sweep sweep, Func<T, TRow> row)
        where T : struct, IFloat<T>
    {
        var progress = Start($"{what} {T.Name}", sweep.Count, "rows");
        var done = 0;
        for (var start = 0; start < sweep.Count; start += RowsAtOnce)
        {
            var first = start;
            yield return () => Form(first, Math.Min(first + RowsAtOnce, sweep.Count));
        }

        TRow[] Form(int first, int end)
        {
            var rows = new List<TRow>(end - first);
            T? last = first == 0 ? null : sweep.At<T>(first - 1);
            for (var i = first; i < end; i++)
            {
                cancellation.ThrowIfCancellationRequested();
                var x = sweep.At<T>(i);
                if (last is not { } before || !(before.Equals(x) || (before.IsZero && x.IsZero)))
                {
                    rows.Add(row(x));
                }

                last = x;
            }

            lock (progress)
            {
                progress.Report(done += end - first);
            }

            return [.. rows];
        }
    }

    /// <summary>
    /// The values of pieces of work that take different times, each in its place, formed in parallel.
    /// </summary>
    public T[] Values<T>(string what, string units, IReadOnlyList<Func<T>> pieces) =>
        Values(what, units, pieces, _ => 1, () => 0, (piece, _) => piece());

    /// <summary>
    /// The same where a piece counts as so many units, a thread has room of its own, and the threads are so many at most.
    /// </summary>
    public T[] Values<TPiece, TRoom, T>(
        string what,
        string units,
        IReadOnlyList<TPiece> pieces,
        Func<TPiece, long> size,
        Func<TRoom> room,
        Func<TPiece, TRoom, T> value,
        int threads = -1)
    {
        var values = new T[pieces.Count];
        var progress = Start(what, pieces.Sum(size), units);
        var done = 0L;

        // One by one, so that no thread is left with a run of the slow ones.
        var partition = Partitioner.Create(Enumerable.Range(0, pieces.Count), EnumerablePartitionerOptions.NoBuffering);
        var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = threads };
        Parallel.ForEach(
            partition,
            options,
            room,
            (i, _, own) =>
            {
                values[i] = value(pieces[i], own);
                lock (values)
                {
                    progress.Report(done += size(pieces[i]));
                }

                return own;
            },
            _ => { });
        return values;
    }
}

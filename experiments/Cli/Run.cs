using System.Collections.Concurrent;
using Experiments.Article;
using Experiments.Claims;
using Experiments.Formats;
using Experiments.Numerics.Formats;
using Experiments.Output.Figures;
using Experiments.Output.Files;
using Experiments.Output.Tables;

namespace Experiments.Cli;

/// <summary>One run of the program: where outputs go, nowhere if there is no folder, which of them are wanted, and how to say what happens.</summary>
internal sealed class Run(OutputFolder? output, bool plots, bool svg, Messages messages, CancellationToken cancellation)
{
    private const int RowsAtOnce = 4096;

    private readonly List<(string Stem, Origin Origin, Task<Picture?> Picture)> pictures = [];
    private readonly Dictionary<string, ManifestEntry> made = [];
    private Plan? plan;
    private string? data;

    /// <summary>The output folder, as the user wrote it; null where nothing is to be written.</summary>
    public string? Folder => output?.Path;

    /// <summary>What the training of this run came to, for the claims about it; null where there was none.</summary>
    public TrainingEvidence? Training { get; set; }

    /// <summary>The claims that this run has judged; none where it judged none.</summary>
    public IReadOnlyList<ClaimRow> Claims { get; set; } = [];

    /// <summary>Set when the program is to stop.</summary>
    public CancellationToken Cancellation => cancellation;

    /// <summary>Does what there is to do.</summary>
    public void Do(Plan work)
    {
        (plan, data) = (work, work.Data);
        work.Work(this);
    }

    /// <summary>Says which data the outputs from here on depend on.</summary>
    public void UseData(string name) => data = name;

    /// <summary>Says a line on stderr.</summary>
    public void Say(string line) => messages.Say(line);

    /// <summary>Begins a piece of work of so many steps, of which stderr shows the progress.</summary>
    public Messages.Progress Start(string what, long total) => messages.Start(what, total);

    /// <summary>Writes a table of ready rows under a stem: stem.csv.</summary>
    public void WriteTable(string stem, IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows) => WriteTable(stem, header, table =>
    {
        foreach (var row in rows)
        {
            table.Add(row);
        }
    });

    /// <summary>Writes a table under a stem: stem.csv.</summary>
    public void WriteTable(string stem, IReadOnlyList<string> header, Action<CsvTable> rows)
    {
        Check(stem, plan!.Tables);
        Write(stem + ".csv", Origin, stream =>
        {
            using var table = new CsvTable(stream, header);
            rows(table);
        });
    }

    /// <summary>Draws a figure under a stem, unless pictures are not wanted: stem.png, stem.svg.</summary>
    /// <remarks>Figures are drawn one after another, beside the next experiment's rows, and written by <see cref="Finish"/>.</remarks>
    public void WriteFigure(string stem, Func<Figure?> draw)
    {
        Check(stem, plan!.Figures);
        if (plots && output is not null)
        {
            var before = pictures.Count > 0 ? pictures[^1].Picture : Task.CompletedTask;
            pictures.Add((stem, Origin, before.ContinueWith(_ => Picture.Of(draw(), svg), cancellation, TaskContinuationOptions.None, TaskScheduler.Default)));
        }
    }

    /// <summary>Writes the figures, each when it is drawn, and the manifest with what has been written; then all of it takes its place, and stderr says what changed.</summary>
    /// <exception cref="ManifestException">What is there is no manifest.</exception>
    /// <exception cref="IOException">Something cannot be written; all files are as they were.</exception>
    /// <exception cref="OperationCanceledException">The program is to stop; all files are as they were.</exception>
    public void Finish()
    {
        if (output is null)
        {
            return;
        }

        var drawn = pictures.Select(picture => (picture.Stem, picture.Origin, Picture: picture.Picture.GetAwaiter().GetResult())).ToArray();

        // From the reading of the manifest to its writing no other command may write it.
        using var alone = output.Lock(cancellation);
        var manifest = Manifest.Of(output.Path);
        foreach (var (stem, madeFrom, result) in drawn)
        {
            if (result is not { } picture)
            {
                messages.Say($"{stem}: no point can be drawn, so there is no picture");
                continue;
            }

            var name = stem + ".png";
            var png = Redrawing.Settle(Path.Combine(output.Path, name), manifest.Entries.GetValueOrDefault(name), picture.Png, Redrawing.IsHome);
            Write(name, madeFrom, stream => stream.Write(png));
            if (picture.Svg is { } vectors)
            {
                Write(stem + ".svg", madeFrom, stream => stream.Write(vectors));
            }
        }

        foreach (var (name, entry) in made)
        {
            manifest.Record(name, entry);
        }

        output.Write(Manifest.FileName, manifest.Write);
        cancellation.ThrowIfCancellationRequested();
        messages.Say(output.Commit());
    }

    /// <summary>Writes the rows of a sweep in order, and returns the columns to be drawn.</summary>
    /// <remarks>An x equal to the one before is left out. Rows are formed in parallel, each on its own, and written one after another.</remarks>
    public double[][] WriteRows<T>(CsvTable table, string what, Sweep sweep, Func<T, Row> row)
        where T : struct, IFloat<T>
    {
        var progress = messages.Start($"{what} {T.Name}", sweep.Count);
        var options = new ParallelOptions { CancellationToken = cancellation };
        var drawn = new List<double[]>();
        T? last = null;
        for (var start = 0; start < sweep.Count; start += RowsAtOnce)
        {
            var first = start;
            var batch = new (T X, Row Row)[Math.Min(RowsAtOnce, sweep.Count - start)];
            Parallel.For(0, batch.Length, options, i =>
            {
                var x = T.Round(sweep.At(first + i));
                batch[i] = (x, row(x));
            });
            foreach (var (x, (cells, values)) in batch)
            {
                if (last is not { } before || before < x || before > x)
                {
                    table.Add(cells);
                    drawn.Add(values);
                }

                last = x;
            }

            progress.Report(start + batch.Length);
        }

        // Figures take x in rising order.
        if (sweep.IsDescending)
        {
            drawn.Reverse();
        }

        return [.. Enumerable.Range(0, drawn[0].Length).Select(column => drawn.Select(values => values[column]).ToArray())];
    }

    /// <summary>Writes rows of which each cell is work of its own, formed in parallel and written in order, and returns their texts.</summary>
    public string[][] WriteCells(CsvTable table, string what, Func<string>[][] rows)
    {
        var cells = rows.SelectMany((row, i) => row.Select((cell, j) => (Row: i, Column: j, Cell: cell))).ToArray();
        var texts = rows.Select(row => new string[row.Length]).ToArray();
        var progress = messages.Start(what, cells.Length);
        var done = 0;

        // One by one, so that no thread is left with a run of the slow ones.
        var partition = Partitioner.Create(cells, EnumerablePartitionerOptions.NoBuffering);
        Parallel.ForEach(partition, new ParallelOptions { CancellationToken = cancellation }, work =>
        {
            texts[work.Row][work.Column] = work.Cell();
            lock (cells)
            {
                progress.Report(++done);
            }
        });
        Array.ForEach(texts, table.Add);
        return texts;
    }

    private Origin Origin => plan!.Origin with { Data = data };

    private static void Check(string stem, IReadOnlyList<string> known)
    {
        if (!known.Contains(stem))
        {
            throw new InvalidOperationException($"The plan does not know {stem}.");
        }
    }

    private void Write(string name, Origin madeFrom, Action<Stream> content)
    {
        if (output is not null)
        {
            made[name] = madeFrom.Entry(output.Write(name, content));
        }
    }

    /// <summary>A figure in the forms that were asked for.</summary>
    private sealed record Picture(byte[] Png, byte[]? Svg)
    {
        public static Picture? Of(Figure? figure, bool svg) => figure is null ? null : new(figure.ToPng(), svg ? figure.ToSvg() : null);
    }
}

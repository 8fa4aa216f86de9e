using Experiments.Formats;
using Experiments.Output;
using Experiments.Output.Figures;

namespace Experiments;

/// <summary>One run of the program: where outputs go, which of them are wanted, and how to say what happens.</summary>
internal sealed class Run(OutputFolder output, bool plots, bool svg, Messages messages, CancellationToken cancellation)
{
    private const int RowsAtOnce = 4096;

    /// <summary>Writes a table under a stem: stem.csv.</summary>
    public void WriteTable(string stem, IReadOnlyList<string> header, Action<CsvTable> rows) => output.Write(stem + ".csv", stream =>
    {
        using var table = new CsvTable(stream, header);
        rows(table);
    });

    /// <summary>Draws a figure, unless pictures are not wanted or there is nothing to draw, and writes it under a stem: stem.png, stem.svg.</summary>
    public void WriteFigure(string stem, Func<Figure?> draw)
    {
        if (!plots)
        {
            return;
        }

        cancellation.ThrowIfCancellationRequested();
        if (draw() is not { } figure)
        {
            messages.Say($"{stem}: no point can be drawn, so there is no picture");
            return;
        }

        output.Write(stem + ".png", stream => stream.Write(figure.ToPng()));
        if (svg)
        {
            output.Write(stem + ".svg", stream => stream.Write(figure.ToSvg()));
        }
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

        return [.. Enumerable.Range(0, drawn[0].Length).Select(column => drawn.Select(values => values[column]).ToArray())];
    }
}

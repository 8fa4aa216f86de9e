using Experiments.Numerics.Exact;
using SkiaSharp;

namespace Experiments.Output.Figures;

/// <summary>
/// Rows, x ascending, as they are drawn. Every vertex is a row; where rows are many, each pixel column's extremes stand
/// for them.
/// </summary>
internal sealed class Trace
{
    private readonly Area area;
    private readonly Line line;
    private readonly double[] x;
    private readonly double[] y;
    private readonly int first;
    private readonly int end;

    /// <summary>The rows within the area, and the next one on either side.</summary>
    public Trace(Area area, Line line, double[] x, double[] y)
    {
        (this.area, this.line, this.x, this.y) = (area, line, x, y);
        first = Math.Max(0, RowAt(0, 0) - 1);
        end = Math.Min(x.Length, RowAt(Math.BitIncrement(1.0), first) + 1);
    }

    /// <summary>Whether rows are so far apart that each is marked.</summary>
    private bool IsSparse => area.Bounds.Width >= Style.SparseGap * (end - first);

    /// <summary>A line from row to row, broken at rows without a place.</summary>
    /// <remarks>
    /// A row alone between breaks is a dot. An arrow stands before an infinite row, and a dot before a row that is 0 on
    /// a logarithmic axis. A triangle at the edge shows where rows go on beyond it.
    /// </remarks>
    /// <param name="stairs">Whether a change beside a flat stretch is vertical, at the row where it shows, instead of a
    /// slope from row to row.</param>
    public void Curve(bool stairs)
    {
        using var stroke = line.Stroke();
        foreach (var run in Runs())
        {
            Draw(run, stroke, stairs);
            End(run[0], run[0] - 1, run[0]);
            End(run[^1], run[^1] + 1, stairs ? run[^1] + 1 : run[^1]);
        }

        Leave();
        Zeros();
    }

    /// <summary>
    /// The lowest to the highest value of each pixel column; a line where there are too few rows for that.
    /// </summary>
    public void Envelope()
    {
        using var stroke = line.Solid(Style.EnvelopeWidth);
        Zeros();
        Leave();
        if (!IsBand(end - first, area.Bounds.Width))
        {
            foreach (var run in Runs())
            {
                Draw(run, stroke, stairs: false, Style.LoneRadius);
            }

            return;
        }

        var (lows, highs) = (new List<SKPoint>(), new List<SKPoint>());
        foreach (var (from, to) in Columns(area.Bounds.Width))
        {
            var (low, high) = (-1, -1);
            for (var row = from; row < to; row++)
            {
                if (Holds(row))
                {
                    low = low < 0 || y[row] < y[low] ? row : low;
                    high = high < 0 || y[row] > y[high] ? row : high;
                }
            }

            if (low < 0)
            {
                Fill(lows, highs, stroke);
                lows.Clear();
                highs.Clear();
            }
            else
            {
                lows.Add(At(low));
                highs.Add(At(high));
            }
        }

        Fill(lows, highs, stroke);
    }

    /// <summary>Whether so many rows are drawn as the band from the lowest to the highest of each pixel column.</summary>
    public static bool IsBand(int rows, float width) => rows >= 2 * width;

    /// <summary>The area between the rows and others with the same x.</summary>
    public void Shade(double[] other)
    {
        var rows = Columns(area.Bounds.Width).Select(column => column.From).Where(row => Holds(row) && area.Y.Holds(other[row])).ToList();
        using var path = new SKPath();
        path.AddPoly([.. rows.Select(At), .. rows.AsEnumerable().Reverse().Select(row => area.At(x[row], other[row]))]);
        using var paint = line.Fill(Style.ShadeAlpha);
        area.Tint(path, paint);
    }

    private void Draw(List<int> run, SKPaint stroke, bool stairs, float? radius = null)
    {
        using var path = new SKPath();
        path.MoveTo(At(run[0]));
        for (var i = 1; i < run.Count; i++)
        {
            if (stairs && IsStep(run[i - 1], run[i]))
            {
                path.LineTo(area.At(x[run[i]], y[run[i - 1]]));
            }

            path.LineTo(At(run[i]));
        }

        area.DrawAboveZeros(path, stroke);
        foreach (var row in IsSparse || run.Count < 3 ? run : [])
        {
            area.Dot(line, At(row), radius);
        }
    }

    /// <summary>
    /// Shows why a run ends at a row: a dot where its neighbour is 0 on a logarithmic axis, an arrow at the x of a
    /// third row where it is infinite.
    /// </summary>
    private void End(int row, int neighbour, int shown)
    {
        if (neighbour < 0 || neighbour >= x.Length || !area.X.Holds(x[neighbour]))
        {
            return;
        }

        if (y[neighbour] == 0)
        {
            area.Dot(line, At(row));
        }
        else if (double.IsInfinity(y[neighbour]))
        {
            var foot = area.At(x[shown], y[row]);
            area.Stroke(line, At(row), foot);
            area.Arrow(line, foot, y[neighbour] > 0);
        }
    }

    /// <summary>Marks rows of 0 on a logarithmic axis, once a pixel column.</summary>
    private void Zeros()
    {
        var columns = new SortedSet<float>();
        for (var row = first; row < end; row++)
        {
            if (area.Y.IsBelow(y[row]) && area.X.Holds(x[row]) && area.X.Place(x[row]) is >= 0 and <= 1)
            {
                // Of rows far apart each has three columns, within the frame.
                var at = (float)Math.Round(area.Across(x[row]));
                at = IsSparse ? Math.Clamp(at, area.Bounds.Left + 2, area.Bounds.Right - 2) : at;
                columns.UnionWith(IsSparse ? [at - 1, at, at + 1] : [at]);
            }
        }

        area.Rug(line, columns, y);
    }

    /// <summary>Shows where rows go on beyond the upper or the lower edge, once for many close together.</summary>
    private void Leave()
    {
        if (!new DrawnRows(line, x, y).Leaves(area.X, area.Y))
        {
            return;
        }

        var (before, shown) = (0, float.NegativeInfinity);
        for (var row = first; row < end; row++)
        {
            var side = !Holds(row) || area.X.Place(x[row]) is < 0 or > 1 ? 0 : area.Y.Beyond(y[row]);
            if (side != 0 && side != before && area.Across(x[row]) > shown + (2 * Style.LeaveHalfWidth))
            {
                shown = area.Across(x[row]);
                area.Leave(line, shown, up: side > 0);
            }

            before = side;
        }
    }

    private void Fill(List<SKPoint> lows, List<SKPoint> highs, SKPaint stroke)
    {
        if (lows.Count == 0)
        {
            return;
        }

        if (lows.Count == 1)
        {
            // A column alone has no area.
            area.Stroke(line, lows[0], highs[0]);
            area.Dot(line, lows[0], Style.LoneRadius);
            area.Dot(line, highs[0], Style.LoneRadius);
            return;
        }

        using var path = new SKPath();
        path.AddPoly([.. highs, .. lows.AsEnumerable().Reverse()]);
        using var fill = line.Fill(Style.EnvelopeAlpha);
        area.Draw(path, fill);

        // Edge by edge, so that the dashes of a range without height coincide.
        foreach (var edge in new[] { lows, highs })
        {
            using var outline = new SKPath();
            outline.AddPoly([.. edge], close: false);
            area.Draw(outline, stroke);
        }
    }

    /// <summary>The rows to draw, in runs that no row without a place interrupts.</summary>
    private IEnumerable<List<int>> Runs()
    {
        var run = new List<int>();
        foreach (var (from, to) in Columns(area.Bounds.Width * Style.Scale))
        {
            for (var row = from; row < to;)
            {
                if (!Holds(row))
                {
                    if (run.Count > 0)
                    {
                        yield return run;
                        run = [];
                    }

                    row++;
                    continue;
                }

                var (start, low, high) = (row, row, row);
                for (; row < to && Holds(row); row++)
                {
                    low = y[row] < y[low] ? row : low;
                    high = y[row] > y[high] ? row : high;
                }

                run.AddRange(new SortedSet<int> { start, low, high, row - 1 });
            }
        }

        if (run.Count > 0)
        {
            yield return run;
        }
    }

    /// <summary>The rows of each of so many columns that holds any.</summary>
    private IEnumerable<(int From, int To)> Columns(float columns)
    {
        var from = first;
        for (var column = 1; column <= columns && from < end; column++)
        {
            var to = column < (int)columns ? RowAt(column / (double)columns, from) : end;
            if (to > from)
            {
                yield return (from, to);
                from = to;
            }
        }
    }

    /// <summary>The first row, from one on, whose x is at a place or beyond.</summary>
    private int RowAt(double place, int from) => Bisection.First(from, x.Length, row => area.X.Place(x[row]) >= place);

    /// <summary>
    /// Whether the change between two rows is a step: flat on one side, or on both sides where rows are far apart.
    /// </summary>
    private bool IsStep(int row, int next) =>
        next == row + 1 && (IsFlat(row - 1) ? 1 : 0) + (IsFlat(next) ? 1 : 0) >= (IsSparse ? 2 : 1);

    private bool IsFlat(int row) => row >= 0 && row + 1 < y.Length && y[row] == y[row + 1];

    private bool Holds(int row) => area.X.Holds(x[row]) && area.Y.Holds(y[row]);

    private SKPoint At(int row) => area.At(x[row], y[row]);
}

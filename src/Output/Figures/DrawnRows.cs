using Experiments.Numerics.Exact;
using SkiaSharp;

namespace Experiments.Output.Figures;

/// <summary>The rows that a panel draws as a line or a band, x ascending, and what words call them.</summary>
internal sealed record DrawnRows(Line Line, double[] X, double[] Y, string Name = "", string Gap = "nan")
{
    /// <summary>The gap of rows that are finite and not drawn.</summary>
    public const string LeftOut = "";

    /// <summary>Whether they are drawn as the range of each pixel column.</summary>
    public bool IsEnvelope { get; init; }

    /// <summary>What a row of ∞ is called.</summary>
    public Func<int, string> Infinite { get; init; } = _ => "∞";

    /// <summary>The rows whose x lies on an axis.</summary>
    public (int First, int End) On(Axis axis)
    {
        var first = Bisection.First(0, X.Length, row => axis.Place(X[row]) >= 0);
        return (first, Bisection.First(first, X.Length, row => axis.Place(X[row]) > 1));
    }

    /// <summary>Whether a row is 0 where an axis has no place for it.</summary>
    public bool HasZero(Axis x, Axis y)
    {
        var (first, end) = On(x);
        return Array.FindIndex(Y, first, end - first, y.IsBelow) >= 0;
    }

    /// <summary>Whether an axis of some pixels shows them as a band.</summary>
    public bool IsBand(Axis x, float width) => IsEnvelope && On(x) is var (first, end) && Trace.IsBand(end - first, width);

    /// <summary>Whether a row whose x lies on an axis goes beyond the other axis.</summary>
    public bool Leaves(Axis x, Axis y)
    {
        var (first, end) = On(x);
        var (min, max) = Extent.Of(Y.AsSpan(first, end - first), above: y.IsBelow(0) ? 0 : double.NegativeInfinity);
        return min <= max && (y.Beyond(min) < 0 || y.Beyond(max) > 0);
    }

    /// <summary>What a row is if it is no finite number; null if it is one.</summary>
    private string? WordOf(int row) =>
        double.IsFinite(Y[row]) ? null : double.IsNaN(Y[row]) ? Gap : Y[row] > 0 ? Infinite(row) : "−∞";

    /// <summary>Marks where the longest stretch of NaN begins and ends, and says so in words.</summary>
    public void Say(Area area, Func<double, string> digits)
    {
        if (Name.Length == 0 || IsEnvelope)
        {
            return;
        }

        var (first, end) = On(area.X);
        var (from, last) = Longest(first, end, row => double.IsNaN(Y[row]) ? Gap : null);
        if (last < from)
        {
            return;
        }

        var words = (from > first, last < end - 1) switch
        {
            (false, false) => $"{Name} is {Gap} at every x here",
            (true, false) => $"{Name} is {Gap}\nfrom x = {digits(X[from])} on",
            (false, true) => $"{Name} is {Gap}\nup to x = {digits(X[last])}",
            _ => $"{Name} is {Gap}\nfrom x = {digits(X[from])} to {digits(X[last])}",
        };
        var ends = new[] { (Gap: from, Row: from - 1), (Gap: last, Row: last + 1) }
            .Where(at => at.Row >= first && at.Row < end && area.Y.Holds(Y[at.Row]))
            .Select(at => area.Within(area.At(X[at.Gap], Y[at.Row])))
            .ToList();
        ends.ForEach(at => area.Cross(Line, at));
        var point = ends.Count > 0 ? ends[0] : new SKPoint(area.Bounds.MidX, area.Bounds.Bottom);
        area.Text(new(words, point, point, new(from > first ? 1 : -1, 1)) { Ink = Line, Leads = ends.Count > 0 });
    }

    /// <summary>
    /// The stretches of an axis of some pixels in which lines have rows, and none of them is a finite number: from which
    /// pixel to which, and what is there instead.
    /// </summary>
    public static IEnumerable<(int From, int To, string Words)> Voids(IReadOnlyList<DrawnRows> curves, Axis x, float width)
    {
        // The places of all rows are needed only if there can be such a stretch.
        if (curves.All(rows => Array.TrueForAll(rows.Y, double.IsFinite)))
        {
            yield break;
        }

        var finite = new bool[(int)width + 1];
        var words = new string?[finite.Length];
        foreach (var rows in curves)
        {
            var (first, end) = rows.On(x);
            for (var row = first; row < end; row++)
            {
                var word = rows.WordOf(row);
                var to = Column(rows.X[row]);

                // Between two rows of a kind there is nothing else.
                var from = row > first && rows.WordOf(row - 1) == word ? Column(rows.X[row - 1]) : to;
                for (var column = from; column <= to; column++)
                {
                    finite[column] |= word is null or LeftOut;
                    words[column] = words[column] is { } other && word is not null && !other.Contains(word, StringComparison.Ordinal)
                        ? $"{other} or {word}"
                        : words[column] ?? word;
                }
            }
        }

        for (var from = 0; from < words.Length; from++)
        {
            var to = from;
            while (to < words.Length && !finite[to] && words[to] is not null && words[to] == words[from])
            {
                to++;
            }

            if (to > from)
            {
                yield return (from, to - 1, words[from]!);
                from = to - 1;
            }
        }

        int Column(double at) => Math.Clamp((int)(float)(x.Place(at) * width), 0, finite.Length - 1);
    }

    /// <summary>Where a band has its longest stretch of one kind of ∞, which it cannot show; empty without.</summary>
    public string InfiniteWords(Axis x, Func<double, string> digits)
    {
        var (first, end) = On(x);
        var (from, last) = IsEnvelope && Name.Length > 0 ? Longest(first, end, Word) : (0, -1);
        return last < from ? ""
            : Infinite(from) + (from > first || last == end - 1 ? "" : $"\nup to x = {digits(X[last])}")
            + (from == first ? "" : $"\nfrom x = {digits(X[from])}{(last < end - 1 ? $" to {digits(X[last])}" : " on")}");

        string? Word(int row) => double.IsPositiveInfinity(Y[row]) ? Infinite(row) : null;
    }

    /// <summary>The longest stretch of rows that have one and the same word.</summary>
    private static (int From, int Last) Longest(int first, int end, Func<int, string?> word)
    {
        var longest = (From: 0, Last: -1);
        for (int from = first, next; from < end; from = next)
        {
            next = from + 1;
            while (next < end && word(next) == word(from))
            {
                next++;
            }

            longest = word(from) is not null && next - from > longest.Last - longest.From + 1 ? (from, next - 1) : longest;
        }

        return longest;
    }
}

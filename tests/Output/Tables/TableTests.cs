using System.Text;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Tests.Output.Tables;

public class TableTests
{
    private static readonly Table<Row> Columns = new(
        new("name", row => row.Name) { IsKey = true },
        new("x", row => row.X) { IsKey = true, IsDrawn = true },
        new("count", row => row.Count) { IsDrawn = true },
        new("label", row => row.Label),
        new("error", row => row.Error),
        new("digits", row => row.Name + "0", Float32.Name),
        new("maybe", row => row.Count > 1 ? row.X : null, Float80.Name));

    [Fact]
    public void Header_cells_and_schema_come_from_the_columns()
    {
        Row[] rows = [new("a", 1.5f, 1, true, 0.1), new("b", 2, 2, false, double.NaN)];
        Assert.Equal("name,x,count,label,error,digits,maybe\na,1.5,1,1,0.1,a0,\nb,2,2,0,nan,b0,2\n", Text(rows, out _));
        Assert.Equal(["name", "x"], Columns.Schema.Key);
        Assert.Equal(
            ["name text", "x row", "count integer", "label integer", "error float64", "digits float32", "maybe float80"],
            Columns.Schema.Columns.Select(column => $"{column.Name} {column.Format}"));
    }

    [Fact]
    public void Consecutive_rows_with_the_same_words_are_a_series_in_rising_order()
    {
        Row[] rows = [new("a", 3, 1), new("a", 2, 2), new("a", 1, 3), new("b", 1, 4), new("a", 7, 5), new("a", 8, 6)];
        _ = Text(rows, out var series);
        Assert.Equal([[1, 2, 3], [1], [7, 8]], series.Select(one => one.Values("x")));
        Assert.Equal([[3, 2, 1], [4], [5, 6]], series.Select(one => one.Values("count")));
    }

    [Fact]
    public void Rows_in_parts_are_the_same_text_and_series_and_without_a_figure_nothing_is_kept()
    {
        Row[] rows = [.. Enumerable.Range(0, 50_000).Select(i => new Row(i % 9000 < 4000 ? "a" : "b", i, i))];
        var expected = Text(rows, out var series);
        using var stream = new MemoryStream();
        var parts = rows.Chunk(777).Append([]).Select<Row[], Func<Row[]>>(part => () => part);
        var others = Columns.Write(stream, parts);
        Assert.Equal(expected, Encoding.UTF8.GetString(stream.ToArray()));
        Assert.Equal(series.Select(one => one.Values("x")), others.Select(one => one.Values("x")));
        Assert.Equal(12, series.Count);
        Assert.Empty(Columns.Write(new MemoryStream(), rows, isDrawn: false));
    }

    [Fact]
    public void Rows_are_written_as_they_come()
    {
        using var stream = new MemoryStream();
        var lengths = new List<long>();
        _ = Columns.Write(stream, Enumerable.Range(0, 100_000).Select(i =>
        {
            lengths.Add(stream.Length);
            return new Row("a", i, i);
        }));
        Assert.True(lengths[^1] > stream.Length / 2);
    }

    private static string Text(IEnumerable<Row> rows, out IReadOnlyList<Series> series)
    {
        using var stream = new MemoryStream();
        series = Columns.Write(stream, rows);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private sealed record Row(string Name, Number X, int Count, bool Label = false, double Error = 0)
    {
        public Row(string name, float x, int count, bool label = false, double error = 0)
            : this(name, Number.From(new Float32(x)), count, label, error)
        {
        }
    }
}

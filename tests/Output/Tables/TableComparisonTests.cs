using CsCheck;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Tests.Output.Tables;

public class TableComparisonTests
{
    [Fact]
    public void A_table_in_another_order_of_rows_and_columns_and_other_spellings_is_equal()
    {
        var difference = Tables.Compare(
            "format,x,y,note\nfloat32,1e-7,inf,a\nfloat32,-0,nan,b\nfloat64,2,1e5,c\n",
            "\uFEFFnote,y,x,format\r\n\"c\",100000,2.0,float64\r\n\"b\",NaN,0,float32\r\n\"a\",Infinity,1E-07,float32");
        Assert.True(difference.IsEqual);
        Assert.Equal((3, 0, 3), (difference.Matched, difference.Differing, difference.Rows));
        Assert.Equal(["format", "x"], difference.Key);
        Assert.All(difference.Columns, column => Assert.Equal((3, 0, 0), (column.Equal, column.Changed, column.Within)));
    }

    [Fact]
    public void A_column_counts_what_became_of_its_cells_and_keeps_the_first_change()
    {
        var difference = Tables.Compare(
            "x,y,z\n1,1,a\n2,2,a\n3,3,a\n4,inf,a\n5,5,a\n",
            "x,y,z\n2,2.5,a\n1,1,b\n3,3.0000000000000004,a\n4,0,a\n6,6,a\n",
            new() { ToleranceOf = _ => new(Ulps: 1) });
        var (y, z) = (difference.Columns[0], difference.Columns[1]);
        Assert.Equal(("y", 1, 1, 2, 1), (y.Name, y.Equal, y.Within, y.Changed, y.WithoutDistance));
        Assert.Equal(("z", 3, 0, 1, 1), (z.Name, z.Equal, z.Within, z.Changed, z.WithoutDistance));
        Assert.Equal(1L << 50, y.LargestUlps);
        Assert.Equal(0, (2 * y.LargestAbsolute!.Value).CompareTo(1));
        Assert.Equal(("2", 3, 2, "2", "2.5"), (Assert.Single(y.First!.Key), y.First.OldLine, y.First.NewLine, y.First.Old, y.First.New));
        Assert.Equal((4, 3, 5, 6), (difference.Matched, difference.Changed, difference.Differing, difference.Rows));
        Assert.Equal((1, "5", 6), (difference.OnlyOld.Count, difference.OnlyOld.First[0].Key[0], difference.OnlyOld.First[0].Line));
        Assert.Equal((1, "6", 6), (difference.OnlyNew.Count, difference.OnlyNew.First[0].Key[0], difference.OnlyNew.First[0].Line));
    }

    [Fact]
    public void Columns_that_only_one_table_has_are_a_difference_unless_they_are_left_out()
    {
        const string before = "x,y,a,b\n1,1,1,1\n";
        const string after = "x,c,y\n1,1,1\n";
        var difference = Tables.Compare(before, after);
        Assert.False(difference.IsEqual);
        Assert.Equal(["a", "b"], difference.ColumnsOnlyOld);
        Assert.Equal(["c"], difference.ColumnsOnlyNew);
        Assert.Equal(0, difference.Differing);
        Assert.Equal(["b"], Tables.Compare(before, after, new() { Includes = column => column is not ("a" or "c") }).ColumnsOnlyOld);
        Assert.True(Tables.Compare(before, after, new() { Includes = column => column is not ("a" or "b" or "c") }).IsEqual);
        Assert.True(Tables.Compare(before, after, new() { Includes = column => column == "y" }).IsEqual);
        Assert.False(Tables.Compare(before, after, new() { Includes = column => column == "c" }).IsEqual);
    }

    [Fact]
    public void Only_named_columns_are_compared()
    {
        const string before = "x,y,z\n1,1,1\n";
        const string after = "x,y,z\n1,2,1\n";
        Assert.True(Tables.Compare(before, after, new() { Includes = column => column == "z" }).IsEqual);
        Assert.True(Tables.Compare(before, after, new() { Includes = column => column != "y" }).IsEqual);
        Assert.False(Tables.Compare(before, after, new() { Includes = column => column == "y" }).IsEqual);
    }

    [Theory]
    [InlineData("x,y\n1,1\n2,2\n1,3\n", "x,y\n1,1\n2,2\n", "old.csv, line 4: the key x 1 is that of line 2 too")]
    [InlineData("x,y\n1,1\n2,2\n", "x,y\n1,1\n2,2\n2.0,2\n", "new.csv, line 4: the key x 2 is that of line 3 too")]
    [InlineData("x,y\n1,1\n2,2\n", "x,y\n1,1\n0,2\n-0,2\n2,2\n", "new.csv, line 4: the key x 0 is that of line 3 too")]
    [InlineData("x,y\n3,1\n3,1\n", "x,y\n1,1\n2,1\n", "old.csv, line 3: the key x 3 is that of line 2 too")]
    [InlineData(
        "z,y\n1,1\n",
        "z,y\n1,1\n",
        "new.csv, line 1: no column that names a row is known for the header z, y and that of old.csv, z, y; say which: a key.")]
    [InlineData(
        "x,y\n1,1\n",
        "x,z\n1,1\n",
        "new.csv, line 1: the header has no column beside the key x that old.csv has too: x, z here, x, y there.")]
    [InlineData("x,y\n2,2\n1,1\n1,3\n", "x,y\n1,1\n2,2\n1,3\n", "new.csv, line 4: the key x 1 is that of line 2 too")]
    [InlineData("x,y\n2,2\n1,1\n3,5\n1,3\n", "x,y\n1,1\n2,2\n3,5\n1,3\n", "new.csv, line 5: the key x 1 is that of line 2 too")]
    public void Keys_that_do_not_name_a_row_are_refused(string before, string after, string message) =>
        Assert.StartsWith(message, Tables.Refusal(before, after), StringComparison.Ordinal);

    [Fact]
    public void A_key_that_is_given_is_used_and_must_be_there()
    {
        var options = new TableOptions { Key = ["a", "b"] };
        Assert.Equal(1, Tables.Compare("a,b,c\n1,1,5\n1,2,6\n", "a,b,c\n1,2,6\n1,1,7\n", options).Changed);
        Assert.StartsWith(
            "new.csv, line 1: the header has no key column 'b'; it has a, c",
            Tables.Refusal("a,b,c\n", "a,c\n", options),
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_format_is_read_in_the_format_that_is_given()
    {
        var options = new TableOptions { Format = NumberFormat.Find("float16") };
        Assert.True(Tables.Compare("format,x,y\nposit16,1,0.1\n", "format,x,y\nposit16,1,0.09998\n", options).IsEqual);
        Assert.True(Tables.Compare("format,x,y\nposit16,1,0.1\n", "format,x,y\nposit16,1,0.1\n").IsEqual);
    }

    [Theory]
    [InlineData("float16", "0.5", "0.50012")]
    [InlineData("float32", "0.1", "0.10000000149011612")]
    [InlineData("png", "1", "2")]
    [InlineData("decimal", "1", "1.0000000000000000000000000001")]
    [InlineData("float128", "0.1", "0.10000000000000001")]
    public void A_row_s_format_makes_no_two_numbers_equal_unless_it_is_declared_for_the_cell(string format, string before, string after) =>
        Assert.Equal(1, Tables.Compare($"format,x,y\n{format},1,{before}\n", $"format,x,y\n{format},1,{after}\n").Changed);

    [Fact]
    public void The_index_that_pandas_writes_without_a_name_is_a_key()
    {
        var difference = Tables.Compare(",y,z\n0,1,1\n1,2,2\n", ",y,z\n1,2,3\n0,1,1\n");
        Assert.Equal((1, 2, ""), (difference.Changed, difference.Matched, Assert.Single(difference.Key)));
        Assert.Equal("x", Assert.Single(Tables.Compare(",x,y\n0,1,1\n", ",x,y\n0,1,1\n").Key));
    }

    [Fact]
    public void Rows_in_step_are_compared_whether_their_keys_are_there_twice_or_not()
    {
        var difference = Tables.Compare("x,y\n1,1\n1,2\n2,3\n", "x,y\n1,1\n1,2.5\n2,3.0\n");
        Assert.Equal((3, 1), (difference.Matched, difference.Changed));
    }

    [Theory]
    [InlineData(null, false)]
    [InlineData("float32", true)]
    public void A_table_without_a_column_of_formats_is_read_in_the_format_that_is_given(string? format, bool isEqual)
    {
        // 0.1 and its value in float32.
        var options = new TableOptions { Format = format is null ? null : NumberFormat.Find(format) };
        Assert.Equal(isEqual, Tables.Compare("x,y\n1,0.1\n", "x,y\n1,0.10000000149011612\n", options).IsEqual);
    }

    [Fact]
    public void A_row_that_one_table_lacks_and_rows_in_another_order_are_found()
    {
        string[] rows = [.. Enumerable.Range(0, 9999).Select(i => $"{i},{i}\n")];
        var before = "x,y\n" + string.Concat(rows);
        var after = "x,y\n" + string.Concat(rows[..100]) + "0.5,1\n" + string.Concat(rows[100..]);
        Assert.Equal((9999, 0, 1), Counts(before, after));
        Assert.Equal((9999, 1, 0), Counts(after, before));
        Assert.Equal((5000, 4999, 0), Counts(before, "x,y\n" + string.Concat(rows[..5000])));
        Assert.Equal((9999, 0, 0), Counts(before, "x,y\n" + string.Concat(rows.Reverse())));
        Assert.Equal(
            (9999, 0, 0),
            Counts(before, "x,y\n" + string.Concat(rows.Chunk(3).SelectMany(three => new[] { three[1], three[2], three[0] }))));

        static (long Matched, long OnlyOld, long OnlyNew) Counts(string before, string after)
        {
            var difference = Tables.Compare(before, after);
            Assert.Equal(0, difference.Changed);
            return (difference.Matched, difference.OnlyOld.Count, difference.OnlyNew.Count);
        }
    }

    [Fact]
    public void The_time_for_100000_columns_is_that_of_as_many_cells()
    {
        // In ten rows a million cells; what grows with the square of the columns takes minutes.
        var header = string.Join(',', Enumerable.Range(0, 100_000).Select(i => $"c{i}"));
        string Text(string last) =>
            $"x,{header},last\n" + string.Concat(Enumerable.Range(0, 10).Select(i =>
                $"{i}{string.Concat(Enumerable.Repeat(",1.5", 100_000))},{last}\n"));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var difference = Tables.Compare(Text("1"), Text("2") + "11" + string.Concat(Enumerable.Repeat(",1.5", 100_001)) + "\n");
        Assert.Equal((10, "last"), (difference.Changed, difference.First[0].Column));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 30);
    }

    [Fact]
    public void A_cell_of_a_million_digits_is_compared_as_text_at_once()
    {
        var digits = new string('7', 1_000_000);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var difference = Tables.Compare($"x,y\n1,{digits}\n{digits},1\n", $"x,y\n1,{digits}1\n{digits},1\n");
        Assert.Equal((1, 1L), (difference.Changed, difference.Columns[0].WithoutDistance));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
    }

    [Fact]
    public void A_tolerance_may_be_that_of_one_column()
    {
        var options = new TableOptions { ToleranceOf = column => column == "y" ? new(Ulps: 1) : new() };
        var difference = Tables.Compare("x,y,z\n1,1,1\n", "x,y,z\n1,1.0000000000000002,1.0000000000000002\n", options);
        Assert.Equal((1L, 1L), (difference.Columns[0].Within, difference.Columns[1].Changed));
    }

    [Fact]
    public void Without_a_header_columns_are_named_by_their_places()
    {
        var options = new TableOptions { HasHeader = false, Key = ["1"] };
        var difference = Tables.Compare("A,1\nB,2\n", "A,1\nB,3\nC,4\n", options);
        Assert.Equal(
            (2, 1, 1, "2", 2),
            (difference.Matched, difference.Changed, difference.OnlyNew.Count, difference.First[0].Column, difference.First[0].OldLine));
    }

    [Fact]
    public void Tables_with_other_separators_are_equal() =>
        Assert.True(Tables.Compare("x,y,note\n1,2,\"a;b\"\n", "note\t y \tx\na;b\t2.0\t1\n").IsEqual);

    [Fact]
    public void An_interrupt_ends_it_at_the_next_row()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("a.csv", "x,y\n1,1\n"u8.ToArray());
        Assert.Throws<OperationCanceledException>(() => TableComparison.Compare(path, path, new(), cancellation: new(canceled: true)));
    }

    [Fact]
    public void Exactly_the_altered_cells_of_a_shuffled_table_are_found()
    {
        var cell = Gen.Select(Gen.Int[0, 99], Gen.Int[0, 2]);
        Gen.Select(cell.Array[0, 12], Gen.Shuffle(Enumerable.Range(0, 100).ToArray()), Gen.Int[0, 3]).Sample((altered, order, left) =>
        {
            var chosen = altered.ToHashSet();
            var before = "format,x,a,b,c\n" + string.Concat(Enumerable.Range(0, 100).Select(i => $"float128,{i},{i}.25,{i}e-30,{i}\n"));
            var after = "c,b,format,x,a\n" + string.Concat(order.Skip(left).Select(i =>
                $"{i}{Tail(i, 2)},{i}{Tail(i, 1)}E-30,float128,{i}.0,"
                    + $"{i}.25{(chosen.Contains((i, 0)) ? "000000000000000000000000000001" : "")}\n"));
            var difference = Tables.Compare(before, after);
            var missing = order.Take(left).ToHashSet();
            for (var column = 0; column < 3; column++)
            {
                Assert.Equal(chosen.Count(one => one.Item2 == column && !missing.Contains(one.Item1)), difference.Columns[column].Changed);
            }

            Assert.Equal(chosen.Select(one => one.Item1).Where(row => !missing.Contains(row)).Distinct().Count(), difference.Changed);
            Assert.Equal((left, 0, 100 - left), (difference.OnlyOld.Count, difference.OnlyNew.Count, difference.Matched));

            string Tail(int row, int column) => chosen.Contains((row, column)) ? ".000000000000000000000000000001" : string.Empty;
        }, iter: 200);
    }
}

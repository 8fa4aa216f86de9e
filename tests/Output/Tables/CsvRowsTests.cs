using System.Text;
using Experiments.Output.Tables;

namespace Experiments.Tests.Output.Tables;

public class CsvRowsTests
{
    [Theory]
    [InlineData("x,y\n1,2\n3,4\n")]
    [InlineData("x,y\n1,2\n3,4")]
    [InlineData("x,y\r\n1,2\r\n3,4\r\n")]
    [InlineData("x,y\r1,2\r3,4\r")]
    [InlineData("x,y\r\n1,2\r3,4\n")]
    [InlineData("\uFEFFx,y\n1,2\n3,4\n")]
    [InlineData("\"x\",\"y\"\n\"1\",2\n3,\"4\"\n")]
    [InlineData("x;y\n1;2\n3;4\n")]
    [InlineData("x\ty\n1\t2\n3\t4\n")]
    [InlineData("\uFEFF\"x\"\t\"y\"\r\n1\t2\r\n3\t4")]
    [InlineData(" x ,\ty\n1 ,  2\n  3, \"4\" \n")]
    [InlineData("\" x\" ; y\n1 ;2\n3\t;4\n")]
    public void Rows_are_read_whatever_ends_lines_and_quotes_cells(string text)
    {
        var (header, rows) = Read(text);
        Assert.Equal(["x", "y"], header);
        Assert.Equal(["2: 1|2", "3: 3|4"], rows);
    }

    [Fact]
    public void A_row_is_on_the_line_on_which_it_begins()
    {
        var (_, rows) = Read("x,y\n\"a\nb\r\nc\",\"say \"\"so\"\"\"\n\n3,\"1,5\"\r\n5,\n");
        Assert.Equal(["2: a\nb\r\nc|say \"so\"", "6: 3|1,5", "7: 5|"], rows);
    }

    [Theory]
    [InlineData("", "new.csv, line 1: the file is empty; expected a header.")]
    [InlineData("\uFEFF", "new.csv, line 1: the file is empty")]
    [InlineData("\n\n", "new.csv, line 1: the file is empty")]
    [InlineData("x,y,x\n", "new.csv, line 1: 2 columns are named 'x'; expected a header in which each name is there once.")]
    [InlineData("x,y\n1,2\n3\n", "new.csv, line 3: 1 cell; expected 2, as in the header.")]
    [InlineData("x,y\r\n1,2,3\r\n", "new.csv, line 2: 3 cells; expected 2")]
    [InlineData("x,y\n\n1,2\n\"a\nb\",2\n3\n", "new.csv, line 6: 1 cell")]
    [InlineData("x,y\n1,2\n2,\"3\"4\n", "new.csv, line 3: the quotes of cell 2 are wrong")]
    [InlineData("x,y\n1,2\n2,3\"4\n", "new.csv, line 3: the quotes of cell 2 are wrong")]
    [InlineData("x,y\n1,2\n2,\"34\n", "new.csv, line 3: the quotes of cell 2 are wrong")]
    [InlineData("x,y\n1,2\n2,\"34", "new.csv, line 3: the quotes of cell 2 are wrong")]
    [InlineData("x,y\n1,2\n2,\"34\n4,5\n6,7\n", "new.csv, line 3: the quotes of cell 2 are wrong")]
    [InlineData("x,y\n1,2\n2,\0\n", "new.csv, line 3: there are bytes that are no text; expected a CSV file in UTF-8.")]
    public void What_is_no_table_is_refused_with_its_line(string text, string message) =>
        Assert.StartsWith(message, Tables.Refusal("x,y\n1,2\n2,3\n", text), StringComparison.Ordinal);

    [Fact]
    public void Bytes_that_are_no_UTF8_are_refused_with_their_line_wherever_they_are()
    {
        // In UTF-8 ü is C3 BC; behind 100,000 lines it lies beyond any buffer, on the edge of one for some of the
        // lengths.
        var good = Encoding.UTF8.GetBytes("x,y\r\n1,ü\r\n");
        byte[] many = [.. good, .. Enumerable.Range(2, 99_999).SelectMany(i => Encoding.UTF8.GetBytes($"{i},ü\r\n"))];
        foreach (var length in Enumerable.Range(0, 4))
        {
            byte[] bad = [.. many, .. "0,"u8, .. new byte[length].Select(_ => (byte)'a'), 0xFC, (byte)'\n'];
            Assert.StartsWith("new.csv, line 100002: there are bytes", Tables.Refusal(many, bad), StringComparison.Ordinal);
        }

        Assert.StartsWith(
            "new.csv, line 1: there are bytes",
            Tables.Refusal(good, Encoding.Unicode.GetPreamble()),
            StringComparison.Ordinal);
        Assert.StartsWith(
            "new.csv, line 1: there are bytes",
            Tables.Refusal(good, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "output", "curves.png"))),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_quote_that_is_not_closed_does_not_take_the_whole_file_into_memory() =>
        Assert.StartsWith(
            "new.csv, line 3: the row has more than 16 MB; expected CSV, each quote closed.",
            Tables.Refusal("x,y\n1,2\n", "x,y\n1,2\n1,\"" + new string('a', 30_000_000)),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("a;b\n1,5;2,5\n", "a|b", "2: 1,5|2,5")]
    [InlineData("\"a,b,c\";d\n1;2\n", "a,b,c|d", "2: 1|2")]
    [InlineData("a\tb;c\td\n1\t2\t3\n", "a|b;c|d", "2: 1|2|3")]
    [InlineData("a\n;;;\n", "a", "2: ;;;")]
    [InlineData("1,5;2,25\n3;4,5\n", "1,5|2,25", "2: 3|4,5")]
    [InlineData("1,5\t2,25,7\n3\t4\n", "1,5|2,25,7", "2: 3|4")]
    [InlineData("1,5,2\n3,4,5\n", "1|5|2", "2: 3|4|5")]
    public void The_first_line_tells_the_separator(string text, string header, string row)
    {
        using var folder = new TemporaryFolder();
        using var rows = new CsvRows(folder.Write("table.csv", Encoding.UTF8.GetBytes(text)));
        Assert.Equal(header, string.Join('|', rows.Header));
        Assert.True(rows.Read());
        Assert.Equal(row, $"{rows.Line}: " + string.Join('|', Enumerable.Range(0, rows.Header.Count).Select(rows.Cell)));
    }

    [Fact]
    public void Without_a_header_the_first_row_is_a_row_and_columns_are_numbered()
    {
        using var folder = new TemporaryFolder();
        using var rows = new CsvRows(folder.Write("table.csv", " A;1\n\nB;2;3\n"u8.ToArray()), hasHeader: false);
        Assert.Equal(["1", "2"], rows.Header);
        Assert.True(rows.Read());
        Assert.Equal((1, "A", "1"), (rows.Line, rows.Cell(0), rows.Cell(1)));
        Assert.EndsWith(
            "table.csv, line 3: 3 cells; expected 2, as in the first row.",
            Assert.Throws<TableException>(() => rows.Read()).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Blanks_in_quotes_belong_to_a_cell()
    {
        var (_, rows) = Read("x,y\n\" a \", b \n");
        Assert.Equal(["2:  a |b"], rows);
    }

    private static (IReadOnlyList<string> Header, IReadOnlyList<string> Rows) Read(string text)
    {
        using var folder = new TemporaryFolder();
        using var source = new CsvRows(folder.Write("table.csv", Encoding.UTF8.GetBytes(text)));
        var rows = new List<string>();
        while (source.Read())
        {
            rows.Add($"{source.Line}: {source.Cell(0)}|{source.Cell(1)}");
        }

        return (source.Header, rows);
    }
}

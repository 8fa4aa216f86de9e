using System.Text;
using Experiments.Output.Tables;

namespace Experiments.Tests.Output.Tables;

public class CsvTableTests
{
    [Fact]
    public void The_text_has_no_byte_order_mark_newlines_alone_and_quotes_where_needed()
    {
        using var stream = new MemoryStream();
        using (var table = new CsvTable(stream, 2))
        {
            table.Add(["x", "y"]);
            table.Add(["1e-7", "-0"]);
            table.Add(["a,b", "c\"d"]);
        }

        Assert.Equal("x,y\n1e-7,-0\n\"a,b\",\"c\"\"d\"\n"u8.ToArray(), stream.ToArray());
        Assert.NotEqual(Encoding.UTF8.GetPreamble()[0], stream.ToArray()[0]);
    }

    [Fact]
    public void A_row_of_another_length_is_refused()
    {
        using var table = new CsvTable(new MemoryStream(), 2);
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Add(["1"]));
    }
}

using System.Numerics;
using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Output.Tables;

namespace Experiments.Tests.Output.Tables;

public class TableSchemaTests
{
    private static readonly string Output = Path.Combine(AppContext.BaseDirectory, "output");

    public static TheoryData<string> CommittedTables => [.. Names];

    // Of which no cell is quoted.
    public static TheoryData<string> TablesOfNumbers => [.. Names.Where(name => name != "claims.csv")];

    private static IEnumerable<string> Names => Directory.EnumerateFiles(Output, "*.csv").Select(path => Path.GetFileName(path)!);

    [Theory]
    [MemberData(nameof(CommittedTables))]
    public void Every_committed_table_has_keys_that_name_its_rows(string name)
    {
        // claims.csv has cells of several lines.
        var (text, lines) = (Tables.Committed(name), Tables.Committed(name).TrimEnd('\n').Split('\n'));
        var other = name == "claims.csv" ? text : string.Join('\n', lines.Skip(1).Reverse().Prepend(lines[0]));
        Assert.True(Tables.Compare(text, other).IsEqual);
    }

    // The shortest digits of a number in its own format, and the same number written by a program that has float64
    // alone.
    [Theory]
    [MemberData(nameof(TablesOfNumbers))]
    public void Every_committed_table_of_numbers_is_equal_to_itself_as_others_write_it(string name)
    {
        var rows = Tables.Committed(name).TrimEnd('\n').Split('\n').Select(line => line.Split(',').Reverse());
        var pandas = string.Concat(rows.Select(cells => string.Join(',', cells.Select(Pandas)) + "\n"));
        var excel = "\uFEFF" + string.Join("\r\n", rows.Select(cells => string.Join(',', cells.Select(cell => $"\"{Excel(cell)}\""))));
        Assert.True(Tables.Compare(Tables.Committed(name), pandas).IsEqual);
        Assert.True(Tables.Compare(excel, Tables.Committed(name)).IsEqual);

        static string Pandas(string cell) => cell switch
        {
            "true" or "false" => cell[..1].ToUpperInvariant() + cell[1..],
            _ when cell.Contains("e-", StringComparison.Ordinal)
                && cell.Length - cell.IndexOf("e-", StringComparison.Ordinal) == 3 => cell.Replace("e-", "e-0", StringComparison.Ordinal),
            _ when int.TryParse(cell, out _) => cell + ".0",
            _ => cell,
        };

        static string Excel(string cell) => cell switch
        {
            "true" or "false" => cell.ToUpperInvariant(),
            _ when DecimalParts.TryRead(cell, out _) => cell.Replace("e-", "E-", StringComparison.Ordinal),
            _ => cell,
        };
    }

    [Theory]
    [InlineData("mixed-precision.csv", "stored", "float16")]
    [InlineData("mixed-precision.csv", "keras224", "float32")]
    [InlineData("mixed-precision.csv", "exact", "float32")]
    [InlineData("network-batch4.csv", "loss_raw", "float64")]
    [InlineData("network-batches-drawn.csv", "loss_sigmoid", "float64")]
    [InlineData("network-batches.csv", "least", "float64")]
    [InlineData("network-training.csv", "training_loss", "float64")]
    [InlineData("network-training.csv", "validation_accuracy", "float64")]
    [InlineData("network-training.csv", "class1_max", "float32")]
    [InlineData("network-results.csv", "value", "float64")]
    [InlineData("network-seeds.csv", "value", "float64")]
    [InlineData("network-trained.csv", "loss_raw", "float32")]
    [InlineData("network-epoch8.csv", "raw", "float32")]
    [InlineData("round-trip.csv", "sigmoid", "float32")]
    [InlineData("round-trip.csv", "relative_error", "float64")]
    [InlineData("round-trip-near-zero.csv", "loss_error", "float64")]
    [InlineData("curves.csv", "y", "float64")]
    public void A_step_of_the_declared_format_is_one_ulp_and_half_of_it_is_none(string name, string column, string format)
    {
        // Of the first row that holds a number other than 0 there: in its format the next text but a few digits is a
        // neighbour.
        var lines = Tables.Committed(name).TrimEnd('\n').Split('\n');
        var at = Array.IndexOf(lines[0].Split(','), column);
        var row = Array.FindIndex(
            lines,
            1,
            line => DecimalParts.TryRead(line.Split(',')[at], out var number)
                && number.Whole.ToString() + number.Fraction.ToString() is var digits
                && digits.Trim('0').Length > 0);
        var text = lines[row].Split(',')[at];
        var next = NumberFormat.Find(format)!.Run(new Next(text));
        var difference = Compare(next);
        Assert.Equal((1, 1), (difference.Changed, difference.Columns.Single(one => one.Name == column).LargestUlps));
        Assert.True(Compare(Digits(text)).IsEqual);

        TableDifference Compare(string cell)
        {
            string[] cells = lines[row].Split(',');
            cells[at] = cell;
            string[] altered = [.. lines];
            altered[row] = string.Join(',', cells);
            return Tables.Compare(string.Join('\n', lines), string.Join('\n', altered), new() { Schema = new([], [new(column, format)]) });
        }

        // The exact value of the number, which is another text and the same number, in its own format and no longer
        // one.
        string Digits(string number) => NumberFormat.Find(format)!.Run(new Exact(number));
    }

    [Theory]
    [InlineData("text", "1.0", "1", false)]
    [InlineData("text", "true", "True", true)]
    [InlineData("integer", "1.0", "1", true)]
    [InlineData("integer", "12345678901234567890", "12345678901234567891", false)]
    [InlineData("row", "2049", "2048", true)]
    [InlineData("row", "01234", "1234", true)]
    [InlineData("float32", "2049", "2048", false)]
    [InlineData("float64", "01234", "1234", true)]
    [InlineData("float64", "9007199254740993", "9007199254740992", true)]
    [InlineData("of a later program", "9007199254740993", "9007199254740992", false)]
    public void A_cell_is_compared_as_what_its_column_declares(string format, string before, string after, bool isEqual)
    {
        var options = new TableOptions { Schema = new(["a", "b"], [new("format", "text"), new("value", format)]) };
        var difference = Tables.Compare($"a,b,format,value\n1,1,float16,{before}\n", $"a,b,format,value\n1,1,float16,{after}\n", options);
        Assert.Equal((isEqual, "a b"), (difference.IsEqual, string.Join(' ', difference.Key)));
    }

    [Theory]
    [InlineData("loss,format,label,x,value", "format loss label x")]
    [InlineData("data,noise,arm,seed,epochs,quantity", "data noise arm seed")]
    [InlineData("format,sign,exponent,inputs", "format sign exponent")]
    [InlineData("sigmoid,format,one_first", "format sigmoid")]
    [InlineData("function,format,x,value", "format function x")]
    [InlineData("quantity,value", "quantity")]
    [InlineData("label,from,to,count", "label from")]
    [InlineData("batch_size,batches,off", "batch_size")]
    [InlineData("row,label,raw", "row")]
    [InlineData("index,label,raw,sigmoid", "index")]
    [InlineData("x,label,sigmoid,loss_from_logits", "label x")]
    [InlineData("format,precision,emin", "format")]
    public void The_key_of_a_table_that_declares_none_is_told_from_its_header(string header, string key)
    {
        var row = string.Join(',', header.Split(',').Select(name => name == "format" ? "float32" : "1"));
        Assert.Equal(key, string.Join(' ', Tables.Compare($"{header}\n{row}\n", $"{header}\n{row}\n").Key));
    }

    [Fact]
    public void The_format_of_two_is_the_narrowest_that_holds_both()
    {
        Assert.Equal("float32", Common("float16", "bfloat16"));
        Assert.Equal("float64", Common("float64", "float32"));
        Assert.Equal("float128", Common("decimal", "float16"));
        Assert.Equal("decimal", Common("decimal", "decimal"));

        static string Common(string one, string other) => TableLayout.Common(NumberFormat.Find(one)!, NumberFormat.Find(other)!).Name;
    }

    /// <summary>
    /// The text of the neighbour of a number, away from 0: by its exact value and half of its last place, rounded up.
    /// </summary>
    private sealed class Next(string text) : IFormatWork<string>
    {
        public string Run<T>()
            where T : struct, IFloat<T>
        {
            var value = T.Parse(text).Exact;
            var step = Dyadic.PowerOfTwo(Math.Max(
                value.Numerator.Magnitude - T.Parameters!.Value.Precision + 1, T.Parameters.Value.EminSubnormal));
            return T.Round(value.Sign < 0 ? value - step : value + step).ToText();
        }
    }

    /// <summary>The exact decimal digits of a number.</summary>
    private sealed class Exact(string text) : IFormatWork<string>
    {
        public string Run<T>()
            where T : struct, IFloat<T>
        {
            var value = T.Parse(text).Exact.Numerator;
            return value.Exponent >= 0
                ? $"{value.Significand << value.Exponent}"
                : $"{value.Significand * BigInteger.Pow(5, -value.Exponent)}e{value.Exponent}";
        }
    }
}

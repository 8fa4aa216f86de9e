using System.Text;
using Experiments.Output.Tables;
using Experiments.Samples.Learning;
using Experiments.Training.Data;

namespace Experiments.Tests.Samples.Learning;

public sealed class LabelFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("label\n0\n1\n1\n")]
    [InlineData("0\n1\n1")]
    [InlineData("target\r\n0.0\r\n1.0\r\n1e0\r\n")]
    [InlineData("False\nTrue\nTRUE\n")]
    [InlineData("name,label\na,0\nb,1\nc,1\n")]
    [InlineData("label;weight\n0;3\n1;2\n1;1\n")]
    public void A_table_has_one_column_or_a_column_label(string text) =>
        Assert.Equal([0, 1, 1], LabelFile.Read(folder.Write("y.csv", Encoding.UTF8.GetBytes(text)), 3));

    [Theory]
    [InlineData("label\n0\n2\n1\n", "y.csv, line 3: the label is '2'; expected 0 or 1.")]
    [InlineData("label\n0\n\u22121\n1\n", "y.csv, line 3: the label is '\u22121'; expected 0 or 1.")]
    [InlineData("label\n0\nnan\n1\n", "line 3: the label is 'nan'; expected 0 or 1.")]
    [InlineData("label\n0\n0.5\n1\n", "line 3: the label is '0.5'; expected 0 or 1.")]
    [InlineData("a,b\n0,1\n", "line 1: the columns are a, b; expected one, or 'label'.")]
    [InlineData("0\n1\n", "y.csv: there are 2 labels; expected 3, one for each row of features.")]
    [InlineData("label\n0\n1\n0\n1\n", "y.csv: there are 4 labels; expected 3")]
    public void A_table_that_cannot_be_used_is_refused_with_line_and_value(string text, string message) => Assert.Contains(
        message,
        Assert.Throws<TableException>(() => LabelFile.Read(folder.Write("y.csv", Encoding.UTF8.GetBytes(text)), 3)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("|b1", "(3,)", new byte[] { 0, 1, 1 })]
    [InlineData("|u1", "(3, 1)", new byte[] { 0, 1, 1 })]
    [InlineData("|i1", "(3,)", new byte[] { 0, 1, 1 })]
    [InlineData("<i2", "(3,)", new byte[] { 0, 0, 1, 0, 1, 0 })]
    [InlineData("<u2", "(3,)", new byte[] { 0, 0, 1, 0, 1, 0 })]
    [InlineData("<i4", "(3,)", new byte[] { 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0 })]
    [InlineData("<u4", "(3,)", new byte[] { 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0 })]
    [InlineData("<i8", "(3,)", new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData("<u8", "(3,)", new byte[] { 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0 })]
    [InlineData("<f2", "(3,)", new byte[] { 0, 0, 0, 0x3C, 0, 0x3C })]
    [InlineData("<f4", "(3,)", new byte[] { 0, 0, 0, 0, 0, 0, 0x80, 0x3F, 0, 0, 0x80, 0x3F })]
    public void An_array_holds_whole_numbers_bools_or_floats(string type, string shape, byte[] values) =>
        Assert.Equal([0, 1, 1], LabelFile.Read(Array("y.npy", type, shape, values), 3));

    [Theory]
    [InlineData("|u1", "(3,)", new byte[] { 0, 2, 1 }, "the label of row 1 is 2; expected 0 or 1")]
    [InlineData("|i1", "(3,)", new byte[] { 0, 1, 0xFF }, "the label of row 2 is -1; expected 0 or 1")]
    [InlineData("<f2", "(3,)", new byte[] { 0, 0, 0, 0x7E, 0, 0x3C }, "the label of row 1 is NaN; expected 0 or 1")]
    [InlineData("|u1", "(4,)", new byte[] { 0, 1, 0, 1 }, "the array has 4 labels; expected 3, one for each row of features")]
    [InlineData("|u1", "(3, 2)", new byte[] { 0, 1, 0, 1, 0, 1 }, "the array's shape is (3, 2); expected one dimension")]
    [InlineData("|u1", "()", new byte[] { 0 }, "the array's shape is (); expected one dimension")]
    [InlineData("|u1", "(3,)", new byte[] { 0, 1 }, "2 bytes follow the header; expected 3 for 3 labels")]
    [InlineData("|u1", "(4294967296,)", new byte[] { 0, 1 }, "the array has 4294967296 labels; expected 3")]
    [InlineData(">i4", "(3,)", new byte[] { 0 }, "the array is of type '>i4'; expected integers, bools or floats: astype('u1')")]
    [InlineData("<U1", "(3,)", new byte[] { 0 }, "the array is of type '<U1'; expected integers, bools or floats")]
    public void An_array_that_cannot_be_used_is_refused_with_row_and_value(string type, string shape, byte[] values, string message) =>
        Assert.Contains(
            message,
            Assert.Throws<InputException>(() => LabelFile.Read(Array("y.npy", type, shape, values), 3)).Message,
            StringComparison.Ordinal);

    private string Array(string name, string type, string shape, byte[] values)
    {
        var text = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}\n";
        return folder.Write(name, [0x93, .. "NUMPY"u8, 1, 0, (byte)text.Length, 0, .. Encoding.ASCII.GetBytes(text), .. values]);
    }
}

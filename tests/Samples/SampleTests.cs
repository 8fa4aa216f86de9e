using System.Globalization;
using Experiments.Samples;

namespace Experiments.Tests.Samples;

public class SampleTests
{
    [Fact]
    public void Both_losses_are_the_oracles()
    {
        var lines =
            File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Fixtures", "oracle", "cross-entropy-float32-clip.csv")).ToArray();
        var header = lines[0].Split(',');
        foreach (var cells in lines.Skip(1).Select(line => line.Split(',')))
        {
            var (label, x) = (Cell("label") == "1", float.Parse(Cell("x"), CultureInfo.InvariantCulture));
            var row = Sample.Table.Cells(Sample.Of(7, label, x));
            Assert.Equal(["7", Cell("label"), Cell("x"), Cell("clipped"), Cell("logits")], [row[0], row[1], row[2], row[4], row[5]]);

            string Cell(string column) => cells[Array.IndexOf(header, column)];
        }
    }

    [Fact]
    public void Half_is_the_sigmoid_of_0() => Assert.Equal(0.5f, Sample.Of(0, true, 0).Sigmoid.Value);

    [Fact]
    public void As_many_images_are_clipped_as_lie_beyond_the_ends_of_the_clip()
    {
        // With σ as written, e^−x ≤ 1.5·2^−23 lets σ be 1 − ε, and e^−x ≤ 2^−24 lets it be 1: from 15.537 and from
        // 16.6355 on, as PyTorch has it.
        var stop = SampleFixture.Stop;
        Assert.Equal(85, stop.Count(sample => sample.Label && sample.IsClipped));
        Assert.Equal(85, stop.Count(sample => sample.Raw.Value > 15.54));
        Assert.Equal(50, stop.Count(sample => sample.Sigmoid.Value == 1));
        Assert.Equal(50, stop.Count(sample => sample.Raw.Value > 16.6355));

        // σ ≤ ε up to −ln(1/ε − 1).
        Assert.Equal(55, stop.Count(sample => !sample.Label && sample.IsClipped));
        Assert.Equal(55, stop.Count(sample => sample.Raw.Value < -16.118));
        Assert.DoesNotContain(SampleFixture.Epoch8, sample => sample.IsClipped);
    }

    [Fact]
    public void Clipped_images_of_a_class_and_a_side_have_one_loss()
    {
        var losses =
            SampleFixture.Stop.Where(sample => sample.IsClipped).Select(sample => (sample.Label, sample.LossSigmoid.Value)).Distinct();
        Assert.Equal([(false, 1.00000015e-7f), (true, 1.1920933e-7f)], losses.Order());
    }

    [Theory]
    [InlineData(1, 20, true)]
    [InlineData(0, 20, false)]
    [InlineData(1, -20, false)]
    [InlineData(0, -20, true)]
    public void The_right_side_has_the_sign_of_the_class(int label, float raw, bool expected) =>
        Assert.Equal(expected, Sample.Of(0, label == 1, raw).IsRight);

    [Theory]
    [InlineData(float.NaN, "nan")]
    [InlineData(float.PositiveInfinity, "inf")]
    [InlineData(float.NegativeInfinity, "-inf")]
    public void A_raw_output_that_is_no_number_has_a_row_and_is_marked(float raw, string cell)
    {
        var sample = Sample.Of(0, true, raw);
        Assert.Equal(cell, Sample.Table.Cells(sample)[2]);
        Assert.False(sample.IsFinite);
    }
}

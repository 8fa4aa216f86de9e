using Experiments.Training.Features;

namespace Experiments.Tests.Training.Features;

public class PreprocessingTests
{
    private static readonly byte[] Picture = [.. Enumerable.Range(0, 256).SelectMany(i =>
        new[] { (byte)i, (byte)(255 - i), (byte)(i * 37 % 256) })];

    public static TheoryData<string> Rows => [.. File.ReadLines(FeatureFixture.PathOf("preprocessing.csv")).Skip(1)];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Pixels_become_what_the_frameworks_make_of_them_bit_for_bit(string row)
    {
        var cells = row.Split(',');
        var values = new float[Picture.Length];
        var layout = cells[1] == "nhwc" ? ModelLayout.Nhwc : ModelLayout.Nchw;
        Preprocessing.Named.Single(named => named.Name == cells[0]).Value.Apply(Picture, layout, values);
        var bits = values.Select(BitConverter.SingleToUInt32Bits).ToArray();
        var hash = bits.Aggregate(Fnv.Offset, (state, value) => Fnv.Add(state, value));
        Assert.Equal($"{cells[2]},{cells[3]},{cells[4]}", $"{bits[0]:x8},{bits[1]:x8},{hash:x16}");
    }

    [Fact]
    public void Every_named_one_is_tested() =>
        Assert.Equal(Preprocessing.Named.Select(named => named.Name), Rows.Select(row => row.Data.Split(',')[0]).Distinct());

    [Fact]
    public void Two_that_differ_are_described_differently()
    {
        var start = Preprocessing.None;
        Preprocessing[] others =
        [
            start,
            start with { Order = ChannelOrder.Bgr },
            start with { Scale = float.BitIncrement(1) },
            start with { Mean = [0, 0, float.Epsilon] },
            start with { Deviation = [1, 1, float.BitIncrement(1)] },
            .. Preprocessing.Named.Select(named => named.Value),
        ];
        Assert.Equal(others.Length, others.Select(other => other.Describe()).Distinct().Count());
    }
}

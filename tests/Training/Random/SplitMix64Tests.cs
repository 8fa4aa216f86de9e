using System.Globalization;
using Experiments.Training.Random;

namespace Experiments.Tests.Training.Random;

public class SplitMix64Tests
{
    private static readonly System.Text.Json.JsonElement Vectors = Fixture.Json("prng");

    [Fact]
    public void The_first_numbers_of_a_state_are_those_of_SplitMix64()
    {
        foreach (var state in Vectors.GetProperty("splitmix64").EnumerateObject())
        {
            var stream = new SplitMix64(ulong.Parse(state.Name, CultureInfo.InvariantCulture));
            Assert.All(state.Value.EnumerateArray().ToArray(), expected => Assert.Equal(expected.GetString(), $"{stream.Next():x16}"));
        }
    }

    [Fact]
    public void A_stream_is_derived_from_seed_and_tags()
    {
        foreach (var row in Vectors.GetProperty("derive").EnumerateArray())
        {
            var tags = row.GetProperty("tags").EnumerateArray().Select(tag => tag.GetUInt64()).ToArray();
            Assert.Equal(row.GetProperty("out").GetString(), $"{Streams.Derive(row.GetProperty("seed").GetUInt64(), tags):x16}");
        }
    }

    [Fact]
    public void Units_are_multiples_of_2_to_the_minus_24()
    {
        var row = Vectors.GetProperty("u01");
        var stream = new SplitMix64(row.GetProperty("seed").GetUInt64());
        Assert.All(Fixture.Numbers(row.GetProperty("values")), expected => Assert.Equal(expected, stream.Unit()));
    }

    [Fact]
    public void The_order_of_an_epoch_is_the_recorded_permutation()
    {
        foreach (var row in Vectors.GetProperty("permutation").EnumerateArray())
        {
            var order = Streams.Order(1, epoch: 1).Permutation(row.GetProperty("n").GetInt32());
            var expected = row.GetProperty("order").EnumerateArray().Select(number => number.GetInt32()).ToArray();
            Assert.Equal(expected, order[..expected.Length]);
            Assert.Equal(Enumerable.Range(0, order.Length), order.Order());
        }
    }

    [Fact]
    public void Initial_weights_are_the_recorded_ones()
    {
        var row = Vectors.GetProperty("glorot");
        var weights = new float[9 * 16];
        Streams.Initial(row.GetProperty("seed").GetUInt64(), row.GetProperty("layer").GetInt32()).GlorotUniform(weights, 9, 9 * 16);
        var expected = Fixture.Numbers(row.GetProperty("first"));
        Assert.Equal(expected, weights[..expected.Length].Select(weight => (double)weight));
        Assert.All(weights, weight => Assert.True(Math.Abs(weight) <= row.GetProperty("limit").GetDouble()));
    }

    [Fact]
    public void Dropout_keeps_the_recorded_values_and_doubles_them()
    {
        var row = Vectors.GetProperty("dropout");
        var factors = new float[row.GetProperty("n").GetInt32() * row.GetProperty("feat").GetInt32()];
        Streams.Dropout(row.GetProperty("seed").GetUInt64(), row.GetProperty("epoch").GetInt32(), row.GetProperty("batch").GetInt32())
            .Dropout(factors, 0.5);
        Assert.Equal(Fixture.Numbers(row.GetProperty("first32")).Select(kept => 2 * (float)kept), factors[..32]);
        Assert.Equal(row.GetProperty("kept_total").GetInt32(), factors.Count(factor => factor == 2));
    }
}

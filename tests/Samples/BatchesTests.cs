using Experiments.Numerics.Exact;
using Experiments.Numerics.Formats;
using Experiments.Samples;

namespace Experiments.Tests.Samples;

public class BatchesTests
{
    [Fact]
    public void The_twenty_trainings_that_the_program_carries_are_those_committed() => Assert.Equal(
        File.ReadAllText(Path.Combine(Readmes.Root, "output", "network-seeds.csv")),
        File.ReadAllText(Path.Combine(Readmes.Root, "experiments", "Samples", "network-seeds.csv")));

    [Fact]
    public void Orders_are_as_defined()
    {
        // The definition here against a recorded order: 10 images in epoch 1 of seed 1.
        Assert.Equal([2, 9, 1, 8, 0, 5, 3, 7, 6, 4], Order(10, [1, 2, 1]));
        Assert.Equal(Order(2000, [1, 5, 0]), Batches.Order(2000, seed: 1));
        Assert.Equal(Order(64, [42, 5, 19]), Batches.Order(64, seed: 42, shuffle: 19));
    }

    [Theory]
    [InlineData(4, 500, 4)]
    [InlineData(16, 125, 16)]
    [InlineData(64, 32, 16)]
    [InlineData(3000, 1, 2000)]
    public void Every_image_is_in_one_batch_and_the_last_may_be_smaller(int size, int count, int last)
    {
        // Raw outputs of 20 are clipped: each image counts once.
        var samples = SampleFixture.Of(Enumerable.Repeat((1, 20f), 2000));
        var batches = Batches.Of(samples, Batches.Order(2000, 1), size);
        Assert.Equal(count, batches.Count);
        Assert.Equal(last, batches[^1].Clipped);
        Assert.Equal(2000, batches.Sum(batch => batch.Clipped));
        Assert.Equal(Enumerable.Range(0, count), batches.Select(batch => batch.Index));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(64)]
    [InlineData(2000)]
    public void Means_are_the_exact_ones_but_for_a_rounding_error_an_image(int size)
    {
        // n − 1 additions of positive numbers and a division, each rounded: within n·2^−53 of the mean, and a little
        // for second-order terms.
        var samples = SampleFixture.Stop;
        var order = Batches.Order(samples.Length, 1);
        foreach (var batch in Batches.Of(samples, order, size))
        {
            var rows = order.Skip(batch.Index * size).Take(size).Select(row => samples[row]).ToArray();
            IsMean(batch.LossSigmoid, [.. rows.Select(sample => sample.LossSigmoid.Value)]);
            IsMean(batch.LossRaw, [.. rows.Select(sample => sample.LossRaw.Value)]);
            Assert.Equal(rows.Count(sample => sample.IsClipped), batch.Clipped);
        }
    }

    [Fact]
    public void Batches_of_one_are_the_images_and_are_off_as_they_are()
    {
        var samples = SampleFixture.Stop;
        var off = samples.Count(sample =>
            100 * Rational.Abs(Exact(sample.LossSigmoid.Value) - Exact(sample.LossRaw.Value)) > Exact(sample.LossRaw.Value));
        var batches = Batches.Of(samples, Batches.Order(samples.Length, 1), 1);
        Assert.Equal(off, batches.Count(batch => batch.IsOff));
        Assert.Equal(off / 2000.0, Batches.Shares(samples, 1)[0].Drawn);
    }

    [Theory]
    [InlineData(100, 101, false)]
    [InlineData(100, 101.0001, true)]
    [InlineData(100, 99, false)]
    [InlineData(100, 98.9999, true)]
    [InlineData(0, 1e-7, true)]
    [InlineData(0, 0, false)]
    public void Off_is_more_than_one_percent_of_the_loss_from_raw_outputs(double raw, double sigmoid, bool expected) =>
        Assert.Equal(expected, new Batch(4, 0, sigmoid, raw, 0).IsOff);

    [Fact]
    public void Shares_are_given_for_powers_of_two_and_lie_in_their_range()
    {
        var shares = Batches.Shares(SampleFixture.Stop, 1);
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256], shares.Select(share => share.Size));
        Assert.All(shares, share => Assert.InRange(share.Drawn, share.Least, share.Most));
        Assert.Equal(shares[0].Least, shares[0].Most);
        Assert.True(shares[1].Least < shares[1].Most);
        Assert.Equal([1, 2, 4, 8], Batches.Shares(SampleFixture.Stop[..10], 1).Select(share => share.Size));
    }

    [Fact]
    public void Another_seed_draws_other_batches() =>
        Assert.NotEqual(Batches.Order(100, 1), Batches.Order(100, 2));

    private static void IsMean(double mean, float[] losses)
    {
        var exact = losses.Aggregate((Rational)0, (sum, loss) => sum + Exact(loss)) / losses.Length;
        var error = Rational.Abs(Exact(mean) - exact);
        Assert.True(losses.Length == 1 ? error.Sign == 0 : error <= exact * losses.Length / Exact(1L << 53));
    }

    private static Rational Exact(double value) => ValueOf(new Float64(value));

    private static Rational ValueOf<T>(T x)
        where T : struct, IFloat<T> => x.Exact;

    private static int[] Order(int n, ulong[] seedAndTags)
    {
        var state = seedAndTags.Skip(1).Aggregate(
            seedAndTags[0],
            (seed, tag) => new SplitMix(seed ^ unchecked(tag * 0xD1342543DE82EF95)).Next());
        var random = new SplitMix(state);
        var order = Enumerable.Range(0, n).ToArray();
        for (var i = n - 1; i > 0; i--)
        {
            var j = (int)((UInt128)(random.Next() >> 32) * (UInt128)(i + 1) >> 32);
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}

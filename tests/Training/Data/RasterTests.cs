using System.Globalization;
using Experiments.Training.Data;

namespace Experiments.Tests.Training.Data;

public class RasterTests
{
    [Fact]
    public void Padding_puts_zeros_around_each_channel()
    {
        var padded = new Raster(1, 2, 3, [1, 2, 3, 4, 5, 6]).Padded(1);
        Assert.Equal((3, 4, 3), (padded.Height, padded.Width, padded.Channels));
        Assert.Equal([.. new byte[15], 1, 2, 3, 4, 5, 6, .. new byte[15]], padded.Pixels);
    }

    [Fact]
    public void Grey_in_three_channels_is_repeated() =>
        Assert.Equal([7, 7, 7, 200, 200, 200], new Raster(1, 2, 1, [7, 200]).WithChannels(3).Pixels);

    [Fact]
    public void Indices_are_those_of_pil()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Fixtures", "pictures", "nearest.csv");
        var rows = File.ReadLines(file).Skip(1).Select(line => line.Split(',')).ToArray();
        Assert.Equal(1335, rows.Length);
        foreach (var row in rows)
        {
            var indices = Raster.Nearest(int.Parse(row[0], CultureInfo.InvariantCulture), int.Parse(row[1], CultureInfo.InvariantCulture));
            var hash = indices.Aggregate(Fnv.Offset, (hash, index) => Fnv.Add(hash, (ulong)index));
            Assert.True(row[2] == hash.ToString("x16", CultureInfo.InvariantCulture), $"{row[0]} pixels to {row[1]}");
        }
    }

    [Fact]
    public void Indices_stay_inside_the_picture_at_every_size() =>
        Assert.All(Enumerable.Range(1, 4096), size => Assert.InRange(Raster.Nearest(16_384, size)[^1], 0, 16_383));
}

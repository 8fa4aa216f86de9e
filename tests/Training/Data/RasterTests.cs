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
}

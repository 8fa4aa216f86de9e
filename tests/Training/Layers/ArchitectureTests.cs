using Experiments.Training.Layers;

namespace Experiments.Tests.Training.Layers;

public class ArchitectureTests
{
    [Fact]
    public void Parameter_counts_are_the_published_ones()
    {
        Assert.Equal(76_737, Architecture.RecipeA().ParameterCount);
        Assert.Equal(3_453_121, Architecture.Chollet().ParameterCount);
        Assert.Equal(504_001, Architecture.Chollet(64).ParameterCount);
        Assert.Equal((8192 * 256) + 256 + 256 + 1, Architecture.Head(8192).ParameterCount);
    }

    [Fact]
    public void A_networks_parameters_are_as_many_as_its_architecture_says()
    {
        Architecture[] architectures =
            [Architecture.RecipeA(), Architecture.RecipeA(33, 3), Architecture.Chollet(47), Architecture.Head(100)];
        foreach (var architecture in architectures)
        {
            Assert.Equal(
                architecture.ParameterCount,
                new NeuralNetwork(architecture, 1).Parameters.Sum(parameter => parameter.Rows * parameter.Columns));
        }
    }

    /// <summary>
    /// 4096 × 4096 pixels leave 2047, 1022, 510 and 254 a side: 254 · 254 · 128 features, of 512 units each, more than
    /// an array can hold.
    /// </summary>
    [Fact]
    public void Images_too_large_for_an_array_are_refused_with_the_memory_they_would_take()
    {
        const long Weights = 254L * 254 * 128 * 512;
        Assert.InRange(Weights, Array.MaxLength + 1L, long.MaxValue);
        Assert.Equal(Weights, Architecture.Chollet(4096).MemoryUse.LargestArray);
        var error = Assert.Throws<ArgumentException>(() => new NeuralNetwork(Architecture.Chollet(4096), 1));
        Assert.StartsWith(
            $"the images are too large: the network takes {Architecture.Chollet(4096).MemoryUse.Bytes} bytes, {Weights} numbers of them "
                + "in one array",
            error.Message,
            StringComparison.Ordinal);
        Assert.Equal(
            long.MaxValue,
            (Architecture.RecipeA() with { Height = 1 << 30, Width = 1 << 30, Channels = 1 << 30 }).MemoryUse.Bytes);
    }

    [Theory]
    [InlineData(32, 1)]
    [InlineData(150, 3)]
    public void The_memory_is_what_a_network_takes_and_little_more(int size, int channels)
    {
        Architecture[] architectures =
            [Architecture.RecipeA(size, channels), Architecture.Chollet(size + 14, channels), Architecture.Head(size * size)];
        foreach (var architecture in architectures)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            GC.KeepAlive(new NeuralNetwork(architecture, 1));
            var taken = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.InRange(architecture.MemoryUse.Bytes, 0.9 * taken, 1.01 * taken);
        }
    }

    [Fact]
    public void Images_too_small_for_four_poolings_are_refused_with_the_least_size()
    {
        Assert.Equal(64, Architecture.RecipeA(16).Features);
        Assert.Equal(128, Architecture.Chollet(46).Features);
        Assert.Contains(
            "16×16",
            Assert.Throws<ArgumentException>(() => new NeuralNetwork(Architecture.RecipeA(15), 1)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "46×46",
            Assert.Throws<ArgumentException>(() => Architecture.Chollet(45).ParameterCount).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => (Architecture.RecipeA() with { Width = 15 }).ParameterCount);
        Assert.Throws<ArgumentException>(() => Architecture.RecipeA(32, 0).ParameterCount);
    }
}

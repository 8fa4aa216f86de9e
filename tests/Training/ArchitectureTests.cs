using Experiments.Training;

namespace Experiments.Tests.Training;

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
        foreach (var architecture in new[] { Architecture.RecipeA(), Architecture.RecipeA(33, 3), Architecture.Chollet(47), Architecture.Head(100) })
        {
            Assert.Equal(architecture.ParameterCount, new Network(architecture, 1).Parameters.Sum(parameter => parameter.Rows * parameter.Columns));
        }
    }

    [Fact]
    public void Images_too_small_for_four_poolings_are_refused_with_the_least_size()
    {
        Assert.Equal(64, Architecture.RecipeA(16).Features);
        Assert.Equal(128, Architecture.Chollet(46).Features);
        Assert.Contains("16×16", Assert.Throws<ArgumentException>(() => new Network(Architecture.RecipeA(15), 1)).Message, StringComparison.Ordinal);
        Assert.Contains("46×46", Assert.Throws<ArgumentException>(() => Architecture.Chollet(45).ParameterCount).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => (Architecture.RecipeA() with { Width = 15 }).ParameterCount);
        Assert.Throws<ArgumentException>(() => Architecture.RecipeA(32, 0).ParameterCount);
    }
}

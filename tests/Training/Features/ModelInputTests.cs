using System.Globalization;
using Experiments.Samples.Learning;
using Experiments.Training.Data;
using Experiments.Training.Features;

namespace Experiments.Tests.Training.Features;

public class ModelInputTests
{
    [Fact]
    public void Layout_and_size_are_told_by_the_dimensions_where_they_can_be()
    {
        Assert.Equal(new(ModelLayout.Nhwc, 150, false), ModelInput.Read("x", [-1, 150, 150, 3], null, null));
        Assert.Equal(new(ModelLayout.Nchw, 224, true), ModelInput.Read("x", [1, 3, 224, 224], null, null));
        Assert.Equal(new(ModelLayout.Nhwc, 150, false), ModelInput.Read("x", [-1, -1, -1, 3], null, 150));
        Assert.Equal(new(ModelLayout.Nchw, 224, false), ModelInput.Read("x", [-1, 3, -1, 224], null, null));
    }

    [Fact]
    public void Options_say_what_the_dimensions_do_not()
    {
        Assert.Equal(new(ModelLayout.Nchw, 64, false), ModelInput.Read("x", [-1, -1, -1, -1], ModelLayout.Nchw, 64));
        Assert.Equal(new(ModelLayout.Nhwc, 3, false), ModelInput.Read("x", [-1, 3, 3, 3], ModelLayout.Nhwc, 3));
    }

    [Theory]
    [InlineData("1 224 3", null, null, "expected four dimensions")]
    [InlineData("4 3 8 8", null, null, "takes exactly 4 pictures at a time; expected 1 or any number")]
    [InlineData("0 3 3 3", null, null, "--layout nhwc or --layout nchw")]
    [InlineData("0 0 0 0", null, 8, "--layout nhwc or --layout nchw")]
    [InlineData("0 28 28 1", null, null, "--layout nhwc or --layout nchw")]
    [InlineData("0 28 28 1", "nhwc", null, "with --layout nhwc it takes 1 channels; expected 3")]
    [InlineData("0 3 8 8", "nhwc", null, "with --layout nhwc it takes 8 channels; expected 3")]
    [InlineData("0 3 8 9", null, null, "pictures of 8 × 9; expected square ones")]
    [InlineData("0 3 0 0", null, null, "any size; say which with --feature-size")]
    [InlineData("0 3 8 8", null, 9, "--feature-size: 9 is not the size of the model; x is [?, 3, 8, 8]")]
    public void What_is_wrong_is_said_with_the_option_that_helps(string dimensions, string? layout, int? size, string expected)
    {
        ModelLayout? chosen = layout is null ? null : Enum.Parse<ModelLayout>(layout, ignoreCase: true);
        int[] lengths = [.. dimensions.Split(' ').Select(text => text == "0" ? -1 : int.Parse(text, CultureInfo.InvariantCulture))];
        var error = Assert.Throws<InputException>(() => ModelInput.Read("x", lengths, chosen, size));
        Assert.Contains(expected, error.Say(LearningInput.Option), StringComparison.Ordinal);
    }
}

using Experiments.Samples.Learning;
using Experiments.Training.Data;

namespace Experiments.Tests.Samples.Learning;

public class LearningInputTests
{
    [Fact]
    public void Every_setting_that_a_message_can_speak_of_is_an_option_of_the_network()
    {
        var options = Experiments.Network.Settings.All.Select(option => option.Name).ToArray();
        var names = Enum.GetValues<InputSetting>().Select(LearningInput.Option).ToArray();
        Assert.All(names, name => Assert.Contains(name, options));
        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Fact]
    public void A_message_calls_settings_as_it_is_told_wherever_they_stand()
    {
        FormattableString inner = $"{InputSetting.Train} {4}";
        var error = new InputException($"{InputSetting.Size}: '{{0}}' is {1.5}; expected less for {inner}");
        Assert.Equal("Size: '{0}' is 1.5; expected less for Train 4", error.Message);
        Assert.Equal("--size: '{0}' is 1.5; expected less for --train 4", error.Say(LearningInput.Option));
    }
}

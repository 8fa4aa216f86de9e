using Experiments.Cli;
using Experiments.Samples;
using Experiments.Training.Data;

namespace Experiments.Network;

/// <summary>What is said of images, features and models that cannot be used.</summary>
internal static class NetworkInput
{
    /// <summary>
    /// What <paramref name="read"/> gives; what is wrong with the user's files and settings is said in the words of the
    /// options.
    /// </summary>
    /// <exception cref="UsageException">A file or option is wrong.</exception>
    public static T Read<T>(string unreadable, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InputException error)
        {
            throw new UsageException(error.Say(Option));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{unreadable}: {error.Message}");
        }
    }

    /// <summary>The option of a setting.</summary>
    public static string Option(InputSetting setting) => setting switch
    {
        InputSetting.Data => Settings.Data.Name,
        InputSetting.Classes => Settings.Classes.Name,
        InputSetting.Size => Settings.Size.Name,
        InputSetting.Train => TrainingSettings.Train.Name,
        InputSetting.Validation => TrainingSettings.Validation.Name,
        InputSetting.Test => Settings.Test.Name,
        InputSetting.Preprocessing => FeatureSettings.Named.Name,
        InputSetting.FeatureLayout => FeatureSettings.Layout.Name,
        InputSetting.FeatureSize => FeatureSettings.Size.Name,
        InputSetting.FeatureOutput => FeatureSettings.Output.Name,
        _ => throw new ArgumentOutOfRangeException(nameof(setting)),
    };
}

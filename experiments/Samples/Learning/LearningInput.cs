using Experiments.Cli;
using Experiments.Training.Data;

namespace Experiments.Samples.Learning;

/// <summary>What is said of images, features and models that cannot be used.</summary>
internal static class LearningInput
{
    /// <summary>The option of the two classes.</summary>
    public const string Classes = "--classes";

    /// <summary>The option of rows and columns.</summary>
    public const string Size = "--size";

    /// <summary>The option of how many images test.</summary>
    public const string Test = "--test";

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

    /// <summary>Reads the images, as many and as large as the options say.</summary>
    /// <exception cref="UsageException">A file or option is wrong.</exception>
    public static Dataset Images(Work work, LearningSource source, DataOptions options)
    {
        var progress = work.Start($"{source.Command}: reading", options.Total, "images");
        var data = Read($"{DiskFolder.Option}: '{source.Data}' cannot be read", () => source.Data is { } path
            ? DataSource.Open(DiskFolder.Find(path), options, progress, work.Cancellation)
            : FashionMnist.Read(options, progress, work.Cancellation));
        if (data.LeftOut.Count > 0)
        {
            work.Say($"{source.Command}: {data.LeftOut.Count} images left out: {string.Join("; ", data.LeftOut)}");
        }

        return data;
    }

    /// <summary>The option of a setting.</summary>
    public static string Option(InputSetting setting) => setting switch
    {
        InputSetting.Data => DiskFolder.Option,
        InputSetting.Classes => Classes,
        InputSetting.Size => Size,
        InputSetting.Train => TrainingSettings.Train.Name,
        InputSetting.Validation => TrainingSettings.Validation.Name,
        InputSetting.Test => Test,
        InputSetting.Preprocessing => FeatureSettings.Named.Name,
        InputSetting.FeatureLayout => FeatureSettings.Layout.Name,
        InputSetting.FeatureSize => FeatureSettings.Size.Name,
        InputSetting.FeatureOutput => FeatureSettings.Output.Name,
        _ => throw new ArgumentOutOfRangeException(nameof(setting)),
    };
}
